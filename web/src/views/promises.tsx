/** What was promised, by whom, and what came of it. */
import { useMemo, useState } from "preact/hooks";
import { go, useParameter } from "../address";
import { address, useAnswer } from "../api";
import { Answered } from "../parts/answered";
import { Downloads } from "../parts/downloads";
import { Why } from "../parts/links";
import { Table } from "../parts/table";
import { capital, dayWords, percent, plain } from "../parts/words";
import type { Meta } from "../types";

interface Promised {
  id: string;
  promisers: string[];
  promised: string;
  due: string;
  outcome: string;
  record: string;
  record_rows: string[];
}

interface Score {
  promiser: string;
  n: number;
  share_kept: number | null;
  outcomes: Record<string, number>;
}

interface PromisesAnswer {
  promises: Promised[];
  scores: Score[];
  promiser_names: Record<string, string>;
}

const OUTCOMES = ["kept", "late", "short", "dropped", "not_yet_due", "no_record"];

export function PromisesView({ meta }: { meta: Meta }) {
  const by = useParameter("by_whom");
  const answer = useAnswer<PromisesAnswer>(address("promises", { by }), true);
  return (
    <div class="page" tabIndex={-1}>
      <div class="sheet">
        <h2>Promises</h2>
        <p class="lede">Plans, targets and planned events, each with the day it was due and what the record says came of it.</p>
        <Answered answer={answer} what="Reading what was promised">
          {(found) => <Found found={found} by={by} meta={meta} />}
        </Answered>
        <Downloads files={[["CSV", "downloads/promises.csv"], ["JSON", "promises"]]} query={{ by }} />
      </div>
    </div>
  );
}

function Found({ found, by, meta }: { found: PromisesAnswer; by: string | null; meta: Meta }) {
  const [outcome, setOutcome] = useState("");
  const names = useMemo(() => new Map([...meta.parties.map((one): [string, string] => [one.id, one.name]), ...Object.entries(found.promiser_names)]), [meta, found]);
  const named = (party: string) => names.get(party) ?? party;
  const shown = found.promises.filter((one) => !outcome || one.outcome === outcome);
  const scores = found.scores.filter((one) => one.n > 0);
  return (
    <>
      <Scores scores={scores} named={named} by={by} />
      <div class="row">
        <label class="field" style="width:16rem">
          By
          <select value={by ?? ""} onChange={(event) => go({ by_whom: event.currentTarget.value })}>
            <option value="">Everybody</option>
            {by && !found.scores.some((one) => one.promiser === by) && <option value={by}>{named(by)}</option>}
            {[...found.scores].sort((a, b) => named(a.promiser).localeCompare(named(b.promiser))).map((one) => <option key={one.promiser} value={one.promiser}>{named(one.promiser)}</option>)}
          </select>
        </label>
        <label class="field" style="width:12rem">
          Outcome
          <select value={outcome} onChange={(event) => setOutcome(event.currentTarget.value)}>
            <option value="">All</option>
            {OUTCOMES.map((one) => <option key={one} value={one}>{capital(plain(one))}</option>)}
          </select>
        </label>
      </div>
      <Table
        caption="Promises"
        hidden
        rows={shown}
        id={(one) => one.id}
        most={60}
        columns={[
          { name: "Promised", cell: (one) => <Why id={one.id}>{one.promised}</Why>, by: (one) => one.promised },
          { name: "By", cell: (one) => one.promisers.map(named).join(", "), by: (one) => one.promisers.map(named).join() },
          { name: "Due", cell: (one) => <span style="white-space:nowrap">{dayWords(one.due)}</span>, by: (one) => one.due },
          { name: "Outcome", cell: (one) => <span class={`outcome ${one.outcome}`}>{capital(plain(one.outcome))}</span>, by: (one) => OUTCOMES.indexOf(one.outcome) },
          { name: "The record", cell: (one) => (one.record ? <Why id={one.record_rows[0]}>{one.record}</Why> : ""), by: (one) => one.record },
        ]}
      />
    </>
  );
}

function Scores({ scores, named, by }: { scores: Score[]; named: (party: string) => string; by: string | null }) {
  if (!scores.length) return null;
  return (
    <section>
      <h3>Of those that could be judged</h3>
      <ul class="scores">
        {scores.map((one) => (
          <li key={one.promiser}>
            <button type="button" class="button plain little" aria-pressed={by === one.promiser} onClick={() => go({ by_whom: by === one.promiser ? null : one.promiser })}>{named(one.promiser)}</button>
            <span class="outcomebar" role="img" aria-label={OUTCOMES.filter((name) => one.outcomes[name]).map((name) => `${one.outcomes[name]} ${plain(name)}`).join(", ")}>
              {OUTCOMES.slice(0, 4).flatMap((name) => Array.from({ length: one.outcomes[name] ?? 0 }, (_, n) => <i key={`${name}${n}`} class={name} />))}
            </span>
            <span class="tiny muted number">{one.share_kept === null ? "" : `${percent(one.share_kept)} kept, n = ${one.n}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
