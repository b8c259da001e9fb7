/** A difference explained: in all, by corridor, line, cargo and state, and by cause. */
import type { ComponentChildren } from "preact";
import { Downloads } from "../parts/downloads";
import { Section, Some, Status } from "../parts/facts";
import { Thing, Why } from "../parts/links";
import { capital, count, percent, plain, plural, tonnes } from "../parts/words";
import type { Lines } from "../lines";
import type { Beside, Cause, Effect, Job, Meta, WhatIfAnswer } from "../types";

interface DifferenceProps {
  answer: WhatIfAnswer;
  job: Job | null;
  lines: Lines;
  meta: Meta;
}

const TOTALS: Record<string, string> = { delivered: "Arrives", stranded: "Is left behind", cost: "Carriage costs", time: "Time under way", co2: "CO₂", demand: "Wants to move" };
const LEAST_TONNES = 500;

export function Difference({ answer, job, lines, meta }: DifferenceProps) {
  const { effects, causes } = answer;
  const of = (kind: Effect["kind"], ...what: string[]) =>
    effects.filter((one) => one.kind === kind && what.includes(one.what)).sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const named = (id: string) => answer.names?.[id] ?? meta.corridors.find((one) => one.id === id)?.name ?? capital(plain(id));
  const corridors = of("corridor", "tonnes").filter(large);
  const links = of("link", "tonnes").filter(large);
  const states = of("state", "transit_revenue");
  const cargo = of("cargo", "delivered", "stranded").filter(large);
  return (
    <div class="stack difference" style="gap:1.4rem">
      <Section title="In all" note={`${answer.period}, a model result`}>
        <Totals rows={of("total", "delivered", "stranded", "cost", "time", "co2", "demand")} causes={causes} />
        <p class="small" style="margin-top:.5rem">{diverted(answer)}</p>
        {answer.assumed_share && <p class="tiny muted">{percent(answer.assumed_share.after)} of what this rests on is assumed{answer.assumed_share.after > 0.5 ? ": indicative" : ""}.</p>}
      </Section>
      <Section title={causes.length > 1 ? "Causes" : "Cause"}>
        <ol class="facts causes">{causes.map((one) => <li key={one.id}><CauseTold cause={one} lines={lines} /></li>)}</ol>
      </Section>
      {corridors.length > 0 && <Section title="Corridors"><Bars rows={corridors} name={(one) => (one.of === "other" ? "Ways of no corridor" : <Thing kind="corridor" id={one.of}>{named(one.of)}</Thing>)} /></Section>}
      {links.length > 0 && <Section title="Lines"><Bars rows={links} name={(one) => <Thing kind="link" id={one.of}>{lines.link(one.of)}</Thing>} /></Section>}
      {cargo.length > 0 && <Section title="Cargo"><Bars rows={cargo} name={(one) => `${answer.names?.[one.of] ?? cargoWords(one.of, named)}, ${one.what === "stranded" ? "left behind" : "arrives"}`} /></Section>}
      {states.length > 0 && <Section title="Paid for transit"><Bars rows={states} name={(one) => <Thing kind="country" id={one.of}>{lines.state(one.of)}</Thing>} /></Section>}
      {answer.bottlenecks.length > 0 && (
        <Section title="Bottlenecks">
          <Some rows={answer.bottlenecks}>
            {(one) => <>{lines.one(one.target) ? <Thing kind="link" id={one.target}>{lines.link(one.target)}</Thing> : lines.node(one.target)}: full in {plural(one.months_after, "month")}, was {one.months_before}{one.indicative && <> <span class="tag assumed">assumed limit</span></>}</>}
          </Some>
        </Section>
      )}
      {(answer.observed || (answer.beside?.length ?? 0) > 0) && (
        <Section title="Beside the record">
          {answer.observed && <p class="small">{answer.observed}</p>}
          {answer.beside?.map((one) => <BesideTold key={one.says} one={one} />)}
        </Section>
      )}
      {answer.stranded && answer.stranded.length > 0 && <Section title="Left behind"><Some rows={answer.stranded} most={4}>{(one) => one}</Some></Section>}
      {job && job.files.length > 0 && <Downloads files={job.files.map((name) => [name, `jobs/${job.id}/files/${name}`])} />}
    </div>
  );
}

function large(effect: Effect): boolean {
  return Math.abs(effect.difference) >= LEAST_TONNES;
}

function diverted({ diverted: told }: WhatIfAnswer): string {
  if (told.diverted + told.created + told.lost < 1) return "No cargo changes its corridor, and none stays behind that did not.";
  const parts: [number, string][] = [[told.diverted, "take another way"], [told.created, "move that did not"], [told.lost, "no longer move"]];
  return `${parts.filter(([value]) => value >= 1).map(([value, words]) => `${tonnes(value)} ${words}`).join(", ")}.`;
}

/** A number in the unit that readers know. */
function amount(value: number, unit: string): string {
  if (unit === "USD") return `${count(value / 1e6)} million USD`;
  if (unit === "t h") return `${count(value / 24e6)} million tonne-days`;
  return tonnes(value);
}

const UNITS: Record<string, { word: string; size: number }> = {
  t: { word: "Mt", size: 1e6 },
  USD: { word: "million USD", size: 1e6 },
  "t h": { word: "million tonne-days", size: 24e6 },
};

/** Before and after often differ late: five digits. */
function inUnit(value: number, unit: string): string {
  return count(value / (UNITS[unit]?.size ?? 1), 5);
}

function signed(value: number, unit: string): string {
  return `${value > 0 ? "+" : value < 0 ? "−" : ""}${amount(Math.abs(value), unit)}`;
}

function Totals({ rows, causes }: { rows: Effect[]; causes: Cause[] }) {
  if (!rows.length) return <p class="small">Nothing differs.</p>;
  const apart = causes.length > 1 && causes.length <= 4;
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label="In all">
      <table>
        <caption class="unseen">What differs in all</caption>
        <thead>
          <tr>
            <td />
            <th scope="col" class="right">As it was</th>
            <th scope="col" class="right">What if</th>
            <th scope="col" class="right">Difference</th>
            {apart && causes.map((one, n) => <th key={one.id} scope="col" class="right" title={one.says.join("; ")}>by cause {n + 1}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.what}>
              <th scope="row">{TOTALS[one.what] ?? plain(one.what)}<small>{UNITS[one.unit]?.word ?? one.unit}</small></th>
              <td class="right">{inUnit(one.before, one.unit)}</td>
              <td class="right">{inUnit(one.after, one.unit)}</td>
              <td class="right"><strong>{signed(one.difference, one.unit)}</strong></td>
              {apart && causes.map((cause) => <td key={cause.id} class="right">{signed(one.parts[cause.id] ?? 0, one.unit)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CauseTold({ cause, lines }: { cause: Cause; lines: Lines }) {
  return (
    <>
      {cause.says.map((one) => capital(one)).join("; ")}.
      {cause.links.length > 0 && (
        <small>
          {cause.links.slice(0, 6).map((one, n) => <>{n > 0 && ", "}<Thing kind="link" id={one.link_id}>{one.name ?? lines.link(one.link_id)}</Thing> {one.kind === "values" ? `(${one.what})` : <Status status={one.after} />}</>)}
          {cause.links.length > 6 && ` and ${plural(cause.links.length - 6, "more line")}`}
        </small>
      )}
      {Math.abs(cause.demand_tonnes ?? 0) >= 1 && <small>{signed(cause.demand_tonnes ?? 0, "t")} wants to move</small>}
    </>
  );
}

function Bars({ rows, name }: { rows: Effect[]; name: (one: Effect) => ComponentChildren }) {
  const most = Math.max(...rows.map((one) => Math.abs(one.difference)));
  return (
    <Some rows={rows} most={6}>
      {(one) => (
        <div class="diffrow">
          <span>{name(one)}</span>
          <span class="number right">{signed(one.difference, one.unit)}</span>
          <span class="diffbar" aria-hidden="true"><i class={one.difference < 0 ? "less" : "more"} style={`width:${(Math.abs(one.difference) / most) * 50}%`} /></span>
          <small class="number">{amount(one.before, one.unit)} → {amount(one.after, one.unit)}</small>
        </div>
      )}
    </Some>
  );
}

function cargoWords(of: string, named: (id: string) => string): string {
  const [good, ends] = of.split(":");
  const [from, to] = (ends ?? "").split("-");
  return `${capital(plain(good ?? of))}${from && to ? `, ${named(from)} to ${named(to)}` : ""}`;
}

function BesideTold({ one }: { one: Beside }) {
  const seen = one.observed_difference;
  if (one.why_not) return <p class="small muted">{one.says}: {one.why_not}</p>;
  const bounds = seen.low !== null && seen.high !== null && seen.low !== seen.high ? ` (${count(seen.low)} to ${count(seen.high)})` : "";
  return (
    <p class="small">
      {capital(one.says)}: the record <Why id={one.rows[0]}>{seen.value === null ? "does not say" : count(seen.value)}{bounds}</Why>, the model {one.model_difference === null ? "does not say" : count(one.model_difference)} {plain(one.unit)}.
    </p>
  );
}
