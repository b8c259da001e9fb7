/** What the page shows stands in its address alone, so that any address can be shared and opened. */
import { useEffect, useState } from "preact/hooks";

export const VIEWS = ["map", "routes", "whatif", "stress", "ties", "check", "promises"] as const;
export type View = (typeof VIEWS)[number];
export type Wanted = Record<string, string | number | string[] | null | undefined>;

const listeners = new Set<() => void>();
let current = new URLSearchParams(location.search);

addEventListener("popstate", () => {
  current = new URLSearchParams(location.search);
  tell();
});

function tell(): void {
  for (const listener of listeners) listener();
}

/** Read one parameter of the address. */
export function read(name: string): string | null {
  return current.get(name);
}

/** The changes under which everything is shown; none is the world as it was. */
export function scenarios(): string[] {
  return current.getAll("scenario");
}

export function view(): View {
  const asked = read("view");
  return VIEWS.find((one) => one === asked) ?? "map";
}

/** The address with some parameters changed; null or an empty text takes one away. */
export function href(wanted: Wanted): string {
  const changed = new URLSearchParams(current);
  for (const [name, value] of Object.entries(wanted)) {
    changed.delete(name);
    if (Array.isArray(value)) for (const one of value) changed.append(name, one);
    else if (value !== null && value !== undefined && value !== "") changed.set(name, String(value));
  }
  const text = changed.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  return text ? `?${text}` : location.pathname;
}

/** Go to an address; `quietly` leaves no step in the browser's history. */
export function go(wanted: Wanted, quietly = false): void {
  const target = href(wanted);
  if (quietly) history.replaceState(null, "", target);
  else history.pushState(null, "", target);
  current = new URLSearchParams(location.search);
  tell();
}

export function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Redraw when the address changes. */
export function useAddress(): void {
  const [, redraw] = useState({});
  useEffect(() => listen(() => redraw({})), []);
}

/** Read parameters and redraw only when one of them changes. */
export function useParameter(name: string): string | null {
  const [value, set] = useState(() => read(name));
  useEffect(() => {
    set(read(name));
    return listen(() => set(read(name)));
  }, [name]);
  return value;
}

export function useScenarios(): string[] {
  const [value, set] = useState(scenarios);
  useEffect(() => listen(() => set((old) => (old.join("\n") === scenarios().join("\n") ? old : scenarios()))), []);
  return value;
}
