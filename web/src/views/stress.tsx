/** What the system leans on: each line, place or agreement taken out, and what that costs. */
import { useMemo } from "preact/hooks";
import { go, useParameter, useScenarios } from "../address";
import { useJob, useResult } from "../jobs";
import type { Lines } from "../lines";
import type { DrawnNode } from "../map/drawn";
import { palette } from "../map/palette";
import type { Theme } from "../map/palette";
import { JobProgressBar } from "../parts/job";
import { Thing, Why } from "../parts/links";
import { Table } from "../parts/table";
import { count, percent, signed, tonnes } from "../parts/words";
import type { Meta, NetworkAnswer } from "../types";
import { Ramp } from "./legend";

export interface Outcome {
  kind: "links" | "nodes" | "agreements" | "pairs";
  out: string[];
  name?: string;
  used_tonnes: number;
  stranded_tonnes: number;
  cost_usd: number;
  /** What would have to open for the cargo that is hit hardest, in words. */
  would_move_if?: string;
  /** Why there is no answer; empty where there is one. */
  trouble?: string;
}

interface StressAnswer {
  period: string;
  losses: Outcome[];
  assumed_share?: number;
}

const KINDS = { links: "Lines", nodes: "Places", agreements: "Agreements" } as const;

export function useStress(net: NetworkAnswer, theme: Theme) {
  const period = useParameter("period");
  const kind = (useParameter("kind") ?? "links") as keyof typeof KINDS;
  const demand = Number(useParameter("demand") ?? 1) || 1;
  const scenario = useScenarios();
  const question = useMemo(() => (period ? { kind: "stress" as const, period, scenario, demand } : null), [period, scenario.join("\n"), demand]);
  const followed = useJob(question);
  const result = useResult<StressAnswer>(followed.job);
  const rows = useMemo(() => result.data?.losses.filter((one) => one.kind === kind) ?? [], [result.data, kind]);
  const losses = useMemo(() => (kind !== "agreements" && rows.length ? criticality(rows, theme) : undefined), [rows, kind, theme]);
  const overlay = kind === "links" ? losses : losses && NONE;
  return { period, kind, demand, followed, result, rows, overlay, places: kind === "nodes" ? losses : undefined, net };
}

interface Loss {
  colour: string;
  width: number;
  /** Of the worst, 0 to 1. */
  share: number;
}

/** A finding that colours no line leaves all of them in the background. */
const NONE = new Map<string, Loss>();

/** The worse a loss, the darker and wider its line or place. */
function criticality(rows: Outcome[], theme: Theme): Map<string, Loss> {
  const { ramp } = palette(theme);
  const worst = [...rows].sort((a, b) => weight(b) - weight(a));
  const most = weight(worst[0]!) || 1;
  return new Map(
    worst.map((one) => {
      const share = weight(one) / most;
      const step = Math.min(ramp.length - 1, Math.floor(Math.sqrt(share) * ramp.length));
      return [one.out[0]!, { colour: ramp[step]!, width: 0.8 + 8 * Math.sqrt(share), share }];
    }),
  );
}

/** Places with what is lost with them. */
export function withLosses(nodes: DrawnNode[], losses: Map<string, Loss> | undefined): DrawnNode[] {
  if (!losses) return nodes;
  return nodes.map((one) => {
    const loss = losses.get(one.id);
    return loss ? { ...one, loss: loss.share, colour: loss.colour } : one;
  });
}

export function StressKey({ theme, kind }: { theme: Theme; kind: keyof typeof KINDS }) {
  return (
    <div class="tools">
      <div class="card ramped">
        <strong>What is lost without a {kind === "nodes" ? "place" : "line"}</strong>
        <Ramp colours={palette(theme).ramp} />
        <span class="row" style="justify-content:space-between"><span>nothing</span><span>most</span></span>
        <span class="muted">Carriage that costs more, and {count(STRANDED_USD)} USD for each tonne left behind.</span>
      </div>
    </div>
  );
}

/** Cost where all still moves; what is stranded counts as if it cost a thousand dollars a tonne. */
function weight(one: Outcome): number {
  return Math.max(0, one.stranded_tonnes) * STRANDED_USD + Math.max(0, one.cost_usd);
}

const STRANDED_USD = 1000;

/** The middle of the last year that flows are known of. */
function monthAsked(meta: Meta): string {
  return `${meta.flow_years.at(-1) ?? 2024}-06`;
}

interface StressViewProps {
  meta: Meta;
  asked: ReturnType<typeof useStress>;
  lines: Lines;
  theme: Theme;
}

export function StressView({ meta, asked, lines }: StressViewProps) {
  const { period, kind, demand, followed, result, rows } = asked;
  return (
    <>
      <h2>Stress</h2>
      <p class="small muted" style="margin:.3rem 0 1rem">Each line, place and agreement is taken out in turn, everything else stays, and the flows are worked out anew.</p>
      <div class="row" style="margin-bottom:1rem">
        <label class="pick">
          <span>Month</span>
          <input type="month" min={`${meta.flow_years[0]}-01`} max={`${meta.flow_years.at(-1)}-12`} value={period ? period.slice(0, 7) : monthAsked(meta)} onChange={(event) => event.currentTarget.value && go({ period: event.currentTarget.value })} />
        </label>
        <label class="pick">
          <span>Demand</span>
          <select value={demand} onChange={(event) => go({ demand: event.currentTarget.value === "1" ? null : event.currentTarget.value })}>
            <option value="1">as it was</option>
            <option value="1.5">half as much again</option>
          </select>
        </label>
      </div>
      {!period && <p class="row"><button type="button" class="button main" onClick={() => go({ period: monthAsked(meta) })}>Take everything out, one by one</button></p>}
      {period && <JobProgressBar followed={followed} what="Taking out one after the other" />}
      {result.fault && <p class="note fault" role="alert">{result.fault.message}</p>}
      {result.data && (
        <div class="stack">
          <span class="choice" role="radiogroup" aria-label="What is taken out">
            {Object.entries(KINDS).map(([id, word]) => (
              <label key={id}><input type="radio" name="kind" checked={kind === id} onChange={() => go({ kind: id === "links" ? null : id }, true)} />{word}</label>
            ))}
          </span>
          <Table
            caption={`${KINDS[kind]} by what their loss costs`}
            hidden
            rows={rows}
            most={40}
            id={(one) => one.out.join()}
            columns={[
              { name: "Without", cell: (one) => <><Without one={one} lines={lines} /><Cure one={one} /></>, by: (one) => one.name ?? one.out[0] ?? "" },
              { name: "Left behind", right: true, cell: (one) => (one.stranded_tonnes >= 1 ? tonnes(one.stranded_tonnes) : "0"), by: (one) => one.stranded_tonnes },
              { name: "Carriage, M USD", right: true, cell: (one) => signed(one.cost_usd / 1e6), by: (one) => one.cost_usd },
              { name: "Moved over it", right: true, cell: (one) => tonnes(one.used_tonnes), by: (one) => one.used_tonnes },
            ]}
          />
          <p class="tiny muted">Carriage costs less where what stays behind is no longer carried.{kind === "nodes" && " A place takes the trade that begins or ends there with it."}</p>
          {result.data.assumed_share !== undefined && <p class="tiny muted">A model result; {percent(result.data.assumed_share)} of its inputs are assumed.</p>}
        </div>
      )}
    </>
  );
}

function Cure({ one }: { one: Outcome }) {
  if (one.trouble) return <small class="muted blocky">No answer: {one.trouble}</small>;
  return one.would_move_if ? <small class="muted blocky">Would help: {one.would_move_if}</small> : null;
}

function Without({ one, lines }: { one: Outcome; lines: Lines }) {
  const [id = ""] = one.out;
  if (one.kind === "links") return <Thing kind="link" id={id}>{lines.link(id)}</Thing>;
  if (one.kind === "nodes") return <Thing kind="node" id={id}>{lines.node(id)}</Thing>;
  return <Why id={id}>{one.name ?? id}</Why>;
}
