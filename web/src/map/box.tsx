/** A map as a part of the page. The script that draws it comes when it is first needed. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import basemapAddress from "virtual:basemap";
import { keep } from "../api";
import { calm, useTheme } from "../theme";
import type { Basemap, Box, Chart, Picked, Place } from "./chart";
import type { DrawnLink, DrawnNode, DrawnWay } from "./drawn";
import { palette } from "./palette";

export interface Marks {
  links: string[];
  node: string | null;
  state: string | null;
}

export interface MapBoxProps {
  label: string;
  links: DrawnLink[];
  nodes: DrawnNode[];
  ways?: DrawnWay[];
  marks: Marks;
  faint?: boolean;
  /** Where the reader looks; left out, the whole region. */
  place: Place | null;
  /** Brought into sight when it changes, if it is not. */
  focus?: Box | null;
  /** Fills the map when it changes. */
  frame?: Box | null;
  credit: string;
  /** What stands in the tip beside the pointer. */
  tell: (picked: Picked) => ComponentChildren | null;
  pick: (picked: Picked | null) => void;
  moved: (place: Place) => void;
  /** Hands out the map, for what stands beside it. */
  made?: (chart: Chart | null) => void;
  children?: ComponentChildren;
}

type Tip = { picked: Picked; x: number; y: number } | null;

export function MapBox(props: MapBoxProps) {
  const holder = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<Chart | null>(null);
  const [tip, setTip] = useState<Tip>(null);
  const [fault, setFault] = useState("");
  const latest = useRef(props);
  latest.current = props;
  const theme = useTheme();

  useEffect(() => {
    let made: Chart | null = null;
    let wanted = true;
    Promise.all([import("./chart"), keep<Basemap>(basemapAddress)])
      .then(([{ Chart: Made }, basemap]) => {
        if (!wanted || !holder.current) return;
        made = new Made({
          container: holder.current,
          label: latest.current.label,
          basemap: { ...basemap, credit: `${linked(basemap.credit)} ${linked(latest.current.credit)}` },
          look: palette(theme),
          place: latest.current.place,
          calm: calm(),
          pick: (picked) => latest.current.pick(picked),
          point: (picked, x, y) => setTip(picked && { picked, x, y }),
          moved: (place) => latest.current.moved(place),
        });
        setChart(made);
        latest.current.made?.(made);
      })
      .catch((error: Error) => setFault(error.message));
    return () => {
      wanted = false;
      latest.current.made?.(null);
      made?.remove();
    };
  }, []);

  useEffect(() => chart?.repaint(palette(theme)), [chart, theme]);
  useEffect(() => chart?.draw(props.links, props.nodes), [chart, props.links, props.nodes]);
  useEffect(() => chart?.drawWays(props.ways ?? []), [chart, props.ways]);
  useEffect(() => chart?.fade(Boolean(props.faint)), [chart, props.faint]);
  useEffect(() => chart?.mark(props.marks.links, props.marks.node, props.marks.state), [chart, props.marks]);
  useEffect(() => {
    if (chart && props.focus) chart.reveal(props.focus);
  }, [chart, props.focus?.join()]);

  useEffect(() => {
    if (chart && props.frame) chart.show(props.frame);
  }, [chart, props.frame?.join()]);

  const told = tip && props.tell(tip.picked);
  return (
    <div class="mapbox">
      <div class="map" ref={holder} data-drawn={chart ? "yes" : "no"} />
      {fault && <p class="note fault" style="margin:1rem">The map cannot be drawn: {fault} The Table button gives the same facts.</p>}
      {told && <div class="tip" style={tipStyle(tip, holder.current)}>{told}</div>}
      {props.children}
    </div>
  );
}

function tipStyle(tip: NonNullable<Tip>, holder: HTMLElement | null): string {
  const flipped = holder && tip.x > holder.clientWidth - 220;
  return `left:${tip.x}px;top:${tip.y}px;${flipped ? "transform:translate(calc(-100% - 12px),14px)" : ""}`;
}

/** A credit as the map takes it: an address in brackets becomes a link on the words before it. */
function linked(credit: string): string {
  const safe = credit.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return safe.replaceAll("(c)", "©").replace(/the ([\w ]+) \((https:[^)\s"]+)\)/g, 'the <a href="$2" target="_blank" rel="noopener noreferrer">$1</a>');
}
