/** A line of the network: how it stands and why, its numbers, what moves, what it rests on. */
import { address, useAnswer } from "../api";
import { To } from "../parts/links";
import { Thing, Why } from "../parts/links";
import { Answered } from "../parts/answered";
import { Capacities, Figures, RoomPrices, Section, Status, Values } from "../parts/facts";
import { capital, count, dayShort, dayWords, percent, plain, tonnes } from "../parts/words";
import { MODE_WORDS, modeOf } from "../map/palette";
import type { AgreementTold, Capacity, FigureTold, MapFlow, Named, NetNode, PriceTold, Valued } from "../types";
import type { PanelProps, Titling } from "./side";

interface Spell {
  from: string | null;
  to: string | null;
  status: string;
  reason: string;
  because: string[];
}

interface LinkAnswer {
  id: string;
  name: string;
  mode: string;
  a: NetNode;
  b: NetNode;
  length_km: number | null;
  gauge_mm: number | null;
  corridors: Named[];
  state: { status: string; because: string[]; reason: string };
  values: Valued[];
  capacities: Capacity[];
  agreements: AgreementTold[];
  history: Spell[];
  figures: FigureTold[];
  projects: FigureTold[];
}

export function useLink({ id, on, scenario }: PanelProps) {
  return useAnswer<LinkAnswer>(address(`links/${encodeURIComponent(id)}`, { on, scenario }), true);
}

export function linkTitle(data: LinkAnswer | undefined): Titling | null {
  if (!data) return null;
  return {
    title: data.name,
    kind: capital(MODE_WORDS[modeOf(data.mode)]),
    tags: <><Status status={data.state.status} />{data.length_km && <span class="tag">{count(data.length_km)} km</span>}{data.gauge_mm && <span class="tag">{data.gauge_mm} mm</span>}</>,
  };
}

export function LinkPanel(props: PanelProps) {
  const answer = useLink(props);
  return (
    <Answered answer={answer} what="Reading what is known of this line">
      {(link) => <Told link={link} {...props} />}
    </Answered>
  );
}

function Told({ link, on, flow, flows }: PanelProps & { link: LinkAnswer }) {
  const { state } = link;
  const reason = state.reason && state.reason !== "open" ? state.reason : "";
  const prices = flows?.prices.filter((one) => one.links.includes(link.id)) ?? [];
  return (
    <>
      <p class="ends-told small">
        <Thing kind="node" id={link.a.id}>{link.a.name}</Thing> – <Thing kind="node" id={link.b.id}>{link.b.name}</Thing>
      </p>
      <Section title={`${capital(state.status)} on ${dayWords(on)}`}>
        {reason && <p class="small"><Why id={telling(state.because, link.id)}>{capital(reason)}</Why></p>}
        {!reason && <p class="small muted"><Why id={state.because.at(-1)}>What says so</Why></p>}
        <History spells={link.history} />
      </Section>
      {link.agreements.length > 0 && (
        <Section title="Agreements it rests on">
          <ul class="facts">
            {link.agreements.map((one, n) => (
              <li key={n}>
                <Why id={one.id}>{one.title}</Why>
                <small>{[one.effect && plain(one.effect), one.text, one.standing].filter(Boolean).join("; ")}</small>
                {one.effect === "permits" && <To class="tiny" wanted={{ view: "whatif", scenario: [`lapse:${one.id}`], period: on.slice(0, 4) }}>What if it lapsed?</To>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {(link.values.length > 0 || link.capacities.length > 0) && (
        <Section title="What it takes">
          <Values rows={link.values} />
          <Capacities rows={link.capacities} />
        </Section>
      )}
      {flow && <Moved flow={flow} period={flows?.period} prices={prices} a={link.a} b={link.b} />}
      <Figures title="The record" rows={link.figures} />
      <Figures title="Projects" rows={link.projects} />
      {link.corridors.length > 0 && (
        <Section title="Part of">
          <p class="small">{link.corridors.map((one, n) => <>{n > 0 && ", "}<Thing kind="corridor" id={one.id}>{one.name}</Thing></>)}</p>
        </Section>
      )}
      <p class="row">
        <To class="button little" wanted={{ view: "whatif", scenario: [`${state.status === "open" || state.status === "restricted" ? "close" : "open"}:${link.id}`], period: on.slice(0, 4) }}>
          What if it were {state.status === "open" || state.status === "restricted" ? "closed" : "open"}?
        </To>
        <Why id={link.id}>All sources</Why>
      </p>
    </>
  );
}

/** The row that says most of why a line does not pass: an event or an agreement, before the line itself. */
function telling(because: string[], link: string): string | undefined {
  return because.find((one) => !one.startsWith(link)) ?? because.at(-1);
}

function History({ spells }: { spells: Spell[] }) {
  if (spells.length < 2) return null;
  return (
    <ol class="spells">
      {spells.map((one, n) => (
        <li key={n} class={one.status}>
          <span>{one.from ? dayShort(one.from) : "before"}{one.to ? ` – ${dayShort(one.to)}` : " on"}</span>
          <span><Why id={one.because[0]}>{one.status}</Why>{one.reason && one.reason !== one.status && <small>{one.reason}</small>}</span>
        </li>
      ))}
    </ol>
  );
}

interface MovedProps {
  flow: MapFlow;
  period: string | undefined;
  prices: PriceTold[];
  a: NetNode;
  b: NetNode;
}

function Moved({ flow, period, prices, a, b }: MovedProps) {
  return (
    <Section title={`What moves${period ? ` in ${period}` : ""}`} note="a model result">
      <dl class="values">
        <div><dt>Both ways</dt><dd class="number">{tonnes(flow.tonnes)}</dd></div>
        <div><dt>To {b.name}</dt><dd class="number">{tonnes(flow.there_tonnes)}</dd></div>
        <div><dt>To {a.name}</dt><dd class="number">{tonnes(flow.back_tonnes)}</dd></div>
        {flow.utilisation !== null && <div><dt>Used of its capacity</dt><dd class="number">{percent(flow.utilisation)}{flow.limit_basis === "assumed" && <> <span class="tag assumed">assumed</span></>}</dd></div>}
      </dl>
      {flow.assumed_share > 0.5 && <p class="note">Indicative: {percent(flow.assumed_share)} of what this rests on is assumed.</p>}
      <RoomPrices rows={prices} />
    </Section>
  );
}
