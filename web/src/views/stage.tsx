/** The views that have the map. */
import { useMemo, useState } from "preact/hooks";
import { go, read, useParameter } from "../address";
import { useNetwork, useTimeline } from "../answers";
import { useJob, useResult } from "../jobs";
import type { Followed } from "../jobs";
import { Lines } from "../lines";
import { MapBox } from "../map/box";
import type { Marks } from "../map/box";
import type { Picked, Place } from "../map/chart";
import { around } from "../map/geometry";
import { MODES } from "../map/palette";
import type { Mode } from "../map/palette";
import { drawnLinks, drawnNodes, widest } from "../network";
import { Side } from "../panels/side";
import type { Selected } from "../panels/side";
import { ScenarioNote } from "../parts/scenario_note";
import { Timeline } from "../parts/timeline";
import type { MonthTold } from "../parts/timeline";
import { lastDay } from "../parts/words";
import { useTheme } from "../theme";
import type { FlowsAnswer, FlowsInFull, MapFlow, Meta, MonthChanges, NetworkAnswer } from "../types";
import { MapTools } from "./map_tools";
import { MonthStrip } from "./month";
import { drawnRoutes, RoutesView, useRoutes } from "./routes";
import { MapRows } from "./rows";
import { StressKey, StressView, useStress, withLosses } from "./stress";
import { tipFor } from "./tip";
import { dayWithin, useWhatIf, WhatIfMaps, whatIfPeriod, WhatIfView } from "./whatif";

interface StageProps {
  meta: Meta;
  shown: "map" | "routes" | "whatif" | "stress";
  on: string;
  scenario: string[];
  chosen: Selected | null;
}

export function Stage(props: StageProps) {
  const period = useParameter("period");
  const asking = props.shown === "whatif";
  const within = asking ? whatIfPeriod(props.meta, props.scenario, period) : props.shown === "stress" ? period : null;
  const on = within ? dayWithin(within) : props.on;
  const net = useNetwork(on, asking ? NONE : props.scenario);
  if (net.fault && !net.data) return <p class="note fault" role="alert" style="margin:1.5rem">{net.fault.message}</p>;
  if (!net.data) return <div class="mapbox"><p class="waiting" role="status" style="padding:1.5rem">Laying out the network</p></div>;
  return <WithNetwork {...props} on={on} net={net.data} />;
}

const NONE: string[] = [];

function WithNetwork(props: StageProps & { net: NetworkAnswer }) {
  const { meta, net, shown } = props;
  const lines = useMemo(() => new Lines(net.links, net.nodes, meta.parties), [net.links, net.nodes, meta.parties]);
  const parts = { ...props, lines };
  return (
    <>
      {shown === "map" && <MapStage {...parts} />}
      {shown === "routes" && <RoutesStage {...parts} />}
      {shown === "whatif" && <WhatIfStage {...parts} />}
      {shown === "stress" && <StressStage {...parts} />}
    </>
  );
}

export type PartProps = StageProps & { net: NetworkAnswer; lines: Lines };

/** What the reader wants to see of the network, from the address. */
export function useWishes() {
  const hidden = useParameter("hide");
  const closed = useParameter("closed") !== "no";
  const colour = useParameter("colour") === "load" ? ("load" as const) : ("mode" as const);
  const modes = useMemo(() => new Set<Mode>(MODES.filter((one) => !(hidden ?? "").split(",").includes(one))), [hidden]);
  return { closed, colour, modes };
}

function MapStage({ meta, net, lines, on, scenario, chosen }: PartProps) {
  const theme = useTheme();
  const wishes = useWishes();
  const year = useParameter("flow");
  const asRows = useParameter("table") === "yes";
  const question = useMemo(() => (year ? { kind: "flows" as const, period: year, scenario } : null), [year, scenario.join()]);
  const followed = useJob(question);
  const result = useResult<FlowsAnswer>(followed.job, true);
  const flows = useMemo(() => (year && result.data ? new Map(Object.entries(result.data.by_link)) : null), [year, result.data]);
  const most = useMemo(() => (flows ? widest(net.links, flows) : null), [flows, net.links]);
  const links = useMemo(() => drawnLinks(net.links, { theme, ...wishes, flows }), [net.links, theme, wishes.closed, wishes.colour, wishes.modes, flows]);
  const nodes = useNodes(net, links);
  const [hovered, hover] = useState<string[]>([]);
  const marks = useMarks(chosen, net, hovered);
  const flow = chosen?.kind === "link" ? flows?.get(chosen.id) : undefined;
  const priced = chosen?.kind === "link" || chosen?.kind === "node";
  const full = useResult<FlowsInFull>(year && priced ? followed.job : null);
  const tools = <MapTools meta={meta} theme={theme} on={on} wishes={wishes} widest={most} followed={followed} flows={result.data} year={year} asRows={asRows} scenario={scenario} />;
  return (
    <>
      {asRows ? (
        <div class="mapbox rows">{tools}<MapRows on={on} links={net.links} nodes={net.nodes} lines={lines} flows={flows} chosen={chosen && `${chosen.kind}:${chosen.id}`} /></div>
      ) : (
        <MapBox label={mapLabel(on)} links={links} nodes={nodes} marks={marks} focus={focusOf(chosen, lines)} place={placeAsked()} credit={meta.attribution} tell={tipFor(lines, flows)} pick={pick} moved={moved}>
          {tools}
          {scenario.length > 0 && <ScenarioNote meta={meta} scenario={scenario} />}
        </MapBox>
      )}
      <Months meta={meta} on={on} scenario={scenario} hover={hover} strip />
      {chosen && <Side chosen={chosen} on={on} scenario={scenario} flow={flow} flows={full.data} />}
    </>
  );
}

function RoutesStage({ meta, net, lines, on, scenario, chosen }: PartProps) {
  const theme = useTheme();
  const wishes = useWishes();
  const asked = useRoutes(on, scenario);
  const way = Number(useParameter("way") ?? 0) || 0;
  const [hovered, hover] = useState<number | null>(null);
  const links = useMemo(() => drawnLinks(net.links, { theme, ...wishes, colour: "mode", flows: null }), [net.links, theme, wishes.closed, wishes.modes]);
  const nodes = useNodes(net, links);
  const ways = useMemo(() => drawnRoutes(asked.answer.data, hovered ?? way, lines, theme), [asked.answer.data, hovered, way, lines, theme]);
  const marks = useMarks(chosen, net, []);
  const focus = useMemo(() => around(drawnRoutes(asked.answer.data, way, lines, theme).filter((one) => one.chosen).flatMap((one) => one.points)), [asked.answer.data, way, lines]);
  return (
    <>
      <div class="lead" tabIndex={-1}><RoutesView meta={meta} on={on} theme={theme} asked={asked} chosen={way} lines={lines} hover={hover} /></div>
      <MapBox label={mapLabel(on)} links={links} nodes={nodes} ways={ways} faint={ways.length > 0} marks={marks} focus={focusOf(chosen, lines) ?? focus} place={placeAsked()} credit={meta.attribution} tell={tipFor(lines, null)} pick={pick} moved={moved}>
        {scenario.length > 0 && <ScenarioNote meta={meta} scenario={scenario} />}
      </MapBox>
      <Months meta={meta} on={on} scenario={scenario} hover={() => undefined} />
      {chosen && <Side chosen={chosen} on={on} scenario={scenario} />}
    </>
  );
}

function WhatIfStage(props: PartProps) {
  const { meta, on, scenario, chosen, lines } = props;
  const asked = useWhatIf(meta, scenario);
  return (
    <>
      <div class="lead wide" tabIndex={-1}><WhatIfView meta={meta} asked={asked} scenario={scenario} lines={lines} /></div>
      <WhatIfMaps {...props} result={asked.result.data} />
      {chosen && <Side chosen={chosen} on={on} scenario={scenario} />}
    </>
  );
}

function StressStage({ meta, net, lines, on, scenario, chosen }: PartProps) {
  const theme = useTheme();
  const wishes = useWishes();
  const asked = useStress(net, theme);
  const links = useMemo(() => drawnLinks(net.links, { theme, ...wishes, colour: "mode", flows: null, overlay: asked.overlay }), [net.links, theme, wishes.closed, wishes.modes, asked.overlay]);
  const drawn = useNodes(net, links);
  const nodes = useMemo(() => withLosses(drawn, asked.places), [drawn, asked.places]);
  const marks = useMarks(chosen, net, []);
  return (
    <>
      <div class="lead wide" tabIndex={-1}><StressView meta={meta} asked={asked} lines={lines} theme={theme} /></div>
      <MapBox label={mapLabel(on)} links={links} nodes={nodes} marks={marks} focus={focusOf(chosen, lines)} place={placeAsked()} credit={meta.attribution} tell={tipFor(lines, null)} pick={pick} moved={moved}>
        {asked.overlay && <StressKey theme={theme} kind={asked.kind} />}
      </MapBox>
      {chosen && <Side chosen={chosen} on={on} scenario={scenario} />}
    </>
  );
}

interface MonthsProps {
  meta: Meta;
  on: string;
  scenario: string[];
  hover: (links: string[]) => void;
  strip?: boolean;
}

function Months({ meta, on, scenario, hover, strip = false }: MonthsProps) {
  const timeline = useTimeline(scenario);
  const told = timeline.data?.months ?? NO_MONTHS;
  const months = useMemo(() => everyMonth(meta, told), [meta, told]);
  const month = on.slice(0, 7);
  return (
    <div class="time">
      <Timeline months={months} month={month} today={meta.today.slice(0, 7)} choose={(chosen, quietly) => go({ on: lastDay(chosen) }, quietly)} />
      {strip && <MonthStrip month={month} told={told.find((one) => one.month === month)} hover={hover} />}
    </div>
  );
}

const NO_MONTHS: MonthChanges[] = [];

function everyMonth(meta: Meta, told: MonthChanges[]): MonthTold[] {
  const found = new Map(told.map((one) => [one.month, one.changes]));
  const months: MonthTold[] = [];
  for (let year = Number(meta.first_day.slice(0, 4)); year <= Number(meta.last_day.slice(0, 4)); year++) {
    for (let number = 1; number <= 12; number++) {
      const month = `${year}-${String(number).padStart(2, "0")}`;
      const changes = found.get(month) ?? [];
      const of = (kinds: string[]) => changes.filter((one) => kinds.includes(one.kind)).reduce((sum, one) => sum + one.link_ids.length, 0);
      months.push({ month, opened: of(["opened"]), closed: of(["closed"]), changed: of(["status", "values"]) });
    }
  }
  return months;
}

export function useNodes(net: NetworkAnswer, links: { id: string }[]) {
  return useMemo(() => drawnNodes(net.nodes, net.links, new Set(links.map((one) => one.id))), [net.nodes, net.links, links]);
}

/** What glows: the thing chosen, and what the pointer is on in a list. */
export function useMarks(chosen: Selected | null, net: NetworkAnswer, hovered: string[]): Marks {
  return useMemo(() => {
    const links = [...hovered];
    if (chosen?.kind === "link") links.push(chosen.id);
    if (chosen?.kind === "corridor") links.push(...net.links.filter((one) => one.corridors.includes(chosen.id)).map((one) => one.id));
    if (chosen?.kind === "why" && net.links.some((one) => one.id === chosen.id)) links.push(chosen.id);
    return { links, node: chosen?.kind === "node" ? chosen.id : null, state: chosen?.kind === "country" ? chosen.id : null };
  }, [chosen?.kind, chosen?.id, net.links, hovered]);
}

export function focusOf(chosen: Selected | null, lines: Lines) {
  if (chosen?.kind === "node") {
    const at = lines.at(chosen.id);
    return at && around([at]);
  }
  if (chosen?.kind === "link") return around(lines.course(chosen.id) ?? []);
  return null;
}

export function pick(picked: Picked | null): void {
  if (!picked) return;
  go({ select: `${picked.kind === "state" ? "country" : picked.kind}:${picked.id}` });
}

export function placeAsked(): Place | null {
  const [lon, lat, zoom] = (read("at") ?? "").split(",").map(Number);
  const known = [lon, lat, zoom].every((one) => one !== undefined && Number.isFinite(one));
  return known && read("at") ? { lon: lon!, lat: lat!, zoom: zoom! } : null;
}

let timer = 0;

export function moved(place: Place): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => go({ at: [place.lon.toFixed(2), place.lat.toFixed(2), place.zoom.toFixed(2)].join(",") }, true), 250);
}

export function mapLabel(on: string): string {
  return `Map of the network on ${on}. The table view gives the same facts as rows.`;
}

export type { Followed, MapFlow };
