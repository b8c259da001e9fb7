/** A corridor: what it is, whether it holds together, what the record says. */
import { address, useAnswer } from "../api";
import { Answered } from "../parts/answered";
import { Figures, Section, Some, Status } from "../parts/facts";
import { Thing, To, Why } from "../parts/links";
import { dayWords, plural } from "../parts/words";
import type { AgreementTold, FigureTold } from "../types";
import type { PanelProps, Titling } from "./side";

export interface CorridorAnswer {
  id: string;
  name: string;
  description: string;
  links: { id: string; name: string; mode: string; status: string; reason: string }[];
  broken: string[];
  figures: FigureTold[];
  agreements: AgreementTold[];
}

export function useCorridor({ id, on, scenario }: PanelProps) {
  return useAnswer<CorridorAnswer>(address(`corridors/${encodeURIComponent(id)}`, { on, scenario }), true);
}

export function corridorTitle(data: CorridorAnswer | undefined): Titling | null {
  return data ? { title: data.name, kind: "Corridor", tags: <span class="tag">{plural(data.links.length, "line")}</span> } : null;
}

export function CorridorPanel(props: PanelProps) {
  const answer = useCorridor(props);
  return (
    <Answered answer={answer} what="Reading what is known of this corridor">
      {(corridor) => <Told corridor={corridor} on={props.on} />}
    </Answered>
  );
}

function Told({ corridor, on }: { corridor: CorridorAnswer; on: string }) {
  const broken = corridor.links.filter((one) => corridor.broken.includes(one.id));
  return (
    <>
      <p class="small">{corridor.description}</p>
      {broken.length > 0 && (
        <Section title={`Does not pass on ${dayWords(on)}`}>
          <Some rows={broken}>{(one) => <><Thing kind="link" id={one.id}>{one.name}</Thing> <Status status={one.status} /><small>{one.reason}</small></>}</Some>
        </Section>
      )}
      <Figures title="The record" rows={corridor.figures} most={10} />
      {corridor.agreements.length > 0 && (
        <Section title="Agreements"><Some rows={corridor.agreements}>{(one) => <><Why id={one.id}>{one.title}</Why><small>{one.standing}</small></>}</Some></Section>
      )}
      <Section title="Lines"><Some rows={corridor.links}>{(one) => <Thing kind="link" id={one.id}>{one.name}</Thing>}</Some></Section>
      <p class="row"><To class="button little" wanted={{ view: "whatif", scenario: [`close:corridor:${corridor.id}`], period: on.slice(0, 4) }}>What if it were closed?</To></p>
    </>
  );
}
