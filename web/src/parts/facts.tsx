/** Lists of what the ledger says, each saying with the way to its reasons. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Capacity, FigureTold, PriceTold, Valued } from "../types";
import { Why } from "./links";
import { capital, plain } from "./words";

export function Section({ title, children, note }: { title: string; children: ComponentChildren; note?: string }) {
  return (
    <section>
      <h3>{title}{note && <span class="muted tiny" style="font-weight:400"> {note}</span>}</h3>
      {children}
    </section>
  );
}

/** A long list shows its first rows until one asks for all. */
export function Some<T>({ rows, most = 8, children }: { rows: T[]; most?: number; children: (row: T, n: number) => ComponentChildren }) {
  const [all, setAll] = useState(false);
  const shown = all || rows.length <= most + 2 ? rows : rows.slice(0, most);
  return (
    <>
      <ul class="facts">{shown.map((row, n) => <li key={n}>{children(row, n)}</li>)}</ul>
      {shown.length < rows.length && <button type="button" class="button little plain" onClick={() => setAll(true)}>All {rows.length}</button>}
    </>
  );
}

export function Figures({ title, rows, most }: { title: string; rows: FigureTold[]; most?: number }) {
  if (!rows.length) return null;
  return (
    <Section title={title}>
      <Some rows={rows} {...(most ? { most } : {})}>{(one) => <Why id={one.id}>{one.text}</Why>}</Some>
    </Section>
  );
}

export function Values({ rows }: { rows: Valued[] }) {
  return (
    <dl class="values">
      {rows.map((one, n) => (
        <div key={n}>
          <dt>{capital(plain(one.attribute))}{one.good && <span class="muted"> for {plain(one.good)}</span>}</dt>
          <dd class="number"><Grounded one={one} /></dd>
        </div>
      ))}
    </dl>
  );
}

const MOST_GROUNDS = 4;

/** A value that opens what it rests on: rows first, else what is assumed. */
export function Grounded({ one }: { one: { text: string; basis: string; rows: string[]; assumptions: string[] } }) {
  const [first, ...rest] = [...one.rows, ...one.assumptions.map((name) => `assumption:${name}`)];
  return (
    <>
      <Why id={first}>{one.text}</Why>
      {rest.slice(0, MOST_GROUNDS).map((id, n) => <sup key={id}> <Why id={id}>{n + 2}</Why></sup>)}
      {one.basis === "assumed" && <> <span class="tag assumed">assumed</span></>}
    </>
  );
}

export function Capacities({ rows }: { rows: Capacity[] }) {
  return (
    <dl class="values">
      {rows.map((one, n) => (
        <div key={n}>
          <dt>Capacity<span class="muted">, {plain(one.kind)}</span></dt>
          <dd class="number"><Grounded one={one} /></dd>
        </div>
      ))}
    </dl>
  );
}

export function Status({ status }: { status: string }) {
  return <span class={`tag ${status}`}>{capital(plain(status))}</span>;
}

/** What a tonne more of room is worth where it is used up. */
export function RoomPrices({ rows }: { rows: PriceTold[] }) {
  if (!rows.length) return null;
  return <div style="margin-top:.6rem"><Some rows={rows} most={5}>{(one) => <Why id={one.rows[0]}>{one.sentence}</Why>}</Some></div>;
}
