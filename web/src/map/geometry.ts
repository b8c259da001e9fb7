/** Courses of lines: as surveyed, or bowed where only the two ends are known. */

export type Point = [number, number];

/** How far a schematic line bows aside, as a share of its length: modes between two places part. */
const BOWS: Record<string, number> = {
  rail: 0.03,
  road: 0.05,
  sea: 0.04,
  ferry: -0.05,
  gas_pipeline: -0.06,
  oil_pipeline: 0.07,
  swap: -0.16,
  power_cable: 0.1,
  fibre_cable: -0.1,
};
const STEPS = 16;

/** Points of a line; one with two ends alone becomes a shallow arc, so that nobody takes it for a survey. */
export function course(points: Point[], mode: string): Point[] {
  const [a, b] = points;
  const bow = BOWS[mode];
  if (points.length !== 2 || !a || !b || !bow) return points;
  // The bow is laid the same way whichever end comes first.
  const side = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? bow : -bow;
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const middle: Point = [(a[0] + b[0]) / 2 - dy * side * 1.25, (a[1] + b[1]) / 2 + dx * side * 0.8];
  return Array.from({ length: STEPS + 1 }, (_, n) => {
    const t = n / STEPS;
    const along = (from: number, by: number, to: number) => (1 - t) ** 2 * from + 2 * t * (1 - t) * by + t * t * to;
    return [along(a[0], middle[0], b[0]), along(a[1], middle[1], b[1])];
  });
}

/** West, south, east, north around some points. */
export function around(points: Point[]): [number, number, number, number] | null {
  if (!points.length) return null;
  const [xs, ys] = [points.map((one) => one[0]), points.map((one) => one[1])];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
