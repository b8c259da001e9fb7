/** A change put into the ledger, and what it does: two maps, and the difference explained. */
import { useMemo, useRef, useState } from "preact/hooks";
import { go, useParameter } from "../address";
import { useNetwork } from "../answers";
import { useJob, useResult } from "../jobs";
import { MapBox } from "../map/box";
import type { Chart } from "../map/chart";
import { around } from "../map/geometry";
import { palette } from "../map/palette";
import { drawnLinks, widest, widthOf } from "../network";
import type { Lines } from "../lines";
import { JobProgressBar } from "../parts/job";
import { LineField } from "../parts/line_field";
import { To } from "../parts/links";
import { scenarioWords } from "../parts/scenario_note";
import { Share } from "../parts/share";
import { dayWords, lastDay } from "../parts/words";
import { useTheme } from "../theme";
import type { MapFlow, Meta, NetLink, WhatIfAnswer } from "../types";
import { Difference } from "./difference";
import { focusOf, mapLabel, moved, pick, placeAsked, useMarks, useNodes, useWishes } from "./stage";
import type { PartProps } from "./stage";
import { tipFor } from "./tip";

/** The period asked for, else the scenario's own, else the last full year that flows are known of. */
export function whatIfPeriod(meta: Meta, scenario: string[], asked: string | null): string {
  const own = scenario.length === 1 ? meta.presets.find((one) => one.name === scenario[0])?.period : null;
  return asked ?? own ?? String(meta.flow_years.at(-1) ?? 2024);
}

/** A day in the middle of a period, on which its network is shown. */
export function dayWithin(period: string): string {
  const [year, month] = period.split("-");
  return lastDay(`${year?.slice(0, 4)}-${month?.slice(0, 2) ?? "06"}`);
}

export function useWhatIf(meta: Meta, scenario: string[]) {
  const asked = useParameter("period");
  const period = whatIfPeriod(meta, scenario, asked);
  const question = useMemo(() => (scenario.length ? { kind: "whatif" as const, scenario, period } : null), [scenario.join("\n"), period]);
  const followed = useJob(question);
  return { period, followed, result: useResult<WhatIfAnswer>(followed.job) };
}

export type WhatIfAsked = ReturnType<typeof useWhatIf>;

interface WhatIfViewProps {
  meta: Meta;
  asked: WhatIfAsked;
  scenario: string[];
  lines: Lines;
}

export function WhatIfView({ meta, asked, scenario, lines }: WhatIfViewProps) {
  return scenario.length ? <Asked meta={meta} asked={asked} scenario={scenario} lines={lines} /> : <Offered meta={meta} lines={lines} />;
}

function Offered({ meta, lines }: { meta: Meta; lines: Lines }) {
  const years = [...new Set(meta.presets.map((one) => one.period))].sort().reverse();
  return (
    <>
      <h2>What if</h2>
      <p class="small muted" style="margin:.3rem 0 1rem">A scenario is the same ledger with a few more rows. Choose one, or shut a line of your own.</p>
      <LineField label="Shut a line" choose={(id) => go({ scenario: [`close:${id}`], select: null })} lines={lines} />
      {years.map((year) => (
        <section key={year} style="margin-top:1.2rem">
          <h3 class="muted">Asked of {year}</h3>
          <ul class="presets">
            {meta.presets.filter((one) => one.period === year).map((one) => (
              <li key={one.name}>
                <To wanted={{ scenario: [one.name], period: null, select: null }}>{one.title}</To>
                {one.observed && <span class="tag">has happened</span>}
                <p class="tiny muted">{one.text}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Asked({ meta, asked, scenario, lines }: WhatIfViewProps) {
  const { period, followed, result } = asked;
  const preset = scenario.length === 1 ? meta.presets.find((one) => one.name === scenario[0]) : undefined;
  const title = result.data?.scenario.title || ownWords(meta, scenario, lines);
  return (
    <>
      <p class="tiny"><To wanted={{ scenario: null, period: null }}>All scenarios</To></p>
      <h2>{title}</h2>
      {preset && <p class="small" style="margin:.4rem 0">{preset.text}</p>}
      {preset && preset.causes.length > 1 && <ul class="facts small" style="margin:.4rem 0">{preset.causes.map((one) => <li key={one}>{one}</li>)}</ul>}
      <div class="row" style="margin:.8rem 0">
        <label class="pick">
          <span>Period</span>
          <select value={period} onChange={(event) => go({ period: event.currentTarget.value })}>
            {!meta.flow_years.map(String).includes(period) && <option value={period}>{period}</option>}
            {meta.flow_years.map((one) => <option key={one} value={one}>{one}</option>)}
          </select>
        </label>
        <Share />
        <To class="button little" wanted={{ view: null, on: dayWithin(period), table: null }}>The map under this</To>
      </div>
      <JobProgressBar followed={followed} what="Working out the flows with and without it" />
      {result.fault && <p class="note fault" role="alert">{result.fault.message}</p>}
      {result.data && <Difference answer={result.data} job={followed.job} lines={lines} meta={meta} />}
    </>
  );
}

const VERBS: Record<string, string> = { close: "is closed", open: "is open", suspend: "is suspended", lapse: "lapses", revive: "is in force again", build: "is built" };

/** A change written in the address, in words. */
function ownWords(meta: Meta, scenario: string[], lines: Lines): string {
  const told = scenario.map((one) => {
    const [, verb, id] = /^(\w+):([^@]+)/.exec(one) ?? [];
    const words = verb && VERBS[verb];
    if (!words || !id) return scenarioWords(meta, [one]);
    const corridor = meta.corridors.find((other) => `corridor:${other.id}` === id);
    return `${corridor?.name ?? lines.link(id)} ${words}`;
  });
  return told.join("; ");
}

/** The network without and with the scenario, side by side, moving together. */
export function WhatIfMaps({ meta, net, lines, on, scenario, chosen, result }: PartProps & { result: WhatIfAnswer | undefined }) {
  const theme = useTheme();
  const wishes = useWishes();
  const changed = useNetwork(on, scenario, scenario.length > 0);
  const before = useMemo(() => (result ? new Map(Object.entries(result.before)) : null), [result]);
  const after = useMemo(() => (result ? new Map(Object.entries(result.after)) : null), [result]);
  const most = useMemo(() => (before && after ? Math.max(widest(net.links, before), widest(net.links, after)) : undefined), [before, after, net.links]);
  const then = changed.data?.links ?? net.links;
  const overlay = useMemo(() => (before && after && most ? differences(then, before, after, most, theme) : undefined), [before, after, most, then, theme]);
  const left = useMemo(() => drawnLinks(net.links, { theme, ...wishes, colour: "mode", flows: before, widest: most, plain: true }), [net.links, theme, wishes.modes, wishes.closed, before, most]);
  const right = useMemo(() => drawnLinks(then, { theme, ...wishes, colour: "mode", flows: after, widest: most, overlay, plain: true }), [then, theme, wishes.modes, wishes.closed, after, most, overlay]);
  const [leftNodes, rightNodes] = [useNodes(net, left), useNodes(net, right)];
  const shut = useMemo(() => then.filter((one, n) => one.status !== net.links[n]?.status).map((one) => one.id), [then, net.links]);
  const [hovered] = useState<string[]>([]);
  const marks = useMarks(chosen, net, hovered);
  const rightMarks = useMemo(() => ({ ...marks, links: [...marks.links, ...shut] }), [marks, shut]);
  const frame = useMemo(() => {
    const ids = overlay ? [...overlay.keys(), ...shut] : [];
    return around(ids.flatMap((id) => lines.course(id) ?? []));
  }, [overlay, shut, lines]);
  const pair = usePair();
  const focus = useMemo(() => focusOf(chosen, lines), [chosen?.id, lines]);
  if (!scenario.length) {
    return <MapBox label={mapLabel(on)} links={left} nodes={leftNodes} marks={marks} focus={focus} place={placeAsked()} credit={meta.attribution} tell={tipFor(lines, null)} pick={pick} moved={moved} />;
  }
  return (
    <div class="twomaps">
      <MapBox key="left" label={`Without: ${mapLabel(on)}`} links={left} nodes={leftNodes} marks={marks} focus={focus} frame={placeAsked() ? null : frame} place={placeAsked()} credit={meta.attribution} tell={tipFor(lines, before)} pick={pick} moved={moved} made={pair.left}>
        <p class="card maptitle">As it was{result && `, ${dayWords(result.period)}`}</p>
      </MapBox>
      <MapBox key="right" label={`With: ${mapLabel(on)}`} links={right} nodes={rightNodes} marks={rightMarks} place={placeAsked()} credit={meta.attribution} tell={tipFor(lines, after)} pick={pick} moved={() => undefined} made={pair.right}>
        <p class="card maptitle">What if{overlay && <DifferenceKey />}</p>
      </MapBox>
    </div>
  );
}

function DifferenceKey() {
  const look = palette(useTheme());
  return (
    <span class="key">
      <span><i style={`background:${look.more}`} /> more</span>
      <span><i style={`background:${look.less}`} /> less</span>
    </span>
  );
}

const NOTABLE = 0.01;

/** Lines that carry more or less than before, as wide as the more of both. */
function differences(links: NetLink[], before: Map<string, MapFlow>, after: Map<string, MapFlow>, most: number, theme: "light" | "dark") {
  const look = palette(theme);
  const found = new Map<string, { colour: string; width: number }>();
  for (const { id } of links) {
    const [was, is] = [before.get(id)?.tonnes ?? 0, after.get(id)?.tonnes ?? 0];
    const more = Math.max(was, is);
    if (Math.abs(is - was) < Math.max(NOTABLE * more, most * 1e-4)) continue;
    found.set(id, { colour: is > was ? look.more : look.less, width: Math.max(2.2, widthOf(more, most)) });
  }
  return found;
}

/** Two maps of which each follows the other. */
function usePair() {
  const charts = useRef<{ left: Chart | null; right: Chart | null }>({ left: null, right: null });
  return useMemo(() => {
    const join = () => {
      const { left, right } = charts.current;
      if (left && right) follow(left, right);
    };
    return {
      left: (chart: Chart | null) => {
        charts.current.left = chart;
        join();
      },
      right: (chart: Chart | null) => {
        charts.current.right = chart;
        join();
      },
    };
  }, []);
}

function follow(one: Chart, other: Chart): void {
  let leading: Chart | null = null;
  for (const [from, to] of [[one, other], [other, one]] as const) {
    from.map.on("move", () => {
      if (leading && leading !== from) return;
      leading = from;
      const { lng, lat } = from.map.getCenter();
      to.follow({ lon: lng, lat, zoom: from.map.getZoom() });
      leading = null;
    });
  }
}
