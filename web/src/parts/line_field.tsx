/** A line of the network, found by name. */
import { useMemo, useState } from "preact/hooks";
import type { Lines } from "../lines";
import { MODE_WORDS, modeOf } from "../map/palette";
import { Choose } from "./choose";
import { folded } from "./folded";

export function LineField({ label, choose, lines }: { label: string; choose: (id: string) => void; lines: Lines }) {
  const [text, setText] = useState("");
  const offers = useMemo(() => {
    const words = folded(text).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    return lines.all
      .filter((one) => words.every((word) => folded(`${one.name} ${one.mode}`).includes(word)))
      .slice(0, 9)
      .map((one) => ({ key: one.id, name: one.name, detail: MODE_WORDS[modeOf(one.mode)] }));
  }, [text, lines]);
  return <Choose label={label} placeholder="Name of a line" offers={offers} typed={setText} choose={(offer) => choose(offer.key)} />;
}
