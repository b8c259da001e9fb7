/** What was clicked: one panel for lines, places, states, pairs, corridors and reasons. */
import { useEffect, useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { go } from "../address";
import { Back, Cross } from "../parts/signs";
import type { FlowsInFull, MapFlow } from "../types";
import { CorridorPanel, corridorTitle, useCorridor } from "./corridor";
import { CountryPanel, countryTitle, useCountry } from "./country";
import { LinkPanel, linkTitle, useLink } from "./link";
import { NodePanel, nodeTitle, useNode } from "./node";
import { PairPanel, pairTitle, usePair } from "./pair";
import { useWhy, WhyPanel, whyTitle } from "./why";

export interface PanelProps {
  id: string;
  on: string;
  scenario: string[];
  /** What moves over a line, where that was worked out. */
  flow?: MapFlow | undefined;
  /** The year of it, and what room is worth. */
  flows?: FlowsInFull | undefined;
}

export interface Titling {
  title: string;
  kind: string;
  tags?: ComponentChildren;
}

const KINDS: Record<string, { panel: (props: PanelProps) => ComponentChildren; heading: (props: PanelProps) => Titling | null; word: string }> = {
  link: { panel: (props) => <LinkPanel {...props} />, heading: (props) => linkTitle(useLink(props).data), word: "Line" },
  node: { panel: (props) => <NodePanel {...props} />, heading: (props) => nodeTitle(useNode(props).data), word: "Place" },
  country: { panel: (props) => <CountryPanel {...props} />, heading: (props) => countryTitle(useCountry(props).data), word: "State" },
  pair: { panel: (props) => <PairPanel {...props} />, heading: (props) => pairTitle(usePair(props).data), word: "Two parties" },
  corridor: { panel: (props) => <CorridorPanel {...props} />, heading: (props) => corridorTitle(useCorridor(props).data), word: "Corridor" },
  why: { panel: (props) => <WhyPanel {...props} />, heading: (props) => whyTitle(useWhy(props).data), word: "Why" },
};

export interface Selected {
  kind: string;
  id: string;
}

export function selected(text: string | null): Selected | null {
  const cut = text?.indexOf(":") ?? -1;
  if (!text || cut < 1) return null;
  const kind = text.slice(0, cut);
  return kind in KINDS ? { kind, id: text.slice(cut + 1) } : null;
}

export function Side({ chosen, ...rest }: { chosen: Selected } & Omit<PanelProps, "id">) {
  const kind = KINDS[chosen.kind]!;
  const body = useRef<HTMLElement>(null);
  const key = `${chosen.kind}:${chosen.id}`;
  useEffect(() => {
    body.current?.scrollTo(0, 0);
    if (matchMedia("(max-width: 60rem)").matches) body.current?.scrollIntoView({ block: "start", behavior: "smooth" });
  }, [key]);
  const props = { ...rest, id: chosen.id };
  return (
    <aside class="side" ref={body} aria-label="Details" tabIndex={-1}>
      <header key={key}><Heading {...props} use={kind.heading} word={kind.word} /></header>
      <div class="body" key={`body ${key}`}>{kind.panel(props)}</div>
    </aside>
  );
}

function Heading({ use: useHeading, word, ...props }: PanelProps & { use: (props: PanelProps) => Titling | null; word: string }) {
  const told = useHeading(props);
  return (
    <>
      <div class="crumb">
        <button type="button" class="round" aria-label="Back" onClick={() => history.back()}><Back /></button>
        <span>{told?.kind ?? word}</span>
        <button type="button" class="round push" aria-label="Close the details" onClick={() => go({ select: null })}><Cross /></button>
      </div>
      <h2>{told?.title ?? "…"}</h2>
      {told?.tags && <div class="tags">{told.tags}</div>}
    </>
  );
}
