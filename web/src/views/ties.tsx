/** How close two parties are, month by month, and who could stand between them. */
import { useMemo } from "preact/hooks";
import { go, useParameter } from "../address";
import { address, useAnswer } from "../api";
import { Answered } from "../parts/answered";
import { Downloads } from "../parts/downloads";
import { To, Why } from "../parts/links";
import { Span } from "../parts/span";
import { Table } from "../parts/table";
import { TieChart } from "../parts/tie_chart";
import { capital, monthWords, percent, plain } from "../parts/words";
import type { Meta } from "../types";

export interface TieMonth {
  month: string;
  score: number;
  low: number;
  high: number;
  coverage: number;
  indicative: boolean;
}

export interface TieMark {
  row: string;
  day: string;
  kind: string;
  label: string;
}

interface TiesAnswer {
  a: string;
  b: string;
  says?: string | string[];
  names: Record<string, string>;
  months: TieMonth[];
  parts: { feature: string; brings: number; rows: string[] }[];
  /** Words for each feature. */
  features?: Record<string, string>;
  marks: TieMark[];
}

interface PairsAnswer {
  month: string;
  names: Record<string, string>;
  pairs: { a: string; b: string; score: number; low: number; high: number; indicative: boolean }[];
}

interface Candidate {
  party: string;
  name: string;
  score: number;
  band: [number, number];
  rank_odds: Record<string, number>;
  coverage: number;
  indicative: boolean;
  reasons: { feature: string; text: string; brings: number; rows: string[] }[];
}

interface MediatorsAnswer {
  on: string;
  caveat: string;
  first_line: string;
  candidates: Candidate[];
  hosts: Candidate[];
}

export function TiesView({ meta, on }: { meta: Meta; on: string }) {
  const a = useParameter("a");
  const b = useParameter("b");
  return (
    <div class="page" tabIndex={-1}>
      <div class="sheet">
        <h2>Ties and mediators</h2>
        <p class="lede">How close two parties are, month by month, what brought it about, and who has stood between them.</p>
        <div class="row" style="align-items:end;margin-bottom:1.4rem">
          <PartyField label="One" name="a" value={a} meta={meta} />
          <PartyField label="The other" name="b" value={b} meta={meta} />
          {(a || b) && <To class="button plain" wanted={{ a: null, b: null }}>All pairs</To>}
        </div>
        {a && b ? <Pair a={a} b={b} on={on} meta={meta} /> : <AllPairs on={on} />}
      </div>
    </div>
  );
}

function PartyField({ label, name, value, meta }: { label: string; name: string; value: string | null; meta: Meta }) {
  const parties = useMemo(() => [...meta.parties].sort((one, other) => Number(other.region) - Number(one.region) || one.name.localeCompare(other.name)), [meta]);
  return (
    <label class="field" style="width:15rem">
      {label}
      <select value={value ?? ""} onChange={(event) => go({ [name]: event.currentTarget.value })}>
        <option value="">Choose</option>
        <optgroup label="Of the region">{parties.filter((one) => one.region).map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</optgroup>
        <optgroup label="Others">{parties.filter((one) => !one.region).map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</optgroup>
      </select>
    </label>
  );
}

function AllPairs({ on }: { on: string }) {
  const month = on.slice(0, 7);
  const answer = useAnswer<PairsAnswer>(address("ties", { period: month }), true);
  return (
    <Answered answer={answer} what="Reading the ties of all pairs">
      {(found) => <Matrix found={found} />}
    </Answered>
  );
}

function Matrix({ found }: { found: PairsAnswer }) {
  const parties = [...new Set(found.pairs.flatMap((one) => [one.a, one.b]))];
  const tie = new Map(found.pairs.flatMap((one) => [[`${one.a}-${one.b}`, one], [`${one.b}-${one.a}`, one]] as const));
  const named = (id: string) => found.names?.[id] ?? id;
  return (
    <>
      <h3>All pairs in {monthWords(found.month)}</h3>
      <div class="scroll" tabIndex={0} role="group" aria-label="Ties of all pairs">
        <table class="matrix">
          <caption class="unseen">Ties of all pairs, 0 to 100</caption>
          <thead><tr><td />{parties.map((one) => <th key={one} scope="col"><span>{named(one)}</span></th>)}</tr></thead>
          <tbody>
            {parties.map((row) => (
              <tr key={row}>
                <th scope="row">{named(row)}</th>
                {parties.map((column) => {
                  const one = tie.get(`${row}-${column}`);
                  if (!one) return <td key={column} class="same" />;
                  const value = Math.round(hundred(one.score));
                  return (
                    <td key={column} style={`--share:${value}%`}>
                      <To wanted={{ a: row, b: column }} title={`${named(row)} and ${named(column)}: ${value}, between ${Math.round(hundred(one.low))} and ${Math.round(hundred(one.high))}`}>{value}</To>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="small muted">0 is no tie that the ledger knows of, 100 the closest there could be. Choose a number to see what it rests on.</p>
    </>
  );
}

function hundred(score: number): number {
  return score * 100;
}

function Pair({ a, b, on, meta }: { a: string; b: string; on: string; meta: Meta }) {
  const period = `2015..${Math.max(2016, Number(meta.today.slice(0, 4)) - 1)}`;
  const ties = useAnswer<TiesAnswer>(address("ties", { a, b, period }));
  const named = (id: string) => meta.parties.find((one) => one.id === id)?.name ?? id;
  return (
    <div class="stack" style="gap:2rem">
      <section>
        <Answered answer={ties} what="Reading what ties them, some seconds the first time">
          {(found) => <TieTold found={found} a={a} b={b} named={named} />}
        </Answered>
        <Downloads files={[["CSV", "downloads/ties.csv"], ["JSON", "ties"]]} query={{ a, b, period }} />
      </section>
      <Mediators a={a} b={b} on={on} named={named} />
    </div>
  );
}

const GROUP_WORDS: Record<string, string> = { a: "from the first", b: "from the second" };

function featureWords(feature: string): string {
  const [name, side] = feature.split(".");
  return capital(`${plain(name ?? feature)}${side ? `, ${GROUP_WORDS[side] ?? side}` : ""}`);
}

function TieTold({ found, a, b, named }: { found: TiesAnswer; a: string; b: string; named: (id: string) => string }) {
  const last = found.months.at(-1);
  const parts = [...found.parts].filter((one) => Math.abs(one.brings) > 1e-6).sort((one, other) => other.brings - one.brings);
  const most = Math.max(0.001, ...parts.map((one) => Math.abs(one.brings)));
  return (
    <>
      <h3>{named(a)} and {named(b)}</h3>
      {last && <p>In {monthWords(last.month)}: <strong class="number"><Why id={`tie:${found.a}-${found.b}:${last.month}`}>{Math.round(last.score * 100)} of 100</Why></strong>, between {Math.round(last.low * 100)} and {Math.round(last.high * 100)}{last.indicative && "; indicative, as much is not known"}.</p>}
      <TieChart months={found.months} marks={found.marks} />
      <div class="columns">
        <div>
          <h4>What brought it about</h4>
          <ul class="ties">
            {parts.map((one) => (
              <li key={one.feature}>
                <span>{capital(found.features?.[one.feature] ?? featureWords(one.feature))}</span>
                <span class="barline"><i style={`width:${(Math.abs(one.brings) / most) * 100}%`} class={one.brings < 0 ? "less" : ""} /></span>
                <span class="number small"><Why id={one.rows[0]}>{(one.brings * 100).toFixed(1)}</Why></span>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h4>Marks on the way</h4>
          <ul class="facts">{found.marks.map((one) => <li key={one.row}><span class="muted number">{one.day} </span><Why id={one.row}>{capital(one.label)}</Why></li>)}</ul>
        </div>
      </div>
    </>
  );
}

function Mediators({ a, b, on, named }: { a: string; b: string; on: string; named: (id: string) => string }) {
  const answer = useAnswer<MediatorsAnswer>(address("mediators", { a, b, on }));
  return (
    <section>
      <h3 style="margin-bottom:.3rem">Who could stand between {named(a)} and {named(b)}</h3>
      <Answered answer={answer} what="Ranking mediators and hosts, some seconds the first time">
        {(found) => (
          <>
            <p class="note">{found.first_line} {found.caveat}</p>
            <div class="columns">
              <Ranked title="Mediators" rows={found.candidates} />
              <Ranked title="Hosts" rows={found.hosts} />
            </div>
          </>
        )}
      </Answered>
      <Downloads files={[["CSV", "downloads/mediators.csv"], ["JSON", "mediators"]]} query={{ a, b, on }} />
    </section>
  );
}

function Ranked({ title, rows }: { title: string; rows: Candidate[] }) {
  return (
    <Table
      caption={title}
      rows={rows}
      most={8}
      id={(one) => one.party}
      columns={[
        {
          name: "Party",
          by: (one) => one.name,
          cell: (one) => (
            <details>
              <summary>{one.name}</summary>
              <ul class="facts">{one.reasons.map((reason, n) => <li key={n}><Why id={reason.rows[0]}>{capital(reason.text)}</Why></li>)}</ul>
            </details>
          ),
        },
        {
          name: "Score",
          by: (one) => one.score,
          cell: (one) => <><span class="number">{Math.round(one.score * 100)}</span><Span low={one.band[0]} high={one.band[1]} value={one.score} least={0} most={1} hollow={one.indicative} label={`${Math.round(one.score * 100)} of 100, between ${Math.round(one.band[0] * 100)} and ${Math.round(one.band[1] * 100)}`} /></>,
        },
        { name: "Among first 3", right: true, by: (one) => one.rank_odds["3"] ?? null, cell: (one) => (one.rank_odds["3"] === undefined ? "" : percent(one.rank_odds["3"])) },
      ]}
    />
  );
}
