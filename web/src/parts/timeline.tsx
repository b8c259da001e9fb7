/** The months from 2015 to 2030: what opened and closed in each, and a slider over them. */
import { useEffect, useRef, useState } from "preact/hooks";
import { go } from "../address";
import { calm } from "../theme";
import { Pause, Play } from "./signs";
import { lastDay, monthWords } from "./words";

export interface MonthTold {
  month: string;
  opened: number;
  closed: number;
  changed: number;
}

interface TimelineProps {
  months: MonthTold[];
  month: string;
  /** What is later is planned. */
  today: string;
  choose: (month: string, quietly: boolean) => void;
}

const HEIGHT = 46;
const MIDDLE = 27;
const STEP_MS = 450;
/** Lines of a month from which its bar grows no more. */
const MANY = 12;

export function Timeline({ months, month, today, choose }: TimelineProps) {
  const index = Math.max(0, months.findIndex((one) => one.month === month));
  const [playing, setPlaying] = useState(false);
  const latest = useRef({ index, months, choose });
  latest.current = { index, months, choose };

  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const { index: now, months: all, choose: to } = latest.current;
      const next = all[now + 1];
      if (next) to(next.month, true);
      else setPlaying(false);
    }, calm() ? STEP_MS * 3 : STEP_MS);
    return () => clearInterval(timer);
  }, [playing]);

  return (
    <div class="timeline">
      <button type="button" class="round" aria-label={playing ? "Stop" : "Play the months"} onClick={() => setPlaying(!playing)}>
        {playing ? <Pause /> : <Play />}
      </button>
      <div class="track">
        <Bars months={months} today={today} />
        <input
          type="range"
          min={0}
          max={months.length - 1}
          value={index}
          aria-label="Month"
          aria-valuetext={monthWords(month)}
          onInput={(event) => {
            const chosen = months[Number(event.currentTarget.value)];
            if (chosen) choose(chosen.month, true);
          }}
        />
        <Years months={months} />
      </div>
      <label class="day">
        <span class="unseen">Day of the network</span>
        <input
          type="month"
          min={months[0]?.month}
          max={months.at(-1)?.month}
          value={month}
          onChange={(event) => event.currentTarget.value && choose(event.currentTarget.value, false)}
        />
      </label>
    </div>
  );
}

function Bars({ months, today }: { months: MonthTold[]; today: string }) {
  const width = 1000;
  const step = width / Math.max(1, months.length - 1);
  const tall = (n: number) => (n ? 3 + Math.sqrt(Math.min(1, n / MANY)) * 15 : 0);
  const future = months.findIndex((one) => one.month > today);
  return (
    <svg class="bars" viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {future >= 0 && <rect x={(future - 0.5) * step} width={width - (future - 0.5) * step} y="0" height={HEIGHT} fill="var(--sunk)" />}
      {months.map((one, n) => {
        const [x, w] = [n * step - step * 0.36, step * 0.72];
        const down = tall(one.closed);
        return (
          <g key={one.month}>
            {one.opened > 0 && <rect x={x} width={w} y={MIDDLE - 2 - tall(one.opened)} height={tall(one.opened)} fill="var(--opened)" />}
            {one.closed > 0 && <rect x={x} width={w} y={MIDDLE + 2} height={down} fill="var(--closed)" />}
            {one.changed > 0 && <rect x={x} width={w} y={MIDDLE + 2 + down} height={tall(one.changed) * 0.55} fill="var(--changed)" opacity=".55" />}
          </g>
        );
      })}
    </svg>
  );
}

function Years({ months }: { months: MonthTold[] }) {
  const last = Math.max(1, months.length - 1);
  const years = months.flatMap((one, n) => (one.month.endsWith("-01") ? [{ year: one.month.slice(0, 4), n }] : []));
  return (
    <div class="years" aria-hidden="true">
      {years.map(({ year, n }) => (
        <button type="button" tabIndex={-1} key={year} style={`left:${(n / last) * 100}%`} onClick={() => go({ on: lastDay(`${year}-01`) })}>
          {year}
        </button>
      ))}
    </div>
  );
}
