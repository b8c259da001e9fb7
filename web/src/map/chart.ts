/** One map on the page: it draws what it is given and tells what was pointed at. */
import { AttributionControl, Map as LibreMap, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import type { GeoJSONSource, MapGeoJSONFeature, StyleSpecification } from "maplibre-gl";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { linkFeatures, nodeFeatures, wayFeatures } from "./drawn";
import type { DrawnLink, DrawnNode, DrawnWay } from "./drawn";
import { drawIcon, ICON_RATIO, ICONS } from "./icons";
import { HIT_LAYERS, layers, LINK_LAYERS } from "./layers";
import type { Palette } from "./palette";

setWorkerUrl(worker);

export interface Basemap {
  credit: string;
  [source: string]: unknown;
}

export type Picked = { kind: "link" | "node" | "state"; id: string };
export type Place = { lon: number; lat: number; zoom: number };
export type Box = [west: number, south: number, east: number, north: number];

export interface ChartOptions {
  container: HTMLElement;
  label: string;
  basemap: Basemap;
  look: Palette;
  place: Place | null;
  calm: boolean;
  pick: (picked: Picked | null) => void;
  point: (picked: Picked | null, x: number, y: number) => void;
  moved: (place: Place) => void;
}

const BASE = ["beyond", "states", "lakes", "borders", "names"];
const OWN = ["links", "nodes", "ways"];
const HOME: Box = [25, 34.5, 86, 54];
/** The heart of it, for a map that is higher than wide. */
const HEART: Box = [37, 36, 68, 48];
const EMPTY = { type: "FeatureCollection", features: [] } as const;
const REACH_PX = 4;
const NARROW_PX = 640;
const LEGEND_PX = 190;

export class Chart {
  readonly map: LibreMap;
  private readonly drawn: Promise<void>;
  private faint = false;

  constructor(private readonly options: ChartOptions) {
    const { container, look, place, label } = options;
    this.map = new LibreMap({
      container,
      style: style(options.basemap, look),
      ...(place ? { center: [place.lon, place.lat], zoom: place.zoom } : { bounds: container.clientWidth < container.clientHeight * 1.1 ? HEART : HOME, fitBoundsOptions: { padding: besideTools(container) } }),
      minZoom: 1.6,
      maxZoom: 11,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      renderWorldCopies: false,
      fadeDuration: options.calm ? 0 : 120,
      locale: { "Map.Title": label },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), "bottom-right");
    this.map.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-left");
    this.map.addControl(new AttributionControl({ compact: container.clientWidth < NARROW_PX, customAttribution: [] }), "bottom-right");
    this.addIcons(look);
    this.drawn = new Promise((done) => void this.map.once("load", () => done()));
    if (container.clientWidth < NARROW_PX) this.map.on("styledata", () => foldCredit(container));
    this.watch();
  }

  /** Resolves once the first picture stands. */
  get ready(): Promise<void> {
    return this.drawn;
  }

  draw(links: DrawnLink[], nodes: DrawnNode[]): void {
    this.give("links", linkFeatures(links));
    this.give("nodes", nodeFeatures(nodes));
  }

  drawWays(ways: DrawnWay[]): void {
    this.give("ways", wayFeatures(ways));
  }

  /** Let the network step back behind what lies over it. */
  fade(faint: boolean): void {
    if (this.faint === faint) return;
    this.faint = faint;
    this.whenStyled(() => {
      for (const id of [...LINK_LAYERS, "links-core", "links-tight"]) {
        this.map.setPaintProperty(id, "line-opacity", faint ? 0.22 : 1);
      }
    });
  }

  mark(links: string[], node: string | null, state: string | null): void {
    this.whenStyled(() => {
      this.map.setFilter("links-glow", ["in", ["get", "id"], ["literal", links]]);
      this.map.setFilter("nodes-glow", ["==", ["get", "id"], node ?? ""]);
      this.map.setFilter("state-chosen", ["==", ["get", "iso3"], state ?? "none"]);
    });
  }

  show(box: Box, padding = 70): void {
    const { width, height } = this.map.getCanvas().getBoundingClientRect();
    const room = Math.min(padding, width / 5, height / 5);
    this.map.fitBounds(box, { padding: room, maxZoom: 6.5, animate: !this.options.calm, duration: 700 });
  }

  /** Bring a box into sight only where it lies outside. */
  reveal(box: Box): void {
    const seen = this.map.getBounds();
    const inside = seen.contains([box[0], box[1]]) && seen.contains([box[2], box[3]]);
    if (!inside) this.show(box, 90);
  }

  follow(place: Place): void {
    this.map.jumpTo({ center: [place.lon, place.lat], zoom: place.zoom });
  }

  repaint(look: Palette): void {
    this.whenStyled(() => {
      for (const layer of layers(look)) {
        for (const [name, value] of Object.entries(layer.paint ?? {})) {
          if (name === "line-opacity" && LINK_LAYERS.includes(layer.id)) continue;
          this.map.setPaintProperty(layer.id, name as never, value as never);
        }
      }
      for (const icon of ICONS) this.map.updateImage(icon, drawIcon(icon, look));
    });
  }

  remove(): void {
    this.map.remove();
  }

  private whenStyled(act: () => void): void {
    if (this.map.style?._loaded) act();
    else this.map.once("style.load", act);
  }

  private give(source: string, data: GeoJSON.GeoJSON): void {
    this.whenStyled(() => void (this.map.getSource(source) as GeoJSONSource).setData(data));
  }

  private addIcons(look: Palette): void {
    this.whenStyled(() => {
      for (const icon of ICONS) {
        if (!this.map.hasImage(icon)) this.map.addImage(icon, drawIcon(icon, look), { pixelRatio: ICON_RATIO });
      }
    });
  }

  private watch(): void {
    const { map, options } = this;
    map.on("click", (event) => options.pick(this.under(event.point.x, event.point.y)));
    map.on("mousemove", (event) => {
      const picked = this.under(event.point.x, event.point.y);
      map.getCanvas().style.cursor = picked ? "pointer" : "";
      options.point(picked, event.point.x, event.point.y);
    });
    map.on("mouseout", () => options.point(null, 0, 0));
    map.on("moveend", () => {
      const { lng, lat } = map.getCenter();
      options.moved({ lon: lng, lat, zoom: map.getZoom() });
    });
  }

  private under(x: number, y: number): Picked | null {
    const near: [[number, number], [number, number]] = [[x - REACH_PX, y - REACH_PX], [x + REACH_PX, y + REACH_PX]];
    for (const layer of HIT_LAYERS) {
      const found = this.map.queryRenderedFeatures(layer === "nodes" ? near : [x, y], { layers: [layer] })[0];
      if (found) return picked(found);
    }
    return null;
  }
}

/** Room at the left for the legend, where there is enough for both. */
function besideTools(container: HTMLElement) {
  const left = container.clientWidth > NARROW_PX && container.parentElement?.querySelector(".legend") ? LEGEND_PX : 8;
  return { top: 8, bottom: 8, right: 8, left };
}

/** On a narrow map the credit waits behind its button from the start. */
function foldCredit(container: HTMLElement): void {
  const credit = container.querySelector(".maplibregl-ctrl-attrib");
  credit?.classList.remove("maplibregl-compact-show");
  credit?.removeAttribute("open");
}

function picked(found: MapGeoJSONFeature): Picked {
  const { id, iso3 } = found.properties;
  if (found.layer.id === "states") return { kind: "state", id: iso3 };
  return { kind: found.layer.id === "nodes" ? "node" : "link", id };
}

function style(basemap: Basemap, look: Palette): StyleSpecification {
  const source = (name: string, data: unknown) => [name, { type: "geojson", data, tolerance: 0.2, ...(name === "links" ? { attribution: basemap.credit } : {}) }];
  return {
    version: 8,
    sources: Object.fromEntries([
      ...BASE.map((name) => source(name, basemap[name])),
      ...OWN.map((name) => source(name, EMPTY)),
    ]),
    layers: layers(look),
  };
}
