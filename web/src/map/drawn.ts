/** What the map draws, once the page has decided how it looks. */
import type { Feature, FeatureCollection, LineString, Point as PointGeometry } from "geojson";
import type { Point } from "./geometry";

export type Dash = "solid" | "ferry" | "swap" | "restricted" | "planned" | "closed";

export interface DrawnLink {
  id: string;
  points: Point[];
  colour: string;
  core: string;
  /** In pixels at the zoom of the whole region. */
  width: number;
  dash: Dash;
  hollow: boolean;
  tight: boolean;
  /** What is drawn later lies on top. */
  order: number;
}

export interface DrawnNode {
  id: string;
  name: string;
  at: Point;
  icon: string;
  /** The larger, the sooner it is named. */
  weight: number;
  /** The zoom from which it is drawn. */
  from: number;
  /** How much is lost with it, 0 to 1, and the colour that says so. */
  loss?: number;
  colour?: string;
}

/** A way over many links, laid over the network. */
export interface DrawnWay {
  id: string;
  points: Point[];
  colour: string;
  chosen: boolean;
}

const WIDE_ENOUGH = 2.4;

export function linkFeatures(links: DrawnLink[]): FeatureCollection<LineString> {
  return collected(
    links.map(({ points, hollow, ...told }) => ({
      type: "Feature",
      properties: { ...told, hollow: hollow && told.width >= WIDE_ENOUGH && told.dash === "solid" },
      geometry: { type: "LineString", coordinates: points },
    })),
  );
}

export function nodeFeatures(nodes: DrawnNode[]): FeatureCollection<PointGeometry> {
  return collected(
    nodes.map(({ at, ...told }) => ({ type: "Feature", properties: told, geometry: { type: "Point", coordinates: at } })),
  );
}

export function wayFeatures(ways: DrawnWay[]): FeatureCollection<LineString> {
  return collected(
    ways.map(({ points, ...told }) => ({
      type: "Feature",
      properties: told,
      geometry: { type: "LineString", coordinates: points },
    })),
  );
}

function collected<G extends LineString | PointGeometry>(features: Feature<G>[]): FeatureCollection<G> {
  return { type: "FeatureCollection", features };
}
