/** A place: what meets there, what handing over takes, what was quoted, what passes. */
import { address, useAnswer } from "../api";
import { Answered } from "../parts/answered";
import { Capacities, Figures, Section, Some, Status, Values } from "../parts/facts";
import { Thing, To, Why } from "../parts/links";
import { capital, plain, tonnes } from "../parts/words";
import { MODE_WORDS, modeOf } from "../map/palette";
import type { AgreementTold, Capacity, FigureTold, Named, Valued } from "../types";
import type { PanelProps, Titling } from "./side";

interface Handling {
  kind: string;
  from_layer: string;
  to_layer: string;
  values: Valued[];
  capacities: Capacity[];
}

interface NodeAnswer {
  id: string;
  name: string;
  kind: string;
  country: Named | null;
  links: { id: string; name: string; mode: string; status: string; other: Named }[];
  handling: Handling[];
  figures: FigureTold[];
  projects: FigureTold[];
  agreements: AgreementTold[];
  flow: { period: string; tonnes: number; by_good: { good: string; tonnes: number }[] } | null;
  prices: FigureTold[];
}

export function useNode({ id, on, scenario }: PanelProps) {
  return useAnswer<NodeAnswer>(address(`nodes/${encodeURIComponent(id)}`, { on, scenario }), true);
}

export function nodeTitle(data: NodeAnswer | undefined): Titling | null {
  if (!data) return null;
  const country = data.country && <Thing kind="country" id={data.country.id} class="tag">{data.country.name}</Thing>;
  return { title: data.name, kind: capital(plain(data.kind)), tags: country };
}

export function NodePanel(props: PanelProps) {
  const answer = useNode(props);
  return (
    <Answered answer={answer} what="Reading what is known of this place">
      {(node) => <Told node={node} />}
    </Answered>
  );
}

function Told({ node }: { node: NodeAnswer }) {
  const costs = node.handling.map((one) => ({ ...one, values: one.values.filter((value) => value.attribute === "cost") }));
  const rest = node.handling.map((one) => ({ ...one, values: one.values.filter((value) => value.attribute !== "cost") }));
  return (
    <>
      {(node.prices.length > 0 || costs.some((one) => one.values.length)) && (
        <Section title="The price of a tonne here">
          {costs.filter((one) => one.values.length).map((one, n) => <Handled key={n} one={{ ...one, capacities: [] }} />)}
          {node.prices.length > 0 && <Some rows={node.prices} most={6}>{(one) => <Why id={one.id}>{one.text}</Why>}</Some>}
        </Section>
      )}
      {node.flow && (
        <Section title={`What passes in ${node.flow.period}`} note="a model result">
          <dl class="values">
            <div><dt>All goods</dt><dd class="number">{tonnes(node.flow.tonnes)}</dd></div>
            {node.flow.by_good.slice(0, 6).map((one) => <div key={one.good}><dt>{capital(plain(one.good))}</dt><dd class="number">{tonnes(one.tonnes)}</dd></div>)}
          </dl>
        </Section>
      )}
      {rest.some((one) => one.values.length || one.capacities.length) && (
        <Section title="Handing over">
          {rest.filter((one) => one.values.length || one.capacities.length).map((one, n) => <Handled key={n} one={one} />)}
        </Section>
      )}
      <Figures title="The record" rows={node.figures} most={7} />
      <Section title="Lines">
        <Some rows={node.links} most={9}>
          {(one) => <><Thing kind="link" id={one.id}>{one.other.name}</Thing> <span class="muted tiny">{MODE_WORDS[modeOf(one.mode)]}</span>{one.status !== "open" && <> <Status status={one.status} /></>}</>}
        </Some>
      </Section>
      {node.agreements.length > 0 && (
        <Section title="Agreements"><Some rows={node.agreements}>{(one) => <><Why id={one.id}>{one.title}</Why><small>{one.standing}</small></>}</Some></Section>
      )}
      <Figures title="Projects" rows={node.projects} />
      <p class="row">
        <To class="button little" wanted={{ view: "routes", from: node.id, way: null }}>Routes from here</To>
        <To class="button little" wanted={{ view: "routes", to: node.id, way: null }}>Routes to here</To>
      </p>
    </>
  );
}

function Handled({ one }: { one: Handling }) {
  return (
    <div class="handled">
      <h4>{capital(plain(one.kind))}<span class="muted" style="font-weight:400"> {layers(one)}</span></h4>
      <Values rows={one.values} />
      <Capacities rows={one.capacities} />
    </div>
  );
}

function layers({ from_layer, to_layer }: Handling): string {
  const [from, to] = [plain(from_layer ?? ""), plain(to_layer ?? "")];
  return from === to || !to ? from : `${from} to ${to}`;
}
