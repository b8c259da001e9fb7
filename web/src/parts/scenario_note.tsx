/** Says that what is shown holds under a scenario, and how to leave it. */
import type { Meta } from "../types";
import { To } from "./links";

export function scenarioWords(meta: Meta, scenario: string[]): string {
  return scenario.map((one) => meta.presets.find((preset) => preset.name === one)?.title ?? one).join("; ");
}

export function ScenarioNote({ meta, scenario }: { meta: Meta; scenario: string[] }) {
  return (
    <p class="card scenario-note" role="status">
      <span>Shown under: <strong>{scenarioWords(meta, scenario)}</strong></span>
      <To class="button little" wanted={{ scenario: null }}>As it is</To>
    </p>
  );
}
