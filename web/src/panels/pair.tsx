/** Two parties: the brief on them, in small. Every figure of it opens. */
import { address, useAnswer } from "../api";
import { Answered } from "../parts/answered";
import { Downloads } from "../parts/downloads";
import { To, Why } from "../parts/links";
import type { PanelProps, Titling } from "./side";

type Text = (string | { figure: string; text: string })[];

interface Headline {
  label: string;
  figure: string;
  text: string;
  remark: Text;
}

interface Block {
  kind: "paragraph" | "table" | "picture" | "missing" | string;
  id?: string;
  text?: Text;
  caption?: string;
  columns?: { name: string; align: string }[];
  rows?: Text[][];
  what?: string;
  cure?: string;
}

interface BriefAnswer {
  title: string;
  subtitle: string;
  a: string;
  b: string;
  headlines: Headline[];
  sections: { id: string; title: string; blocks: Block[] }[];
}

export function usePair({ id, on, scenario }: PanelProps) {
  const [a, b] = id.split("-");
  return useAnswer<BriefAnswer>(a && b ? address(`pairs/${encodeURIComponent(a)}/${encodeURIComponent(b)}`, { on, scenario }) : null, true);
}

export function pairTitle(data: BriefAnswer | undefined): Titling | null {
  return data ? { title: data.title, kind: "Two parties", tags: <span class="muted tiny">{data.subtitle}</span> } : null;
}

export function PairPanel(props: PanelProps) {
  const answer = usePair(props);
  const [a, b] = props.id.split("-");
  return (
    <>
      <Answered answer={answer} what="Writing the brief, some seconds">
        {(brief) => <Told brief={brief} />}
      </Answered>
      <Downloads title="The whole brief" query={{ on: props.on }} files={[["PDF", `briefs/${a}/${b}.pdf`], ["Page", `briefs/${a}/${b}.html`], ["Excel", `briefs/${a}/${b}.xlsx`]]} />
      <p class="row"><To class="button little" wanted={{ view: "ties", a: a ?? null, b: b ?? null }}>Ties over the years</To></p>
    </>
  );
}

function Told({ brief }: { brief: BriefAnswer }) {
  return (
    <>
      <dl class="headlines">
        {brief.headlines.map((one) => (
          <div key={one.figure}>
            <dt>{one.label}</dt>
            <dd class="number"><Why id={one.figure}>{one.text}</Why></dd>
            <dd class="muted tiny"><Worded text={one.remark} /></dd>
          </div>
        ))}
      </dl>
      {brief.sections.map((section) => (
        <details key={section.id} class="fold">
          <summary><h3>{section.title}</h3></summary>
          <div class="stack">{section.blocks.map((block, n) => <BlockTold key={n} block={block} />)}</div>
        </details>
      ))}
    </>
  );
}

function BlockTold({ block }: { block: Block }) {
  if (block.kind === "paragraph" && block.text) return <p class="small"><Worded text={block.text} /></p>;
  if (block.kind === "missing") return <p class="note">{block.what} {block.cure}</p>;
  if (block.kind !== "table" || !block.columns || !block.rows) return null;
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={block.caption}>
      <table>
        <caption>{block.caption}</caption>
        <thead><tr>{block.columns.map((one) => <th key={one.name} scope="col" class={one.align === "right" ? "right" : ""}>{one.name}</th>)}</tr></thead>
        <tbody>
          {block.rows.map((row, n) => <tr key={n}>{row.map((cell, m) => <td key={m} class={block.columns?.[m]?.align === "right" ? "right" : ""}><Worded text={cell} /></td>)}</tr>)}
        </tbody>
      </table>
    </div>
  );
}

function Worded({ text }: { text: Text | string }) {
  if (typeof text === "string") return <>{text}</>;
  return <>{text.map((part, n) => (typeof part === "string" ? part : <Why key={n} id={part.figure}>{part.text}</Why>))}</>;
}
