/** How a good gets from one place to another on a day: ways in a table, and on the map. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { go, scenarios, useParameter } from "../address";
import { address, useAnswer } from "../api";
import type { DrawnWay } from "../map/drawn";
import { palette } from "../map/palette";
import type { Theme } from "../map/palette";
import { Answered } from "../parts/answered";
import { Downloads } from "../parts/downloads";
import { Thing, Why } from "../parts/links";
import { PlaceField } from "../parts/place_field";
import { Swap } from "../parts/signs";
import { Span } from "../parts/span";
import { capital, count, dayWords, days, plain, plural } from "../parts/words";
import type { Lines } from "../lines";
import type { Meta } from "../types";

interface Leg {
  from: string;
  to: string;
  mode: string;
  links: string[];
  length_km: number;
  service_h: number;
  dwell_h: number;
  cost_usd_per_t: number;
  rows: string[];
}

export interface Route {
  corridor: string;
  name: string;
  cost_usd_per_t: number;
  cost_interval_usd_per_t: [number, number];
  time_h: { median: number; p90: number };
  co2_kg_per_t: number;
  length_km: number;
  states: string[];
  seas: string[];
  legs: Leg[];
  on_paper: boolean;
  assumed: number;
  indicative: boolean;
}

interface End {
  node_id: string;
  name: string;
}

interface Quoted {
  row_id: string;
  what: string;
  printed: string;
  says: string;
  corridor: string;
  period: string;
}

export interface RoutesAnswer {
  origin: End;
  destination: End;
  good: string;
  by: string;
  routes: Route[];
  quoted: Quoted[];
  single_points: { states: string[]; nodes: string[]; links: string[]; agreements: string[] };
  closed_by: ClosedBy[];
}

interface ClosedBy {
  link_id?: string;
  name?: string;
  says?: string;
  reason?: string;
  [key: string]: unknown;
}

const MEASURES = { time: "Time", cost: "Cost", co2: "CO₂", risk: "Risk" } as const;
const EXAMPLE = { from: "khorgos", to: "constanta", good: "containers", by: "time" };

/** The routes asked for in the address. */
export function useRoutes(on: string, scenario: string[]) {
  const [from, to] = [useParameter("from") ?? EXAMPLE.from, useParameter("to") ?? EXAMPLE.to];
  const [good, by] = [useParameter("good") ?? EXAMPLE.good, useParameter("by") ?? EXAMPLE.by];
  return { from, to, good, by, answer: useAnswer<RoutesAnswer>(address("routes", { from, to, good, by, on, scenario }), true) };
}

/** Each way as a line on the map; the chosen one lies on top. */
export function drawnRoutes(found: RoutesAnswer | undefined, chosen: number, lines: Lines, theme: Theme): DrawnWay[] {
  if (!found) return [];
  const colours = palette(theme).ways;
  const all = found.routes.flatMap((route, n) =>
    route.legs.flatMap((leg) => leg.links).map((link): DrawnWay | null => {
      const points = lines.course(link);
      return points && { id: `${n}:${link}`, points, colour: colours[n % colours.length]!, chosen: n === chosen };
    }),
  );
  const drawn = all.filter((one): one is DrawnWay => one !== null);
  return [...drawn.filter((one) => !one.chosen).reverse(), ...drawn.filter((one) => one.chosen)];
}

interface RoutesViewProps {
  meta: Meta;
  on: string;
  theme: Theme;
  asked: ReturnType<typeof useRoutes>;
  chosen: number;
  lines: Lines;
  hover: (route: number | null) => void;
}

export function RoutesView({ meta, on, theme, asked, chosen, lines, hover }: RoutesViewProps) {
  const { from, to, good, by, answer } = asked;
  const choose = (n: number) => go({ way: n || null }, true);
  return (
    <>
      <h2>Routes</h2>
      <p class="small muted" style="margin:.25rem 0 .9rem">On {dayWords(on)}, with what was open then.</p>
      <form class="stack" onSubmit={(event) => event.preventDefault()}>
        <div class="ends">
          <PlaceField label="From" name="from" value={from} lines={lines} />
          <button type="button" class="round" aria-label="Swap the two ends" onClick={() => go({ from: to, to: from, way: null })}><Swap /></button>
          <PlaceField label="To" name="to" value={to} lines={lines} />
        </div>
        <div class="fields">
          <label class="field">
            Good
            <select value={good} onChange={(event) => go({ good: event.currentTarget.value, way: null })}>
              <Goods meta={meta} />
            </select>
          </label>
          <label class="field">
            Least
            <select value={by} onChange={(event) => go({ by: event.currentTarget.value, way: null })}>
              {Object.entries(MEASURES).map(([id, word]) => <option key={id} value={id}>{word}</option>)}
            </select>
          </label>
        </div>
      </form>
      <div style="margin-top:1.1rem">
        <Answered answer={answer} what="Looking for ways">
          {(found) => (found.routes.length ? <Found found={found} chosen={chosen} choose={choose} theme={theme} lines={lines} hover={hover} /> : <NoWay found={found} />)}
        </Answered>
      </div>
      <Downloads files={[["CSV", "downloads/routes.csv"], ["JSON", "routes"]]} query={{ from, to, good, by, on, scenario: scenarios() }} />
    </>
  );
}

function Goods({ meta }: { meta: Meta }) {
  const option = (one: Meta["goods"][number]) => <option key={one.id} value={one.id}>{capital(one.label)}</option>;
  return (
    <>
      <optgroup label="Goods that flows tell apart">{meta.goods.filter((one) => one.demand).map(option)}</optgroup>
      <optgroup label="Others">{meta.goods.filter((one) => !one.demand).map(option)}</optgroup>
    </>
  );
}

interface FoundProps {
  found: RoutesAnswer;
  chosen: number;
  choose: (n: number) => void;
  theme: Theme;
  lines: Lines;
  hover: (route: number | null) => void;
}

function Found({ found, chosen, choose, theme, lines, hover }: FoundProps) {
  const colours = palette(theme).ways;
  const [all, setAll] = useState(false);
  useEffect(() => setAll(false), [found]);
  const shown = all ? found.routes : found.routes.slice(0, 7);
  const [least, most] = useMemo(() => [0, Math.max(...found.routes.map((one) => one.time_h.p90))], [found]);
  const route = found.routes[chosen];
  return (
    <>
      <div class="scroll" tabIndex={0} role="group" aria-label="Ways found">
        <table class="ways">
          <caption class="unseen">Ways from {found.origin.name} to {found.destination.name} for {plain(found.good)}</caption>
          <thead><tr><th scope="col">Way</th><th scope="col" class="right">USD/t</th><th scope="col" class="right">Days</th><th scope="col" class="right">km</th></tr></thead>
          <tbody>
            {shown.map((one, n) => (
              <tr key={n} class={n === chosen ? "chosen" : ""} onMouseEnter={() => hover(n)} onMouseLeave={() => hover(null)}>
                <th scope="row">
                  <button type="button" class="way" aria-pressed={n === chosen} onClick={() => choose(n)}>
                    <i style={`background:${colours[n % colours.length]}`} />
                    <span>{capital(one.name)}{one.on_paper && <span class="tag" style="margin-left:.4rem">on paper</span>}<small>{one.states.join(" · ")}</small></span>
                  </button>
                </th>
                <td class="right">{count(one.cost_usd_per_t)}<small>{count(one.cost_interval_usd_per_t[0])}–{count(one.cost_interval_usd_per_t[1])}</small></td>
                <td class="right">{(one.time_h.median / 24).toFixed(1)}<small>9 in 10: {(one.time_h.p90 / 24).toFixed(1)}</small><Span low={one.time_h.median} high={one.time_h.p90} value={one.time_h.median} least={least} most={most} hollow={one.indicative} label={`Median ${days(one.time_h.median)}, nine in ten within ${days(one.time_h.p90)}`} /></td>
                <td class="right">{count(one.length_km, 4)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < found.routes.length && <button type="button" class="button little" onClick={() => setAll(true)}>{plural(found.routes.length - shown.length, "more way")}</button>}
      {route && <Legs route={route} lines={lines} />}
      {found.quoted.length > 0 && <QuotedRows rows={found.quoted} />}
      <Single found={found} lines={lines} />
    </>
  );
}

function Legs({ route, lines }: { route: Route; lines: Lines }) {
  return (
    <section>
      <h3>{capital(route.name)}, leg by leg</h3>
      {route.indicative && <p class="note" style="margin:.3rem 0 .5rem">Indicative: {Math.round(route.assumed * 100)} % of its inputs are assumed.</p>}
      <ol class="legs">
        {route.legs.filter((leg) => leg.service_h + leg.dwell_h > 0).map((leg, n) => (
          <li key={n} class={leg.links.length ? "moves" : "waits"}>
            <div>
              {leg.links.length ? <><Thing kind="node" id={leg.from}>{lines.node(leg.from)}</Thing> to <Thing kind="node" id={leg.to}>{lines.node(leg.to)}</Thing></> : <Thing kind="node" id={leg.from}>{lines.node(leg.from)}</Thing>}
              <small>{modeWords(leg.mode)}{leg.length_km > 0 && `, ${count(leg.length_km)} km`}</small>
            </div>
            <div class="right number">
              <Why id={leg.rows.at(-1)}>{((leg.service_h + leg.dwell_h) / 24).toFixed(1)} d</Why>
              <small>{leg.cost_usd_per_t > 0 ? `${count(leg.cost_usd_per_t)} USD/t` : ""}</small>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function modeWords(mode: string): string {
  const gauge = /^rail_(\d+)$/.exec(mode);
  return gauge ? `rail, ${gauge[1]} mm` : plain(mode);
}

function QuotedRows({ rows }: { rows: Quoted[] }) {
  return (
    <section>
      <h3>What was quoted</h3>
      <ul class="plainlist small">
        {rows.map((one) => <li key={one.row_id}><Why id={one.row_id}>{one.printed}</Why> ({one.period}), <span class="muted">{one.says}</span></li>)}
      </ul>
    </section>
  );
}

function Single({ found, lines }: { found: RoutesAnswer; lines: Lines }) {
  const { nodes, links, states } = found.single_points;
  if (!nodes.length && !links.length && !states.length) return null;
  return (
    <section>
      <h3>Every way passes</h3>
      <p class="small">
        {[...states.map((id) => <Thing kind="country" id={id}>{lines.state(id)}</Thing>), ...nodes.map((id) => <Thing kind="node" id={id}>{lines.node(id)}</Thing>), ...links.map((id) => <Thing kind="link" id={id}>{lines.link(id)}</Thing>)].map((one, n) => <>{n > 0 && ", "}{one}</>)}
      </p>
    </section>
  );
}

function NoWay({ found }: { found: RoutesAnswer }) {
  return (
    <section>
      <h3>There is no way</h3>
      <p class="small">Nothing open on that day leads from {found.origin.name} to {found.destination.name}.</p>
      <ul class="plainlist small">
        {found.closed_by.map((one, n) => (
          <li key={n}>{one.link_id ? <Thing kind="link" id={one.link_id}>{one.name ?? one.link_id}</Thing> : one.name} <span class="muted">{one.says ?? one.reason ?? ""}</span></li>
        ))}
      </ul>
    </section>
  );
}
