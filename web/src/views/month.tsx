/** What opened, closed or changed in a month, by which agreement, with its source. */
import type { Change, MonthChanges } from "../types";
import { Outward, Thing, Why } from "../parts/links";
import { capital, monthWords, plural } from "../parts/words";

const WORDS: Record<Change["kind"], string> = { opened: "Opened", closed: "Closed", status: "Changed", values: "Changed" };

export function MonthStrip({ month, told, hover }: { month: string; told: MonthChanges | undefined; hover: (links: string[]) => void }) {
  const changes = told?.changes ?? [];
  return (
    <div class="events">
      <strong>{monthWords(month)}</strong>
      {changes.length === 0 ? (
        <span class="muted">Nothing opened, closed or changed that the ledger knows of.</span>
      ) : (
        <ul aria-label={`Changes in ${monthWords(month)}`} tabIndex={0}>
          {changes.map((change, n) => (
            <li key={n} class={change.kind} onMouseEnter={() => hover(change.link_ids)} onMouseLeave={() => hover([])}>
              <ChangeTold change={change} planned={Boolean(told?.planned)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ChangeTold({ change, planned }: { change: Change; planned: boolean }) {
  const { kind, link_ids, names, what, agreements, events, sources } = change;
  const [first, ...rest] = names;
  const grounds = [...agreements, ...events];
  const source = sources[0];
  return (
    <span>
      {planned && kind === "opened" ? "Due to open" : WORDS[kind]}{kind === "values" && what ? ` (${what})` : ""}:{" "}
      <Thing kind="link" id={link_ids[0]!}>{first}</Thing>
      {rest.length > 0 && ` and ${plural(rest.length, "more line")}`}
      {grounds.length > 0 && <>, by {grounds.slice(0, 2).map((one, n) => <>{n > 0 && ", "}<Why id={one.id}>{one.title}</Why></>)}</>}
      {grounds.length === 0 && change.reason && <span class="muted">, <Why id={change.because.at(-1)}>{lower(change.reason)}</Why></span>}
      {source && <span class="muted tiny"> [<Outward url={source.url}>{source.publisher || source.id}</Outward>]</span>}
    </span>
  );
}

function lower(text: string): string {
  return text.startsWith(capital(text.slice(0, 2))) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
