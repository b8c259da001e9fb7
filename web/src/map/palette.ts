/** Colours of the map, light and dark. Hues stay apart for colour-blind readers (Okabe and Ito). */

export type Theme = "light" | "dark";

export interface Palette {
  water: string;
  land: string;
  beyond: string;
  border: string;
  chosenState: string;
  stateInk: string;
  waterInk: string;
  ink: string;
  halo: string;
  paper: string;
  glow: string;
  tight: string;
  closed: string;
  /** Lines that stand back behind a finding. */
  aside: string;
  modes: Record<Mode, string>;
  cores: Record<Mode, string>;
  /** Ways beside each other, told apart by lightness too. */
  ways: string[];
  /** From little to much. */
  ramp: string[];
  /** Less and more than before. */
  less: string;
  more: string;
}

export const MODES = ["rail", "road", "sea", "ferry", "gas_pipeline", "oil_pipeline", "swap", "power_cable", "fibre_cable"] as const;
export type Mode = (typeof MODES)[number];

export const MODE_WORDS: Record<Mode, string> = {
  rail: "railway",
  road: "road",
  sea: "ship",
  ferry: "ferry",
  gas_pipeline: "gas pipeline",
  oil_pipeline: "oil pipeline",
  swap: "gas swap",
  power_cable: "power cable",
  fibre_cable: "fibre cable",
};

const LIGHT: Palette = {
  water: "#dce7ed",
  land: "#f6f4ef",
  beyond: "#f6f4ef",
  border: "#c4c1b8",
  chosenState: "#e9dfc4",
  stateInk: "#8b887f",
  waterInk: "#5b87a3",
  ink: "#26282b",
  halo: "#fbfaf7",
  paper: "#ffffff",
  glow: "#f2c14e",
  tight: "#d55e00",
  closed: "#b4532a",
  aside: "#bdbab1",
  modes: {
    rail: "#3a3f45",
    road: "#a8823f",
    sea: "#2f7db5",
    ferry: "#2f7db5",
    gas_pipeline: "#008f68",
    oil_pipeline: "#a4497f",
    swap: "#008f68",
    power_cable: "#c27b10",
    fibre_cable: "#7a6bb8",
  },
  cores: {
    rail: "#eceded",
    road: "#f4e9d2",
    sea: "#dcebf6",
    ferry: "#dcebf6",
    gas_pipeline: "#d3eee5",
    oil_pipeline: "#f3dfeb",
    swap: "#d3eee5",
    power_cable: "#f8e6c8",
    fibre_cable: "#e4e0f3",
  },
  ways: ["#0f4c75", "#d55e00", "#009e73", "#a4497f", "#b8860b", "#4f9bcb", "#6e7277"],
  ramp: ["#cfd8dc", "#9fbcd0", "#5f94b8", "#2b6790", "#0f3d5c"],
  less: "#d55e00",
  more: "#0072b2",
};

const DARK: Palette = {
  water: "#141d26",
  land: "#23272c",
  beyond: "#23272c",
  border: "#474d55",
  chosenState: "#3b3626",
  stateInk: "#8a8f96",
  waterInk: "#6f94ae",
  ink: "#e8e7e2",
  halo: "#191c20",
  paper: "#191c20",
  glow: "#e0b64a",
  tight: "#ff8534",
  closed: "#e58a5c",
  aside: "#565c64",
  modes: {
    rail: "#cfd2d6",
    road: "#c9a566",
    sea: "#5fa8dd",
    ferry: "#5fa8dd",
    gas_pipeline: "#2fc08f",
    oil_pipeline: "#d583b4",
    swap: "#2fc08f",
    power_cable: "#e6a83c",
    fibre_cable: "#a99be0",
  },
  cores: {
    rail: "#484c52",
    road: "#4b3f29",
    sea: "#1f3d56",
    ferry: "#1f3d56",
    gas_pipeline: "#184a3c",
    oil_pipeline: "#532e44",
    swap: "#184a3c",
    power_cable: "#54401a",
    fibre_cable: "#3b3560",
  },
  ways: ["#8cc7ef", "#ff8534", "#2fc08f", "#d583b4", "#e6c25a", "#5fa8dd", "#a9adb3"],
  ramp: ["#3c474f", "#46637a", "#5388ad", "#79b4da", "#cfe9fb"],
  less: "#ff8534",
  more: "#5fb4f0",
};

export function palette(theme: Theme): Palette {
  return theme === "dark" ? DARK : LIGHT;
}

export function modeOf(mode: string): Mode {
  if (mode === "river") return "sea";
  return MODES.find((one) => one === mode) ?? "road";
}
