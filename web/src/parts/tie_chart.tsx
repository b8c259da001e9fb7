/** A tie over the months: a line within its band, with visits and treaties below. */
import type { TieMark, TieMonth } from "../views/ties";
import { Why } from "./links";

const WIDTH = 960;
const HEIGHT = 250;
const LEFT = 34;
const BOTTOM = 46;
const TOP = 10;

export function TieChart({ months, marks }: { months: TieMonth[]; marks: TieMark[] }) {
  if (months.length < 2) return null;
  const start = place(months[0]!.month);
  const reach = place(months.at(-1)!.month) - start || 1;
  const x = (month: number) => LEFT + ((month - start) / reach) * (WIDTH - LEFT - 8);
  const y = (score: number) => TOP + (1 - score) * (HEIGHT - TOP - BOTTOM);
  const points = months.map((one) => ({ at: x(place(one.month)), ...one }));
  const line = points.map((one) => `${one.at.toFixed(1)},${y(one.score).toFixed(1)}`).join(" ");
  const band = [...points.map((one) => `${one.at.toFixed(1)},${y(one.high).toFixed(1)}`), ...points.toReversed().map((one) => `${one.at.toFixed(1)},${y(one.low).toFixed(1)}`)].join(" ");
  const years = months.filter((one) => one.month.endsWith("-01"));
  const last = months.at(-1)!;
  const label = `The tie goes from ${Math.round(months[0]!.score * 100)} in ${months[0]!.month} to ${Math.round(last.score * 100)} in ${last.month}`;
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={label}>
        {[0, 0.25, 0.5, 0.75, 1].map((score) => (
          <g key={score}>
            <line x1={LEFT} x2={WIDTH - 8} y1={y(score)} y2={y(score)} stroke="var(--rule)" />
            <text x={LEFT - 8} y={y(score) + 4} text-anchor="end">{score * 100}</text>
          </g>
        ))}
        {years.map((one) => <text key={one.month} x={x(place(one.month))} y={HEIGHT - 6} text-anchor="middle">{one.month.slice(0, 4)}</text>)}
        <polygon points={band} fill="var(--bar)" opacity=".22" />
        <polyline points={line} fill="none" stroke="var(--accent)" stroke-width="2.4" stroke-linejoin="round" />
        {marks.map((one) => {
          const at = x(place(one.day.slice(0, 7)) + Number(one.day.slice(8, 10) || 15) / 31);
          if (at < LEFT) return null;
          return <Mark key={one.row} mark={one} at={at} />;
        })}
      </svg>
      <figcaption class="tiny muted">Line: the tie, 0 to 100. Band: what other weights, forms and bounds of the facts would give. Marks: ● visits, ◆ treaties.</figcaption>
    </figure>
  );
}

function Mark({ mark, at }: { mark: TieMark; at: number }) {
  const treaty = mark.kind === "treaty";
  const y = HEIGHT - BOTTOM + 14;
  return (
    <Why id={mark.row}>
      <g class="chartmark">
        <title>{mark.day}: {mark.label}</title>
        {treaty ? <path d={`M${at} ${y - 6}l6 6-6 6-6-6Z`} fill="var(--closed)" /> : <circle cx={at} cy={y} r="4.5" fill="var(--accent)" />}
      </g>
    </Why>
  );
}

function place(month: string): number {
  const [year, number] = month.split("-");
  return Number(year) * 12 + Number(number) - 1;
}
