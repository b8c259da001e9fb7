/** A text whose figures are read and set beside the record. */
import { useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { ask, address } from "../api";
import type { Answer } from "../api";
import { Answered } from "../parts/answered";
import { Why } from "../parts/links";
import { capital, plain, plural } from "../parts/words";

interface Evidence {
  row_id: string;
  says: string;
  sources: string[];
  fits: boolean;
}

interface Claim {
  start: number;
  end: number;
  text: string;
  kind: string;
  verdict: string;
  note: string;
  said: string;
  told: string;
  evidence: Evidence[];
}

interface Checked {
  claims: Claim[];
  /** The text that starts and ends count in. */
  seen: string;
}

const SAMPLE =
  "In 2023 the Middle Corridor carried more than 2.7 million tonnes. The turnover of Azerbaijan and Kazakhstan was 9 billion dollars in 2023. Ilham Aliyev visited Astana in April 2023.";
const VERDICTS: Record<string, { word: string; sign: string }> = {
  supported: { word: "supported", sign: "✓" },
  contradicted: { word: "contradicted", sign: "✗" },
  outdated: { word: "outdated", sign: "↻" },
};
const LONGEST = 200_000;

export function CheckView() {
  const [text, setText] = useState("");
  const [answer, setAnswer] = useState<Answer<Checked>>({ waiting: false });
  const submit = async (given: string) => {
    setText(given);
    setAnswer({ waiting: true });
    try {
      const body = JSON.stringify({ text: given });
      const data = await ask<Checked>(address("check"), { method: "POST", body, headers: { "Content-Type": "application/json" } });
      setAnswer({ data, waiting: false });
    } catch (fault) {
      setAnswer({ fault: fault as Error, waiting: false });
    }
  };
  return (
    <div class="page" tabIndex={-1}>
      <div class="sheet">
        <h2>Check a text</h2>
        <p class="lede">Every figure, date and meeting in it is read and set beside the record. The text stays on this machine.</p>
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) void submit(text);
          }}
        >
          <label class="field">
            Text
            <textarea maxLength={LONGEST} value={text} onInput={(event) => setText(event.currentTarget.value)} placeholder="Paste an article, or a sentence with a figure in it." />
          </label>
          <div class="row">
            <button class="button main" disabled={!text.trim() || answer.waiting}>Check</button>
            <button type="button" class="button" onClick={() => void submit(SAMPLE)}>Try an example</button>
          </div>
        </form>
        {(answer.waiting || answer.data || answer.fault) && (
          <section style="margin-top:1.8rem" aria-live="polite">
            <Answered answer={answer} what="Reading the text">
              {(found) => <Found text={found.seen} claims={found.claims} />}
            </Answered>
          </section>
        )}
      </div>
    </div>
  );
}

function Found({ text, claims }: { text: string; claims: Claim[] }) {
  if (!claims.length) return <p class="note">No figure, date or meeting was found that the record could tell of.</p>;
  const counts = new Map<string, number>();
  for (const { verdict } of claims) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return (
    <>
      <h3>{plural(claims.length, "claim")}: {[...counts].map(([verdict, n]) => `${n} ${verdictWord(verdict)}`).join(", ")}</h3>
      <div class="read">{marked(text, claims)}</div>
      <ol class="claims">
        {claims.map((claim, n) => (
          <li key={n} id={`claim-${n}`}>
            <p><strong>{claim.text}</strong> <Verdict verdict={claim.verdict} /></p>
            {claim.evidence.length > 0 ? (
              <ul class="plainlist small">
                {claim.evidence.map((one) => <li key={one.row_id}><span aria-hidden="true">{one.fits ? "✓ " : "✗ "}</span><span class="unseen">{one.fits ? "fits: " : "does not fit: "}</span><Why id={one.row_id}>{one.says}</Why></li>)}
              </ul>
            ) : (
              <p class="small muted">{claim.told || claim.note}</p>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function verdictWord(verdict: string): string {
  return VERDICTS[verdict]?.word ?? plain(verdict);
}

function Verdict({ verdict }: { verdict: string }) {
  return <span class={`verdict ${verdict}`}><span aria-hidden="true">{VERDICTS[verdict]?.sign ?? "?"}</span> {capital(verdictWord(verdict))}</span>;
}

function marked(text: string, claims: Claim[]): ComponentChildren[] {
  // Offsets count code points, as Python counts; a script's own text counts halves of some.
  const letters = [...text];
  const parts: ComponentChildren[] = [];
  let done = 0;
  claims
    .map((claim, n) => ({ claim, n }))
    .sort((a, b) => a.claim.start - b.claim.start)
    .forEach(({ claim, n }) => {
      if (claim.start < done) return;
      parts.push(letters.slice(done, claim.start).join(""));
      parts.push(<a class={`mark ${claim.verdict}`} href={`#claim-${n}`} onClick={(event) => jump(event, n)}>{letters.slice(claim.start, claim.end).join("")}<span class="unseen"> ({verdictWord(claim.verdict)})</span></a>);
      done = claim.end;
    });
  parts.push(letters.slice(done).join(""));
  return parts;
}

function jump(event: MouseEvent, n: number): void {
  event.preventDefault();
  const item = document.getElementById(`claim-${n}`);
  item?.scrollIntoView({ block: "center", behavior: "smooth" });
  item?.setAttribute("tabindex", "-1");
  item?.focus({ preventScroll: true });
}
