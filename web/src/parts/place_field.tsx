/** A place of the network, found by name. */
import { useMemo, useState } from "preact/hooks";
import { go } from "../address";
import type { Lines } from "../lines";
import { Choose } from "./choose";
import { folded } from "./folded";
import { plain } from "./words";

export function PlaceField({ label, name, value, lines }: { label: string; name: string; value: string; lines: Lines }) {
  const [text, setText] = useState("");
  const offers = useMemo(() => {
    const wanted = folded(text);
    if (!wanted) return [];
    return [...lines.nodes.values()]
      .filter((one) => folded(`${one.name} ${one.id}`).includes(wanted))
      .sort((a, b) => Number(folded(b.name).startsWith(wanted)) - Number(folded(a.name).startsWith(wanted)) || a.name.localeCompare(b.name))
      .slice(0, 9)
      .map((one) => ({ key: one.id, name: one.name, detail: `${plain(one.kind)}, ${lines.state(one.country)}` }));
  }, [text, lines]);
  return <Choose label={label} value={lines.node(value)} offers={offers} typed={setText} choose={(offer) => go({ [name]: offer.key, way: null })} />;
}
