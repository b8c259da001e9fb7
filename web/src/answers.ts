/** The answers that the whole page shares. */
import { useMemo, useState } from "preact/hooks";
import { address, keep, useAnswer } from "./api";
import type { LinkState, Meta, MonthChanges, NetworkAnswer } from "./types";

export function useMeta() {
  return useAnswer<Meta>(address("meta"));
}

export function useTimeline(scenario: string[]) {
  return useAnswer<{ months: MonthChanges[] }>(address("timeline", { scenario }), true);
}

/** What every page needs, asked before the page is laid out. */
export function askAhead(): void {
  for (const path of ["meta", "timeline"]) void keep(address(path)).catch(() => undefined);
}

/** The network of a day: its shape is asked for once, and later only how each link stands. */
export function useNetwork(on: string, scenario: string[], wanted = true) {
  const [first] = useState({ on, scenario });
  const shape = useAnswer<NetworkAnswer>(wanted ? address("network", { on: first.on, scenario: first.scenario }) : null);
  const same = on === first.on && scenario.join() === first.scenario.join();
  const later = useAnswer<{ on: string; links: LinkState[]; counts: Record<string, number> }>(
    wanted && !same ? address("network", { on, scenario, shape: false }) : null,
    true,
  );
  const data = useMemo(() => {
    if (!shape.data || same || !later.data) return shape.data;
    const states = new Map(later.data.links.map((one) => [one.id, one]));
    const links = shape.data.links.map((one) => ({ ...one, ...states.get(one.id) }));
    return { ...shape.data, links, on: later.data.on, counts: later.data.counts };
  }, [shape.data, later.data, same]);
  const fault = shape.fault ?? later.fault;
  return { ...(data ? { data } : {}), ...(fault ? { fault } : {}), waiting: shape.waiting || later.waiting };
}

