/** A place: what meets there, what handing over takes, what was quoted, what passes. */
import { address, useAnswer } from "../api";
import { Answered } from "../parts/answered";
import { Figures, Grounded, RoomPrices, Section, Some, Status } from "../parts/facts";
import { Thing, To, Why } from "../parts/links";
import { capital, plain } from "../parts/words";
import { MODE_WORDS, modeOf } from "../map/palette";
import type { AgreementTold, Capacity, FigureTold, FlowsInFull, Named, Valued } from "../types";
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
      {(node) => <Told node={node} flows={props.flows} />}
    </Answered>
  );
}

function Told({ node, flows }: { node: NodeAnswer; flows: FlowsInFull | undefined }) {
  const touching = new Set(node.links.map((one) => one.id));
  const worth = flows?.prices.filter((one) => one.target === node.id || one.links.some((link) => touching.has(link))) ?? [];
  const costs = alike(node.handling, "cost");
  const waits = alike(node.handling, "dwell");
  const capacities = node.handling.flatMap((one) => one.capacities.map((capacity) => ({ capacity, handling: one })));
  return (
    <>
      {(node.prices.length > 0 || costs.length > 0) && (
        <Section title="The price of a tonne here" note={node.prices.length ? "" : "to hand it over"}>
          {node.prices.length > 0 && <Some rows={node.prices} most={6}>{(one) => <Why id={one.id}>{one.text}</Why>}</Some>}
          <Handed rows={costs} />
        </Section>
      )}
      {worth.length > 0 && <Section title={`What a tonne more of room is worth in ${flows?.period}`} note="a model result"><RoomPrices rows={worth} /></Section>}
      {(waits.length > 0 || capacities.length > 0) && (
        <Section title="The wait, and the room">
          <Handed rows={waits} />
          <Handed rows={capacities.map(({ capacity, handling }) => ({ words: `Room, ${plain(capacity.kind)}`, between: between([handling]), value: capacity }))} />
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

interface HandedOver {
  words: string;
  between: string;
  value: Valued | Capacity;
}

/** Handling of one kind that takes the same stands in one row. */
function alike(handling: Handling[], attribute: string): HandedOver[] {
  const found = new Map<string, { all: Handling[]; value: Valued }>();
  for (const one of handling) {
    for (const value of one.values.filter((other) => other.attribute === attribute)) {
      const key = [one.kind, value.text, value.basis, value.good].join("|");
      const same = found.get(key);
      if (same) same.all.push(one);
      else found.set(key, { all: [one], value });
    }
  }
  return [...found.values()].map(({ all, value }) => ({ words: capital(plain(all[0]!.kind)), between: between(all), value }));
}

function between(all: Handling[]): string {
  const layers = new Set(all.flatMap((one) => [one.from_layer, one.to_layer]).filter((one) => one && one !== "access"));
  return [...layers].map((one) => (/^rail_\d+$/.test(one) ? `rail ${one.slice(5)} mm` : plain(one))).join(", ");
}

function Handed({ rows }: { rows: HandedOver[] }) {
  return (
    <dl class="values">
      {rows.map((one, n) => (
        <div key={n}>
          <dt>{one.words}<small>{one.between}{"good" in one.value && one.value.good ? `; ${plain(one.value.good)}` : ""}</small></dt>
          <dd class="number"><Grounded one={one.value} /></dd>
        </div>
      ))}
    </dl>
  );
}
