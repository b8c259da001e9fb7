/** The page: bar, view, map, what was clicked, months. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { go, useAddress, useParameter, useScenarios, view, VIEWS } from "./address";
import type { View } from "./address";
import { useMeta } from "./answers";
import { ScenarioNote } from "./parts/scenario_note";
import { Find } from "./parts/find";
import { To } from "./parts/links";
import { Mark, Moon, Sun } from "./parts/signs";
import { Side, selected } from "./panels/side";
import { lastDay } from "./parts/words";
import { turn, useTheme } from "./theme";
import type { Meta } from "./types";
import { CheckView } from "./views/check";
import { PromisesView } from "./views/promises";
import { Stage } from "./views/stage";
import { TiesView } from "./views/ties";

const TITLES: Record<View, string> = {
  map: "Map",
  routes: "Routes",
  whatif: "What if",
  stress: "Stress",
  ties: "Ties",
  check: "Check a text",
  promises: "Promises",
};
/** Parameters that a view keeps to itself: another view starts without them. */
const OWN = ["from", "to", "good", "by", "way", "a", "b", "by_whom", "table"];

export function Atlas() {
  useAddress();
  const meta = useMeta();
  const shown = view();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = shown === "map" ? "caspia atlas" : `${TITLES[shown]} · caspia atlas`;
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [shown]);
  return (
    <div class="atlas">
      <a class="skip" href="#main">Skip to the page</a>
      <Bar shown={shown} meta={meta.data} />
      <main class="stage" id="main" ref={main} tabIndex={-1} data-view={shown}>
        <h1 class="unseen">{TITLES[shown]}</h1>
        {meta.fault && <p class="note fault" role="alert" style="margin:1.5rem">{meta.fault.message}</p>}
        {!meta.data && !meta.fault && <p class="waiting" role="status" style="margin:1.5rem">Opening the ledger</p>}
        {meta.data && <Shown meta={meta.data} shown={shown} />}
      </main>
    </div>
  );
}

function Bar({ shown, meta }: { shown: View; meta: Meta | undefined }) {
  const theme = useTheme();
  const states = useMemo(() => new Set(meta?.parties.filter((one) => one.kind === "state").map((one) => one.id)), [meta]);
  const leave = Object.fromEntries(OWN.map((name) => [name, null]));
  return (
    <header class="bar">
      <To class="brand" wanted={{ ...leave, view: null, select: null, scenario: null }}><Mark /> caspia <span>atlas</span></To>
      <nav class="tabs" aria-label="Views">
        {VIEWS.map((one) => <To key={one} wanted={{ ...leave, view: one === "map" ? null : one }} current={one === shown}>{TITLES[one]}</To>)}
      </nav>
      <Find states={states} />
      <button type="button" class="round" onClick={turn} aria-label={theme === "dark" ? "Light page" : "Dark page"}>{theme === "dark" ? <Sun /> : <Moon />}</button>
    </header>
  );
}

function Shown({ meta, shown }: { meta: Meta; shown: View }) {
  const asked = useParameter("on");
  const scenario = useScenarios();
  const select = useParameter("select");
  const on = day(asked, meta);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === "Escape" && select && !(event.target as HTMLElement).closest("input, textarea")) go({ select: null });
    };
    addEventListener("keydown", leave);
    return () => removeEventListener("keydown", leave);
  }, [select]);
  const chosen = selected(select);
  if (shown === "map" || shown === "routes" || shown === "whatif" || shown === "stress") {
    return <Stage meta={meta} shown={shown} on={on} scenario={scenario} chosen={chosen} />;
  }
  return (
    <>
      {shown === "ties" && <TiesView meta={meta} on={on} />}
      {shown === "check" && <CheckView />}
      {shown === "promises" && <PromisesView meta={meta} />}
      {chosen && <Side chosen={chosen} on={on} scenario={scenario} />}
      {scenario.length > 0 && <ScenarioNote meta={meta} scenario={scenario} />}
    </>
  );
}

/** The day asked for, within what the atlas tells of; a month is its last day; left out, today. */
function day(asked: string | null, meta: Meta): string {
  const [month, whole] = [/^\d{4}-\d{2}$/, /^\d{4}-\d{2}-\d{2}$/].map((form) => form.test(asked ?? ""));
  const given = asked && whole ? asked : asked && month ? lastDay(asked) : meta.today;
  return given < meta.first_day ? meta.first_day : given > meta.last_day ? meta.last_day : given;
}
