/** A state: its ties, trade, visits, blocs and agreements. */
import { address, useAnswer } from "../api";
import { Answered } from "../parts/answered";
import { Section, Some } from "../parts/facts";
import { Thing, To, Why } from "../parts/links";
import { Span } from "../parts/span";
import { dayWords, plural } from "../parts/words";
import type { AgreementTold, Named } from "../types";
import type { PanelProps, Titling } from "./side";

interface CountryAnswer {
  id: string;
  name: string;
  ties: { party: string; name: string; score: number; low: number; high: number; indicative: boolean; id: string }[];
  trade: { id: string; text: string; partner: Named | null; when: string }[];
  visits: { id: string; text: string; day: string; kind: string; parties: Named[] }[];
  blocs: { id: string; name: string; role: string }[];
  links: number;
  nodes: Named[];
  agreements: AgreementTold[];
}

export function useCountry({ id, on, scenario }: PanelProps) {
  return useAnswer<CountryAnswer>(address(`countries/${encodeURIComponent(id)}`, { on, scenario }), true);
}

export function countryTitle(data: CountryAnswer | undefined): Titling | null {
  return data ? { title: data.name, kind: "State", tags: <span class="tag">{plural(data.links, "line")}</span> } : null;
}

export function CountryPanel(props: PanelProps) {
  const answer = useCountry(props);
  return (
    <Answered answer={answer} what="Reading what is known of this state">
      {(country) => <Told country={country} on={props.on} />}
    </Answered>
  );
}

function Told({ country, on }: { country: CountryAnswer; on: string }) {
  return (
    <>
      {country.ties.length > 0 && (
        <Section title="Ties" note="0 to 100, with a band">
          <ul class="ties">
            {country.ties.map((one) => (
              <li key={one.party}>
                <Thing kind="pair" id={`${country.id}-${one.party}`}>{one.name}</Thing>
                <Span low={one.low} high={one.high} value={one.score} least={0} most={1} hollow={one.indicative} label={`${hundredth(one.score)} of 100, between ${hundredth(one.low)} and ${hundredth(one.high)}${one.indicative ? ", indicative" : ""}`} />
                <span class="number small"><Why id={one.id}>{hundredth(one.score)}</Why></span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {country.trade.length > 0 && (
        <Section title="Trade"><Some rows={country.trade}>{(one) => <Why id={one.id}>{one.text}</Why>}</Some></Section>
      )}
      {country.visits.length > 0 && (
        <Section title="Visits" note={`in the two years before ${dayWords(on)}`}>
          <Some rows={country.visits}>{(one) => <><span class="muted number">{dayWords(one.day)} </span><Why id={one.id}>{one.text}</Why></>}</Some>
        </Section>
      )}
      {country.agreements.length > 0 && (
        <Section title="Agreements"><Some rows={country.agreements}>{(one) => <><Why id={one.id}>{one.title}</Why><small>{one.standing}</small></>}</Some></Section>
      )}
      {country.blocs.length > 0 && (
        <Section title="Blocs"><p class="small">{country.blocs.map((one) => (one.role && one.role !== "member" ? `${one.name} (${one.role})` : one.name)).join(", ")}</p></Section>
      )}
      {country.nodes.length > 0 && (
        <Section title="Places"><p class="small">{country.nodes.map((one, n) => <>{n > 0 && ", "}<Thing kind="node" id={one.id}>{one.name}</Thing></>)}</p></Section>
      )}
      <p class="row"><To class="button little" wanted={{ view: "promises", by_whom: country.id }}>What it promised</To></p>
    </>
  );
}

function hundredth(score: number): number {
  return Math.round(score * 100);
}
