/** What stands on the map: legend, what lines tell, the way to tables and files. */
import { go } from "../address";
import type { Followed } from "../jobs";
import type { Mode, Theme } from "../map/palette";
import { Downloads } from "../parts/downloads";
import { JobProgressBar } from "../parts/job";
import { Down, Rows } from "../parts/signs";
import { percent } from "../parts/words";
import type { FlowsAnswer, Meta } from "../types";
import { Legend } from "./legend";

const FILE_WORDS: Record<string, string> = {
  "links.csv": "CSV",
  "links.geojson": "GeoJSON",
  "flows.xlsx": "Excel",
  "flows.png": "PNG",
  "flows.svg": "SVG",
  "flows.html": "Page",
};

interface MapToolsProps {
  meta: Meta;
  theme: Theme;
  on: string;
  wishes: { closed: boolean; colour: "mode" | "load"; modes: Set<Mode> };
  widest: number | null;
  followed: Followed;
  flows: FlowsAnswer | undefined;
  year: string | null;
  asRows: boolean;
  scenario: string[];
}

export function MapTools({ meta, theme, on, wishes, widest, followed, flows, year, asRows, scenario }: MapToolsProps) {
  return (
    <div class="tools">
      {!asRows && <Legend theme={theme} modes={wishes.modes} colour={wishes.colour} widest={widest} closed={wishes.closed} />}
      <div class="card toolbox">
        <div class="row">
          <label class="pick">
            <span>Flows</span>
            <select value={year ?? ""} onChange={(event) => go({ flow: event.currentTarget.value, ...(event.currentTarget.value ? {} : { colour: null }) })}>
              <option value="">not shown</option>
              {meta.flow_years.map((one) => <option key={one} value={one}>{one}</option>)}
            </select>
          </label>
          {year && (
            <span class="choice" role="radiogroup" aria-label="Colour of lines">
              {(["mode", "load"] as const).map((one) => (
                <label key={one}><input type="radio" name="colour" checked={wishes.colour === one} onChange={() => go({ colour: one === "mode" ? null : one }, true)} />{one === "mode" ? "by mode" : "by load"}</label>
              ))}
            </span>
          )}
          <button type="button" class="button little" aria-pressed={asRows} onClick={() => go({ table: asRows ? null : "yes" })}><Rows /> {asRows ? "Map" : "Table"}</button>
          <details class="menu">
            <summary class="button little"><Down /> Files</summary>
            <div class="card">
              <Downloads title="Network" query={{ on, scenario }} files={[["CSV", "downloads/network.csv"], ["GeoJSON", "downloads/network.geojson"], ["Excel", "downloads/network.xlsx"]]} />
              <Downloads title="Picture" query={{ on, scenario }} files={[["PNG", "pictures/network.png"], ["SVG", "pictures/network.svg"]]} />
              {followed.job && followed.job.files.length > 0 && <Downloads title={`Flows ${year}`} files={followed.job.files.map((name) => [FILE_WORDS[name] ?? name, `jobs/${followed.job!.id}/files/${name}`])} />}
              <Downloads title="All changes" files={[["CSV", "downloads/timeline.csv"]]} />
            </div>
          </details>
        </div>
        {year && <JobProgressBar followed={followed} what={`Working out what moves in ${year}`} />}
        {year && flows && <p class="tiny muted modelled">A model result for {flows.period}, not an observation; {percent(flows.assumed_share)} of its inputs are assumed.</p>}
      </div>
    </div>
  );
}
