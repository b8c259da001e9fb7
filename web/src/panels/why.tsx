/** The tree from a number to rows, sources and rivals. */
import { address, useAnswer } from "../api";
import { Answered } from "../parts/answered";
import { Outward, Why } from "../parts/links";
import { capital, dayWords, plain } from "../parts/words";
import type { Titling } from "./side";

export interface Evidence {
  source_id: string;
  publisher: string;
  title: string;
  published: string;
  url: string;
  quoted: string;
  note: string;
  known_from: string;
  grade: string;
}

export interface Tree {
  id: string;
  table: string;
  says: string;
  evidence: Evidence[];
  rivals: Beside[];
  parts: Tree[];
  beside: Beside[];
}

interface Beside {
  reason: string;
  why: Tree;
}

const GRADES: Record<string, string> = {
  published: "known since it was published",
  event: "public as it happened",
  structural: "always known",
  undated: "undated source",
};

export function useWhy({ id }: { id: string }) {
  return useAnswer<Tree>(address(`why/${encodeURIComponent(id)}`));
}

export function whyTitle(tree: Tree | undefined): Titling | null {
  return tree ? { title: capital(tree.says), kind: `Why: ${plain(tree.table)}` } : null;
}

export function WhyPanel({ id }: { id: string }) {
  return (
    <Answered answer={useWhy({ id })} what="Looking up what this rests on">
      {(tree) => (
        <>
          <Evidences tree={tree} />
          <Besides title="Says otherwise" rows={tree.rivals} />
          <Parts title="Rests on" trees={tree.parts} depth={1} />
          <Besides title="See also" rows={tree.beside} />
          <p class="tiny muted"><code>{tree.id}</code></p>
        </>
      )}
    </Answered>
  );
}

function Evidences({ tree }: { tree: Tree }) {
  if (!tree.evidence?.length) return null;
  return <ul class="sources">{tree.evidence.map((one, n) => <Source key={n} one={one} />)}</ul>;
}

function Parts({ title, trees, depth }: { title?: string; trees: Tree[]; depth: number }) {
  if (!trees?.length) return null;
  return (
    <div>
      {title && <h3 style="margin-bottom:.4rem">{title}</h3>}
      <ul class="tree">{trees.map((one) => <li key={one.id}><Branch tree={one} depth={depth} open={trees.length <= 3 && depth < 3} /></li>)}</ul>
    </div>
  );
}

function Branch({ tree, depth, open }: { tree: Tree; depth: number; open: boolean }) {
  const more = Boolean(tree.evidence?.length || tree.parts?.length || tree.rivals?.length || tree.beside?.length);
  if (!more) return <p class="small"><Why id={tree.id}>{capital(tree.says)}</Why></p>;
  return (
    <details open={open}>
      <summary class="small">{capital(tree.says)}</summary>
      <Evidences tree={tree} />
      <Besides title="Says otherwise" rows={tree.rivals} />
      <Parts trees={tree.parts} depth={depth + 1} />
      <p class="tiny"><Why id={tree.id}>Open on its own</Why></p>
    </details>
  );
}

function Besides({ title, rows }: { title: string; rows: Beside[] }) {
  if (!rows?.length) return null;
  return (
    <div>
      <h3 style="margin-bottom:.4rem">{title}</h3>
      <ul class="tree">
        {rows.map((one, n) => <li key={n} class="small"><Why id={one.why.id}>{capital(one.why.says)}</Why>{one.reason && <small>{one.reason}</small>}</li>)}
      </ul>
    </div>
  );
}

export function Source({ one }: { one: Evidence }) {
  const known = one.grade === "structural" ? GRADES["structural"] : `${GRADES[one.grade] ?? one.grade}, ${dayWords(one.known_from)}`;
  return (
    <li>
      <Outward url={one.url}>{one.title || one.source_id}</Outward>
      <span class="muted">
        {one.publisher && one.publisher !== one.title ? ` — ${one.publisher}` : ""}
        {one.published ? `, ${dayWords(one.published)}` : ""}
      </span>
      {one.quoted && <q class="quoted">{one.quoted}</q>}
      {one.note && <span class="muted sourcenote">{one.note}</span>}
      <span class="muted known">{known}</span>
    </li>
  );
}
