/** Light or dark: as the system says, unless the reader chose. */
import { useEffect, useState } from "preact/hooks";
import type { Theme } from "./map/palette";

const KEY = "caspia-theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function chosen(): Theme | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "dark" || kept === "light" ? kept : null;
  } catch {
    return null;
  }
}

let theme: Theme = chosen() ?? (system.matches ? "dark" : "light");

function apply(): void {
  document.documentElement.dataset["theme"] = theme;
  for (const listener of listeners) listener();
}

apply();
system.addEventListener("change", () => {
  if (chosen()) return;
  theme = system.matches ? "dark" : "light";
  apply();
});

export function turn(): void {
  theme = theme === "dark" ? "light" : "dark";
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing still shows the chosen theme until the page is left.
  }
  apply();
}

export function useTheme(): Theme {
  const [, redraw] = useState({});
  useEffect(() => {
    const listener = () => redraw({});
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return theme;
}

/** Whether the reader asked for little motion. */
export function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
