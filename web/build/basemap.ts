/**
 * The base map of the page, made when the page is built.
 *
 * Borders and coasts within the reviewed box are those of the printed maps, from their very file.
 * Beyond the box only land is drawn, without borders: nobody has reviewed those.
 */
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

type Point = [number, number];
type Ring = Point[];
type Box = [west: number, south: number, east: number, north: number];

interface Feature {
  type: "Feature";
  properties: Record<string, string>;
  geometry: { type: string; coordinates: unknown };
}

interface Printed {
  credit: string;
  bbox: Box;
  features: { properties: Record<string, string>; geometry: { coordinates: Ring[][] } }[];
}

const PRINTED = new URL("../../src/caspia/briefs/basemap/basemap.geojson", import.meta.url);
const WATERS = new URL("../../src/caspia/briefs/basemap/waters.csv", import.meta.url);
const LAND = new URL("../node_modules/world-atlas/land-50m.json", import.meta.url);
const OUTER: Box = [-30, -40, 160, 78];
const NAME = "virtual:basemap";
const NAMED_BELOW = 54.5; // the north of Russia is seldom in sight

/** Offer `import url from "virtual:basemap"`: the address of one JSON file. */
export function basemap(): Plugin {
  let building = false;
  return {
    name: "basemap",
    configResolved(config) {
      building = config.command === "build";
    },
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load(id) {
      if (id !== `\0${NAME}`) return null;
      for (const file of [PRINTED, WATERS]) this.addWatchFile(file.pathname);
      if (!building) return 'export default "/basemap.json"';
      const file = this.emitFile({ type: "asset", name: "basemap.json", source: made() });
      return `export default import.meta.ROLLUP_FILE_URL_${file}`;
    },
    configureServer(server) {
      server.middlewares.use("/basemap.json", (_, response) => {
        response.setHeader("Content-Type", "application/json");
        response.end(made());
      });
    },
  };
}

function made(): string {
  const printed = JSON.parse(readFileSync(PRINTED, "utf-8")) as Printed;
  const states = printed.features.filter((one) => one.properties["kind"] === "land");
  const lakes = printed.features.filter((one) => one.properties["kind"] === "water");
  return JSON.stringify({
    credit: printed.credit,
    box: printed.bbox,
    states: collection(states.map((one) => feature(one.properties, "MultiPolygon", one.geometry.coordinates))),
    borders: collection([feature({}, "MultiLineString", borders(states.map((one) => one.geometry.coordinates), printed.bbox))]),
    beyond: collection([feature({}, "MultiPolygon", beyond(printed.bbox))]),
    lakes: collection(lakes.map((one) => feature({}, "MultiPolygon", one.geometry.coordinates))),
    names: collection([...stateNames(states), ...waterNames()]),
  });
}

function feature(properties: Record<string, string>, type: string, coordinates: unknown): Feature {
  return { type: "Feature", properties, geometry: { type, coordinates } };
}

function collection(features: Feature[]) {
  return { type: "FeatureCollection", features };
}

/** Outlines without the pieces that only follow the edge of the box, each border once. */
function borders(states: Ring[][][], box: Box): Ring[] {
  const drawn = new Set<string>();
  const lines: Ring[] = [];
  for (const ring of states.flat(2)) {
    let line: Ring = [];
    for (let n = 1; n < ring.length; n++) {
      const [a, b] = [ring[n - 1]!, ring[n]!];
      const key = [a, b].map(String).sort().join(";");
      if (onEdge(a, b, box) || drawn.has(key)) {
        if (line.length > 1) lines.push(line);
        line = [];
        continue;
      }
      drawn.add(key);
      if (!line.length) line.push(a);
      line.push(b);
    }
    if (line.length > 1) lines.push(line);
  }
  return lines;
}

function onEdge(a: Point, b: Point, [west, south, east, north]: Box): boolean {
  return [west, east].some((x) => a[0] === x && b[0] === x) || [south, north].some((y) => a[1] === y && b[1] === y);
}

/** Land outside the box, as four strips around it. */
function beyond([west, south, east, north]: Box): Ring[][] {
  const strips: Box[] = [
    [OUTER[0], OUTER[1], west, OUTER[3]],
    [east, OUTER[1], OUTER[2], OUTER[3]],
    [west, OUTER[1], east, south],
    [west, north, east, OUTER[3]],
  ];
  const land = topology(LAND);
  const shapes: Ring[][] = [];
  for (const strip of strips) {
    for (const polygon of land) {
      const [outer = [], ...holes] = polygon.map((ring) => rounded(clipped(ring, strip)));
      if (outer.length > 3 && area(outer) > 0.02) shapes.push([outer, ...holes.filter((ring) => ring.length > 3)]);
    }
  }
  return shapes;
}

function topology(file: URL): Ring[][] {
  const raw = JSON.parse(readFileSync(file, "utf-8"));
  const { scale, translate } = raw.transform;
  const arcs: Ring[] = raw.arcs.map((deltas: Point[]) => {
    let [x, y] = [0, 0];
    return deltas.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
  const ring = (numbers: number[]): Ring => {
    const parts = numbers.map((n) => (n < 0 ? [...arcs[~n]!].reverse() : arcs[n]!));
    return unwrapped(parts.flatMap((part, n) => (n ? part.slice(1) : part)));
  };
  const geometries: { arcs: number[][][] }[] = raw.objects.land.geometries;
  return geometries.flatMap((one) => one.arcs.map((polygon) => polygon.map(ring)));
}

/** Rings of the source go on across the date line, from 180 to -180; here they go on beyond 180. */
function unwrapped(ring: Ring): Ring {
  let turn = 0;
  const points = ring.map(([x, y], n): Point => {
    const step = n ? x - ring[n - 1]![0] : 0;
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360;
    return [x + turn, y];
  });
  const xs = points.map((one) => one[0]);
  const away = Math.round((Math.min(...xs) + Math.max(...xs)) / 720) * 360;
  return points.map(([x, y]) => [x - away, y]);
}

/** The part of a closed ring inside a box (Sutherland-Hodgman), closed again. */
function clipped(ring: Ring, [west, south, east, north]: Box): Ring {
  const sides = [[0, west, 1], [0, east, -1], [1, south, 1], [1, north, -1]] as const;
  for (const [axis, bound, sign] of sides) {
    const cut: Ring = [];
    for (let n = 1; n < ring.length; n++) {
      const [a, b] = [ring[n - 1]!, ring[n]!];
      const [insideA, insideB] = [sign * (a[axis] - bound) >= 0, sign * (b[axis] - bound) >= 0];
      if (insideA !== insideB) {
        const share = (bound - a[axis]) / (b[axis] - a[axis]);
        cut.push([a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]);
      }
      if (insideB) cut.push(b);
    }
    if (cut.length < 3) return [];
    ring = [...cut, cut[0]!];
  }
  return ring;
}

function rounded(ring: Ring): Ring {
  const points: Ring = [];
  for (const [x, y] of ring) {
    const point: Point = [Math.round(x * 20) / 20, Math.round(y * 20) / 20];
    const last = points.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
  }
  return points;
}

function area(ring: Ring): number {
  let doubled = 0;
  for (let n = 1; n < ring.length; n++) {
    doubled += ring[n - 1]![0] * ring[n]![1] - ring[n]![0] * ring[n - 1]![1];
  }
  return Math.abs(doubled) / 2;
}

/** A state's name stands in the roomiest part of its largest piece. */
function stateNames(states: Printed["features"]): Feature[] {
  return states.flatMap((one) => {
    const largest = one.geometry.coordinates.map((polygon) => polygon[0]!).sort((a, b) => area(b) - area(a))[0];
    if (!largest || !one.properties["iso3"]) return [];
    const size = String(Math.round(area(largest) * 10) / 10);
    return [feature({ kind: "state", name: one.properties["name"]!, iso3: one.properties["iso3"], size }, "Point", roomiest(largest))];
  });
}

function roomiest(ring: Ring): Point {
  const [xs, ys] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const middle: Point = [(west + east) / 2, (south + north) / 2];
  let best: Point = middle;
  let most = -Infinity;
  for (let i = 1; i < 24; i++) {
    for (let j = 1; j < 24; j++) {
      const point: Point = [west + ((east - west) * i) / 24, south + ((north - south) * j) / 24];
      if (!inside(ring, point) || point[1] > NAMED_BELOW) continue;
      const room = Math.min(...ring.map(([x, y]) => Math.hypot((x - point[0]) * 0.5, y - point[1])));
      const away = Math.hypot((point[0] - middle[0]) * 0.15, (point[1] - middle[1]) * 0.3);
      if (room - 0.3 * away > most) [best, most] = [point, room - 0.3 * away];
    }
  }
  return best;
}

function inside(ring: Ring, [x, y]: Point): boolean {
  let odd = false;
  for (let n = 1; n < ring.length; n++) {
    const [[x1, y1], [x2, y2]] = [ring[n - 1]!, ring[n]!];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) odd = !odd;
  }
  return odd;
}

/** The first place of each sea and lake; the printed maps try the others. */
function waterNames(): Feature[] {
  const named = new Set<string>();
  const [, ...rows] = readFileSync(WATERS, "utf-8").trim().split(/\r?\n/);
  return rows.flatMap((row) => {
    const [name, , lon, lat] = row.split(",");
    if (!name || named.has(name)) return [];
    named.add(name);
    return [feature({ kind: "water", name }, "Point", [Number(lon), Number(lat)])];
  });
}
