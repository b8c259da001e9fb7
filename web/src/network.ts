/** The network of a day, and how the map draws it. */
import type { Dash, DrawnLink, DrawnNode } from "./map/drawn";
import { course } from "./map/geometry";
import type { Point } from "./map/geometry";
import { iconOf } from "./map/icons";
import { modeOf, palette } from "./map/palette";
import type { Mode, Theme } from "./map/palette";
import type { MapFlow, NetLink, NetNode } from "./types";

/** How lines are coloured, and what their width tells. */
export interface Look {
  theme: Theme;
  colour: "mode" | "load";
  modes: Set<Mode>;
  closed: boolean;
  flows: Map<string, MapFlow> | null;
  /** Tonnes of the widest line, where several maps share one scale. */
  widest?: number | undefined;
  /** Whether lines near their capacity are left unmarked. */
  plain?: boolean;
  /** Colours and widths of a finding laid over the network, by link. */
  overlay?: Map<string, { colour: string; width: number }> | undefined;
}

const WIDTHS: Record<Mode, number> = {
  rail: 1.9,
  road: 0.8,
  sea: 1,
  ferry: 1.7,
  gas_pipeline: 1.5,
  oil_pipeline: 1.5,
  swap: 2.4,
  power_cable: 1.3,
  fibre_cable: 1.1,
};
const ORDER: Record<Mode, number> = {
  road: 1,
  sea: 2,
  fibre_cable: 3,
  power_cable: 4,
  oil_pipeline: 5,
  gas_pipeline: 6,
  ferry: 7,
  swap: 8,
  rail: 9,
};
const WIDEST = 12;
const THINNEST = 0.5;
export const TIGHT = 0.9;

export const STATUS_WORDS: Record<string, string> = {
  open: "open",
  restricted: "restricted",
  planned: "planned",
  construction: "under construction",
  closed: "closed",
  suspended: "suspended",
};

export function isPlanned(status: string): boolean {
  return status === "planned" || status === "construction";
}

export function passes(status: string): boolean {
  return status === "open" || status === "restricted";
}

function dashOf(status: string, mode: Mode): Dash {
  if (isPlanned(status)) return "planned";
  if (!passes(status)) return "closed";
  if (status === "restricted") return "restricted";
  return mode === "ferry" || mode === "swap" ? mode : "solid";
}

/** The largest flow of those that stand for the whole: an ocean lane would leave nothing to the rest. */
export function widest(links: NetLink[], flows: Map<string, MapFlow>): number {
  const inner = links.filter((one) => one.points.every(([lon, lat]) => lon > 22 && lon < 92 && lat > 33 && lat < 58));
  return Math.max(1, ...inner.map((one) => flows.get(one.id)?.tonnes ?? 0));
}

export function widthOf(tonnes: number, most: number): number {
  return Math.max(THINNEST, WIDEST * Math.sqrt(Math.min(1, tonnes / most)));
}

export function drawnLinks(links: NetLink[], look: Look): DrawnLink[] {
  const colours = palette(look.theme);
  const most = look.widest ?? (look.flows ? widest(links, look.flows) : 1);
  return links.flatMap((link) => {
    const mode = modeOf(link.mode);
    const dash = dashOf(link.status, mode);
    if (!look.modes.has(mode) || (dash === "closed" && !look.closed)) return [];
    const flow = look.flows?.get(link.id);
    const over = look.overlay?.get(link.id);
    const own = dash === "closed" ? colours.closed : colours.modes[mode];
    const plainWidth = dash === "closed" ? 1.7 : dash === "planned" ? Math.max(1.4, WIDTHS[mode]) : WIDTHS[mode];
    const moving = look.flows && passes(link.status);
    return [
      {
        id: link.id,
        points: course(link.points, mode),
        colour: over?.colour ?? (look.overlay ? colours.aside : look.colour === "load" && moving ? loadColour(flow, colours.ramp, colours.border) : own),
        core: colours.cores[mode],
        width: over?.width ?? (look.overlay ? Math.min(plainWidth, 1.2) : moving ? widthOf(flow?.tonnes ?? 0, most) : plainWidth),
        dash,
        hollow: !look.overlay && (flow ? flow.assumed_share > 0.5 : link.assumed),
        tight: !look.plain && look.colour === "mode" && (flow?.utilisation ?? 0) >= TIGHT,
        order: over ? 20 : ORDER[mode],
      },
    ];
  });
}

function loadColour(flow: MapFlow | undefined, ramp: string[], none: string): string {
  if (!flow || flow.utilisation === null) return none;
  const step = Math.min(ramp.length - 1, Math.floor(flow.utilisation * ramp.length));
  return ramp[step] ?? none;
}

const KIND_WEIGHT: Record<string, number> = { city: 6, port: 5, chokepoint: 4, dry_port: 4, terminal: 2, border_crossing: 1 };
const MUST_NAME = new Set(["aktau", "alat", "baku", "tbilisi", "istanbul", "almaty", "tashkent", "tehran", "ashgabat", "constanta", "poti", "turkmenbashi", "ankara", "astana", "xian", "moscow", "urumqi", "kuryk", "khorgos"]);

/** Places with the most lines are named first; small ones come as the reader goes nearer. */
export function drawnNodes(nodes: NetNode[], links: NetLink[], shown: Set<string>): DrawnNode[] {
  const lines = new Map<string, number>();
  for (const link of links) {
    if (!shown.has(link.id)) continue;
    for (const end of [link.a, link.b]) lines.set(end, (lines.get(end) ?? 0) + 1);
  }
  return nodes.flatMap((node) => {
    const degree = lines.get(node.id);
    if (!degree) return [];
    const weight = (KIND_WEIGHT[node.kind] ?? 0) + Math.min(6, degree * 0.6) + (MUST_NAME.has(node.id) ? 6 : 0);
    const from = weight >= 8.5 ? 0 : weight >= 6.5 ? 4.6 : weight >= 4 ? 5.4 : 6.2;
    return [{ id: node.id, name: node.name, at: [node.lon, node.lat] as Point, icon: iconOf(node.kind), weight, from }];
  });
}
