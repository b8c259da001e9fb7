/** A table that a reader may sort by any column that has a value to sort by. */
import { useMemo, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";

export interface Column<T> {
  name: string;
  cell: (row: T) => ComponentChildren;
  /** What the column is sorted by; left out, it cannot be. */
  by?: (row: T) => number | string | null;
  right?: boolean;
}

interface TableProps<T> {
  caption: string;
  hidden?: boolean;
  rows: T[];
  columns: Column<T>[];
  id: (row: T) => string;
  chosen?: (row: T) => boolean;
  hover?: (row: T | null) => void;
  most?: number;
}

type Order = { column: number; down: boolean } | null;

export function Table<T>({ caption, hidden = false, rows, columns, id, chosen, hover, most = 400 }: TableProps<T>) {
  const [order, setOrder] = useState<Order>(null);
  const [all, setAll] = useState(false);
  const sorted = useMemo(() => arranged(rows, columns, order), [rows, columns, order]);
  const shown = all ? sorted : sorted.slice(0, most);
  const turn = (column: number) => setOrder((now) => ({ column, down: now?.column === column ? !now.down : false }));
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption class={hidden ? "unseen" : ""}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, n) => (
              <th key={column.name} scope="col" class={column.right ? "right" : ""} aria-sort={order?.column === n ? (order.down ? "descending" : "ascending") : undefined}>
                {column.by ? <button type="button" onClick={() => turn(n)}>{column.name}{order?.column === n ? (order.down ? " ↓" : " ↑") : ""}</button> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={id(row)} class={chosen?.(row) ? "chosen" : ""} onMouseEnter={hover && (() => hover(row))} onMouseLeave={hover && (() => hover(null))}>
              {columns.map((column, n) => (n ? <td key={n} class={column.right ? "right" : ""}>{column.cell(row)}</td> : <th key={n} scope="row">{column.cell(row)}</th>))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < sorted.length && (
        <p style="margin-top:.7rem"><button type="button" class="button little" onClick={() => setAll(true)}>Show all {sorted.length.toLocaleString("en-GB")} rows</button></p>
      )}
    </div>
  );
}

function arranged<T>(rows: T[], columns: Column<T>[], order: Order): T[] {
  const by = order && columns[order.column]?.by;
  if (!by) return rows;
  const sign = order.down ? -1 : 1;
  return [...rows].sort((a, b) => sign * compared(by(a), by(b)));
}

function compared(a: number | string | null, b: number | string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
}
