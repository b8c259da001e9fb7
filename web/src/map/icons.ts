/** Marks of places, drawn by hand: a disc for a town, a ring for a port, a diamond for a border. */
import type { Palette } from "./palette";

const SIZE = 20;
const RATIO = 2;

export const ICONS = ["town", "port", "border", "station", "energy", "strait"] as const;
export type Icon = (typeof ICONS)[number];

export const ICON_WORDS: Record<Icon, string> = {
  town: "town",
  port: "port",
  border: "border crossing",
  station: "rail station",
  energy: "field, terminal or pipeline hub",
  strait: "strait",
};

const OF_KIND: Record<string, Icon> = {
  city: "town",
  port: "port",
  dry_port: "port",
  border_crossing: "border",
  rail_station: "station",
  pipeline_hub: "energy",
  terminal: "energy",
  gas_field: "energy",
  oil_field: "energy",
  chokepoint: "strait",
};

export function iconOf(kind: string): Icon {
  return OF_KIND[kind] ?? "town";
}

export function drawIcon(icon: Icon, look: Palette): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE * RATIO;
  const pen = canvas.getContext("2d")!;
  pen.scale(RATIO, RATIO);
  pen.translate(SIZE / 2, SIZE / 2);
  pen.fillStyle = look.paper;
  pen.strokeStyle = look.ink;
  pen.lineWidth = 1.6;
  pen.beginPath();
  trace(pen, icon, look);
  return pen.getImageData(0, 0, SIZE * RATIO, SIZE * RATIO);
}

function trace(pen: CanvasRenderingContext2D, icon: Icon, look: Palette): void {
  if (icon === "border" || icon === "strait") {
    const [x, y] = icon === "border" ? [4.2, 4.2] : [6, 3];
    polygon(pen, [[0, -y], [x, 0], [0, y], [-x, 0]]);
    if (icon === "strait") pen.fillStyle = look.modes.sea;
  } else if (icon === "energy") {
    polygon(pen, [[0, -4.6], [4.4, 3.4], [-4.4, 3.4]]);
  } else {
    pen.arc(0, 0, icon === "port" ? 4.6 : icon === "station" ? 2.8 : 3.6, 0, Math.PI * 2);
  }
  pen.fill();
  pen.stroke();
  if (icon !== "port") return;
  pen.beginPath();
  pen.arc(0, 0, 1.9, 0, Math.PI * 2);
  pen.fillStyle = look.modes.sea;
  pen.fill();
}

function polygon(pen: CanvasRenderingContext2D, corners: [number, number][]): void {
  corners.forEach(([x, y], n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
}

export const ICON_RATIO = RATIO;
