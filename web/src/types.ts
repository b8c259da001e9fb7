/** Answers of the server, as `/api/v1` gives them. */
import type { Point } from "./map/geometry";

export interface Named {
  id: string;
  name: string;
}

export interface Titled {
  id: string;
  title: string;
}

export interface Preset {
  name: string;
  title: string;
  text: string;
  period: string;
  causes: string[];
  observed: boolean;
}

export interface Meta {
  version: string;
  today: string;
  first_day: string;
  last_day: string;
  flow_years: number[];
  /** `demand`: a good that flows tell apart. */
  goods: { id: string; label: string; demand: boolean }[];
  parties: { id: string; name: string; kind: string; region: boolean; lon: number | null; lat: number | null }[];
  corridors: { id: string; name: string; description: string; links: number }[];
  presets: Preset[];
  attribution: string;
}

export interface NetNode {
  id: string;
  name: string;
  kind: string;
  country: string | null;
  lon: number;
  lat: number;
}

export interface LinkState {
  id: string;
  status: string;
  because: string[];
  reason: string;
  assumed: boolean;
  assumed_share: number | null;
}

export interface NetLink extends LinkState {
  name: string;
  mode: string;
  a: string;
  b: string;
  length_km: number | null;
  gauge_mm: string | null;
  corridors: string[];
  surveyed: boolean;
  points: Point[];
}

export interface NetworkAnswer {
  on: string;
  nodes: NetNode[];
  links: NetLink[];
  counts: Record<string, number>;
  attribution: string;
}

export interface SourceTold {
  id: string;
  publisher: string;
  title: string;
  published: string;
  url: string;
}

export interface Change {
  link_ids: string[];
  names: string[];
  modes: string[];
  kind: "opened" | "closed" | "status" | "values";
  before: string;
  after: string;
  what: string;
  because: string[];
  reason: string;
  agreements: Titled[];
  events: Titled[];
  sources: SourceTold[];
}

export interface MonthChanges {
  month: string;
  /** Whether it is yet to come. */
  planned: boolean;
  changes: Change[];
}

export interface Valued {
  attribute: string;
  good: string | null;
  value: number | null;
  low: number | null;
  high: number | null;
  unit: string;
  basis: string;
  text: string;
  rows: string[];
  assumptions: string[];
}

export interface Capacity {
  kind: string;
  value: number | null;
  low: number | null;
  high: number | null;
  unit: string;
  text: string;
  basis: string;
  rows: string[];
  assumptions: string[];
}

export interface FigureTold {
  id: string;
  text: string;
  when?: string;
  sources: string[];
}

export interface AgreementTold {
  id: string;
  title: string;
  parties?: string[];
  effect?: string;
  text?: string;
  standing?: string;
  rows?: string[];
}

export interface PriceTold {
  limit_id: string;
  target: string;
  name: string;
  kind: string;
  basis: string;
  utilisation: number;
  months_full: number;
  left_usd_per_t: number | null;
  right_usd_per_t: number | null;
  sentence: string;
  links: string[];
  rows: string[];
}

export interface MapFlow {
  tonnes: number;
  there_tonnes: number;
  back_tonnes: number;
  utilisation: number | null;
  capacity_tonnes: number | null;
  limit_kind: string | null;
  limit_basis: string | null;
  assumed_share: number;
}

/** What the map needs of flows. */
export interface FlowsAnswer {
  period: string;
  note: string;
  assumed_share: number;
  indicative: boolean;
  by_link: Record<string, MapFlow>;
}

/** The whole of it, with what a tonne more of room is worth. */
export interface FlowsInFull extends FlowsAnswer {
  prices: PriceTold[];
}

export interface JobProgress {
  step: string;
  number: number;
  total: number;
  share: number;
  elapsed_s: number;
  remaining_s: number | null;
}

export type JobState = "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted";

export interface Job {
  id: string;
  kind: "flows" | "whatif" | "stress";
  title: string;
  state: JobState;
  place: number;
  progress: JobProgress | null;
  error: { message: string; problems?: { what: string; cure: string }[] } | null;
  result: string | null;
  files: string[];
}

export interface Effect {
  kind: "total" | "corridor" | "link" | "limit" | "cargo" | "state";
  of: string;
  what: string;
  unit: string;
  label?: string;
  before: number;
  after: number;
  difference: number;
  parts: Record<string, number>;
}

export interface Cause {
  id: string;
  says: string[];
  months?: number;
  demand_tonnes?: number;
  links: { link_id: string; name?: string; kind: string; before: string; after: string; what: string; because: string[] }[];
}

export interface Bounds {
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface Beside {
  says: string;
  unit: string;
  observed_difference: Bounds;
  model_difference: number | null;
  rows: string[];
  why_not: string | null;
}

export interface WhatIfAnswer {
  scenario: { name: string; title: string; text: string };
  period: string;
  note?: string;
  causes: Cause[];
  effects: Effect[];
  bottlenecks: { limit: string; target: string; kind: string; months_before: number; months_after: number; indicative: boolean }[];
  diverted: { diverted: number; created: number; lost: number; share_diverted: number | null };
  observed?: string | null;
  beside?: Beside[];
  stranded?: string[];
  assumed_share?: { before: number; after: number };
  names?: Record<string, string>;
  before: Record<string, MapFlow>;
  after: Record<string, MapFlow>;
}
