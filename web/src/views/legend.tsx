/** What lines and marks mean; a mode that is unticked is not drawn. */
import { useState } from "preact/hooks";
import { go } from "../address";
import { ICON_WORDS, ICONS } from "../map/icons";
import type { Icon } from "../map/icons";
import { MODE_WORDS, MODES, palette } from "../map/palette";
import type { Mode, Theme } from "../map/palette";
import { TIGHT, widthOf } from "../network";
import { Chevron } from "../parts/signs";
import { capital, count } from "../parts/words";

interface LegendProps {
  theme: Theme;
  modes: Set<Mode>;
  colour: "mode" | "load";
  /** Tonnes of the widest line; null where widths tell nothing. */
  widest: number | null;
  closed: boolean;
}

export function Legend({ theme, modes, colour, widest, closed }: LegendProps) {
  const [open, setOpen] = useState(() => !matchMedia("(max-width: 60rem)").matches);
  const look = palette(theme);
  const turn = (mode: Mode) => {
    const hidden = MODES.filter((one) => (one === mode ? modes.has(one) : !modes.has(one)));
    go({ hide: hidden.join(",") }, true);
  };
  return (
    <section class="card legend" aria-label="Legend">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>Legend <span style={open ? "" : "transform:rotate(-90deg)"}><Chevron /></span></button>
      {open && (
        <>
          <ul>
            {MODES.map((mode) => (
              <li key={mode}>
                <label>
                  <Stroke colour={colour === "load" ? look.ink : look.modes[mode]} width={mode === "road" || mode === "sea" ? 1.6 : 2.6} dash={mode === "ferry" ? "6 4" : mode === "swap" ? "0.5 5" : ""} />
                  <span class="row" style="gap:.4rem;flex-wrap:nowrap"><input type="checkbox" checked={modes.has(mode)} onChange={() => turn(mode)} />{capital(MODE_WORDS[mode])}</span>
                </label>
              </li>
            ))}
          </ul>
          <ul>
            <li><Stroke colour={look.modes.rail} width={2} dash="2 4" />planned</li>
            <li>
              <label>
                <Stroke colour={look.closed} width={2} dash="0.5 4" />
                <span class="row" style="gap:.4rem;flex-wrap:nowrap"><input type="checkbox" checked={closed} onChange={() => go({ closed: closed ? "no" : null }, true)} />closed</span>
              </label>
            </li>
            <li><Stroke colour={look.modes.rail} width={2.2} dash="10 3" />restricted</li>
            {widest !== null && <li><Hollow colour={look.modes.rail} core={look.cores.rail} />hollow: over half is assumed</li>}
            {widest !== null && colour === "mode" && <li><Hollow colour={look.tight} core={look.modes.gas_pipeline} />over {TIGHT * 100} % of capacity</li>}
          </ul>
          {widest !== null && (
            <ul>
              {[1, 0.2, 0.04].map((share) => <li key={share}><Stroke colour={look.modes.rail} width={widthOf(widest * share, widest)} dash="" />{count((widest * share) / 1e6, 2)} Mt a year</li>)}
            </ul>
          )}
          {colour === "load" && (
            <ul>
              <li style="grid-template-columns:1fr"><Ramp colours={look.ramp} /><span class="row" style="justify-content:space-between"><span>0 %</span><span>of capacity</span><span>100 %</span></span></li>
            </ul>
          )}
          <ul>{ICONS.map((icon) => <li key={icon}><Symbol icon={icon} theme={theme} />{ICON_WORDS[icon]}</li>)}</ul>
        </>
      )}
    </section>
  );
}

/** Colours from little to much. */
export function Ramp({ colours }: { colours: string[] }) {
  return <span class="ramp" aria-hidden="true">{colours.map((one) => <i key={one} style={`background:${one}`} />)}</span>;
}

function Stroke({ colour, width, dash }: { colour: string; width: number; dash: string }) {
  return (
    <svg width="34" height="14" aria-hidden="true">
      <line x1="2" x2="32" y1="7" y2="7" stroke={colour} stroke-width={width} stroke-dasharray={dash} stroke-linecap={dash.startsWith("0.5") || !dash ? "round" : "butt"} />
    </svg>
  );
}

function Hollow({ colour, core }: { colour: string; core: string }) {
  return (
    <svg width="34" height="14" aria-hidden="true">
      <line x1="4" x2="30" y1="7" y2="7" stroke={colour} stroke-width="8" stroke-linecap="round" />
      <line x1="4" x2="30" y1="7" y2="7" stroke={core} stroke-width="4" stroke-linecap="round" />
    </svg>
  );
}

function Symbol({ icon, theme }: { icon: Icon; theme: Theme }) {
  const look = palette(theme);
  const shape = {
    town: <circle r="3.6" />,
    station: <circle r="2.8" />,
    port: <><circle r="4.6" /><circle r="1.9" fill={look.modes.sea} stroke="none" /></>,
    border: <path d="M0-4.2 4.2 0 0 4.2-4.2 0Z" />,
    strait: <path d="M0-3 6 0 0 3-6 0Z" fill={look.modes.sea} />,
    energy: <path d="M0-4.6 4.4 3.4H-4.4Z" />,
  }[icon];
  return (
    <svg width="34" height="14" viewBox="-17 -7 34 14" fill={look.paper} stroke={look.ink} stroke-width="1.5" aria-hidden="true">
      {shape}
    </svg>
  );
}
