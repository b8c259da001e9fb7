/** The layers of the map, lowest first. Every decision on a line or a name stands in its data. */
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { Dash } from "./drawn";
import type { Palette } from "./palette";

const TEXT = ["Atlas Medium"];
const ITALIC = ["Atlas Italic"];

/** Widths are given for the whole region and grow as the reader goes nearer. */
function wide(factor: number, more = 0): ExpressionSpecification {
  const at = (by: number): ExpressionSpecification => ["+", more, ["*", factor * by, ["get", "width"]]];
  return ["interpolate", ["exponential", 1.4], ["zoom"], 2, at(0.55), 4.5, at(1), 8, at(2)];
}

const DASHES: Record<Dash, number[] | null> = {
  solid: null,
  restricted: [5, 1.6],
  ferry: [2.4, 1.6],
  swap: [0.2, 1.9],
  planned: [0.9, 1.9],
  closed: [0.1, 2.2],
};
const ORDER: Dash[] = ["closed", "planned", "ferry", "swap", "restricted", "solid"];

export const LINK_LAYERS = ORDER.map((dash) => `links-${dash}`);
export const HIT_LAYERS = ["nodes", "links-hit", "states"];

export function layers(look: Palette): LayerSpecification[] {
  return [
    { id: "water", type: "background", paint: { "background-color": look.water } },
    { id: "beyond", type: "fill", source: "beyond", paint: { "fill-color": look.beyond, "fill-antialias": false } },
    { id: "states", type: "fill", source: "states", paint: { "fill-color": look.land, "fill-antialias": false } },
    {
      id: "state-chosen",
      type: "fill",
      source: "states",
      filter: ["==", ["get", "iso3"], "none"],
      paint: { "fill-color": look.chosenState, "fill-antialias": false },
    },
    { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": look.water } },
    {
      id: "borders",
      type: "line",
      source: "borders",
      layout: { "line-join": "round" },
      paint: { "line-color": look.border, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.5, 8, 1.3] },
    },
    ...names(look),
    ...glow(look),
    {
      id: "links-tight",
      type: "line",
      source: "links",
      filter: ["==", ["get", "tight"], true],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": look.tight, "line-width": wide(1, 3.5) },
    },
    ...ORDER.map((dash) => line(dash)),
    {
      id: "links-core",
      type: "line",
      source: "links",
      filter: ["==", ["get", "hollow"], true],
      layout: { "line-cap": "round", "line-join": "round", "line-sort-key": ["get", "order"] },
      paint: { "line-color": ["get", "core"], "line-width": wide(0.58, -0.3) },
    },
    {
      id: "ways-casing",
      type: "line",
      source: "ways",
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": look.halo, "line-width": ["case", ["get", "chosen"], 8.5, 5] },
    },
    {
      id: "ways",
      type: "line",
      source: "ways",
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": ["get", "colour"], "line-width": ["case", ["get", "chosen"], 5, 2.4] },
    },
    {
      id: "links-hit",
      type: "line",
      source: "links",
      layout: { "line-cap": "round" },
      paint: { "line-color": "#000", "line-opacity": 0, "line-width": wide(1, 11) },
    },
    losses(look),
    ...places(look),
  ];
}

function line(dash: Dash): LayerSpecification {
  const pattern = DASHES[dash];
  const dotted = dash === "closed" || dash === "swap";
  return {
    id: `links-${dash}`,
    type: "line",
    source: "links",
    filter: ["==", ["get", "dash"], dash],
    layout: { "line-cap": pattern && !dotted ? "butt" : "round", "line-join": "round", "line-sort-key": ["get", "order"] },
    paint: {
      "line-color": ["get", "colour"],
      "line-width": wide(1),
      "line-opacity": 1,
      ...(pattern ? { "line-dasharray": pattern } : {}),
    },
  };
}

/** Places by what their loss costs. */
function losses(look: Palette): LayerSpecification {
  return {
    id: "nodes-loss",
    type: "circle",
    source: "nodes",
    filter: [">", ["coalesce", ["get", "loss"], 0], 0],
    paint: {
      "circle-radius": ["+", 3, ["*", 17, ["sqrt", ["get", "loss"]]]],
      "circle-color": ["coalesce", ["get", "colour"], look.ink],
      "circle-opacity": 0.75,
      "circle-stroke-color": look.halo,
      "circle-stroke-width": 1,
    },
  };
}

function glow(look: Palette): LayerSpecification[] {
  return [
    {
      id: "links-glow",
      type: "line",
      source: "links",
      filter: ["in", ["get", "id"], ["literal", []]],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": look.glow, "line-width": wide(1, 9), "line-opacity": 0.85 },
    },
    {
      id: "nodes-glow",
      type: "circle",
      source: "nodes",
      filter: ["==", ["get", "id"], ""],
      paint: { "circle-radius": 12, "circle-color": look.glow, "circle-opacity": 0.85 },
    },
  ];
}

function names(look: Palette): LayerSpecification[] {
  return [
    {
      id: "state-names",
      type: "symbol",
      source: "names",
      filter: ["all", ["==", ["get", "kind"], "state"], [">=", ["to-number", ["get", "size"]], ["step", ["zoom"], 45, 3.8, 12, 4.6, 5, 5.5, 1.5, 6.5, 0]]],
      layout: {
        "text-field": ["upcase", ["get", "name"]],
        "text-font": TEXT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 3, 9.5, 6, 12.5],
        "text-letter-spacing": 0.14,
        "text-max-width": 8,
        "text-variable-anchor": ["center", "top", "bottom", "left", "right", "top-left", "bottom-right", "top-right", "bottom-left"],
        "text-radial-offset": 1.6,
        "symbol-sort-key": ["-", 0, ["to-number", ["get", "size"]]],
        "text-padding": 4,
      },
      paint: { "text-color": look.stateInk, "text-halo-color": look.land, "text-halo-width": 1.2 },
    },
    {
      id: "water-names",
      type: "symbol",
      source: "names",
      minzoom: 3.6,
      filter: ["==", ["get", "kind"], "water"],
      layout: {
        "text-field": ["get", "name"],
        "text-font": ITALIC,
        "text-size": ["interpolate", ["linear"], ["zoom"], 4, 11, 7, 15],
        "text-letter-spacing": 0.04,
        "text-max-width": 6,
      },
      paint: { "text-color": look.waterInk, "text-halo-color": look.water, "text-halo-width": 1 },
    },
  ];
}

function places(look: Palette): LayerSpecification[] {
  return [
    {
      id: "nodes",
      type: "symbol",
      source: "nodes",
      filter: [">=", ["zoom"], ["get", "from"]],
      layout: {
        "icon-image": ["get", "icon"],
        "icon-size": ["interpolate", ["linear"], ["zoom"], 3, 0.6, 5, 0.8, 8, 1.1],
        "icon-allow-overlap": true,
        "icon-padding": 0,
        "text-field": ["step", ["zoom"], ["case", [">=", ["get", "weight"], 9], ["get", "name"], ""], 4.2, ["get", "name"]],
        "text-font": TEXT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 4, ["case", [">=", ["get", "weight"], 9], 12, 11], 8, ["case", [">=", ["get", "weight"], 9], 15, 13]],
        "text-variable-anchor": ["left", "right", "top-left", "bottom-left", "top-right", "bottom-right", "top", "bottom"],
        "text-radial-offset": 0.6,
        "text-justify": "auto",
        "text-optional": true,
        "text-max-width": 9,
        "text-line-height": 1.05,
        "text-padding": 3,
        "symbol-sort-key": ["-", 0, ["get", "weight"]],
      },
      paint: { "text-color": look.ink, "text-halo-color": look.halo, "text-halo-width": 1.6, "text-halo-blur": 0.4 },
    },
  ];
}
