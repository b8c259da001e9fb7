/** The search of the bar: places, lines, parties, corridors, agreements, events, figures, presets. */
import { useEffect, useState } from "preact/hooks";
import { go } from "../address";
import { address, ask } from "../api";
import { Choose } from "./choose";
import type { Offer } from "./choose";
import { Lens } from "./signs";
import { plain } from "./words";

interface Hit {
  kind: string;
  id: string;
  name: string;
  text: string;
}

const WAIT_MS = 140;

export function Find({ states }: { states: Set<string> }) {
  const [text, setText] = useState("");
  const [hits, setHits] = useState<Hit[]>([]);
  useEffect(() => {
    if (text.trim().length < 2) return setHits([]);
    const asked = new AbortController();
    const timer = setTimeout(() => {
      ask<{ hits: Hit[] }>(address("search", { q: text.trim(), limit: 10 }), { signal: asked.signal }).then(
        (found) => setHits(found.hits),
        () => undefined,
      );
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [text]);
  const offers = hits.map((hit, n) => ({ key: String(n), name: hit.name, detail: detailOf(hit) }));
  return (
    <Choose
      label="Search"
      hiddenLabel
      placeholder="Search"
      sign={<Lens />}
      shortcut="/"
      offers={offers}
      typed={setText}
      choose={(offer: Offer) => {
        const hit = hits[Number(offer.key)];
        if (hit) open(hit, states);
      }}
    />
  );
}

/** What tells lines and places of one name apart: the mode of a line, the kind of a place. */
function detailOf({ kind, name, text }: Hit): string {
  const told = text.startsWith(`${name} (`) && text.endsWith(")") ? text.slice(name.length + 2, -1) : "";
  return (kind === "link" || kind === "place") && told ? plain(told) : kind === "link" ? "line" : plain(kind);
}

function open(hit: Hit, states: Set<string>): void {
  if (hit.kind === "preset") return go({ view: "whatif", scenario: [hit.id], select: null });
  const kind = hit.kind === "place" ? "node" : hit.kind === "party" && states.has(hit.id) ? "country" : ["link", "corridor"].includes(hit.kind) ? hit.kind : "why";
  go({ select: `${kind}:${hit.id}` });
}
