/** The map as tables: every fact that it draws is a row. */
import { useMemo } from "preact/hooks";
import type { Lines } from "../lines";
import { MODE_WORDS, modeOf } from "../map/palette";
import { Status } from "../parts/facts";
import { Thing, Why } from "../parts/links";
import { Table } from "../parts/table";
import type { Column } from "../parts/table";
import { capital, count, dayWords, percent, plain, tonnes } from "../parts/words";
import type { MapFlow, NetLink, NetNode } from "../types";
import { iconOf, ICON_WORDS } from "../map/icons";

interface RowsProps {
  on: string;
  links: NetLink[];
  nodes: NetNode[];
  lines: Lines;
  flows: Map<string, MapFlow> | null;
  chosen: string | null;
}

export function MapRows({ on, links, nodes, lines, flows, chosen }: RowsProps) {
  const columns = useMemo(() => linkColumns(lines, flows), [lines, flows]);
  return (
    <div class="asrows" tabIndex={-1}>
      <Table
        caption={`Lines on ${dayWords(on)}`}
        rows={links}
        columns={columns}
        id={(one) => one.id}
        chosen={(one) => chosen === `link:${one.id}`}
        most={80}
      />
      <Table
        caption="Places"
        rows={nodes}
        id={(one) => one.id}
        chosen={(one) => chosen === `node:${one.id}`}
        most={40}
        columns={[
          { name: "Place", cell: (one) => <Thing kind="node" id={one.id}>{one.name}</Thing>, by: (one) => one.name },
          { name: "Kind", cell: (one) => capital(plain(one.kind)), by: (one) => one.kind },
          { name: "Mark", cell: (one) => ICON_WORDS[iconOf(one.kind)], by: (one) => iconOf(one.kind) },
          { name: "State", cell: (one) => (one.country ? <Thing kind="country" id={one.country}>{lines.state(one.country)}</Thing> : ""), by: (one) => lines.state(one.country) },
          { name: "North", right: true, cell: (one) => `${one.lat.toFixed(2)}°`, by: (one) => one.lat },
          { name: "East", right: true, cell: (one) => `${one.lon.toFixed(2)}°`, by: (one) => one.lon },
        ]}
      />
    </div>
  );
}

function linkColumns(lines: Lines, flows: Map<string, MapFlow> | null): Column<NetLink>[] {
  const columns: Column<NetLink>[] = [
    { name: "Line", cell: (one) => <Thing kind="link" id={one.id}>{one.name}</Thing>, by: (one) => one.name },
    { name: "Mode", cell: (one) => capital(MODE_WORDS[modeOf(one.mode)]), by: (one) => one.mode },
    { name: "Status", cell: (one) => <Status status={one.status} />, by: (one) => one.status },
    { name: "Because", cell: (one) => (one.status === "open" ? "" : <Why id={one.because.at(-1)}>{one.reason || capital(one.status)}</Why>), by: (one) => one.reason },
    { name: "From", cell: (one) => lines.node(one.a), by: (one) => lines.node(one.a) },
    { name: "To", cell: (one) => lines.node(one.b), by: (one) => lines.node(one.b) },
    { name: "km", right: true, cell: (one) => (one.length_km === null ? "" : count(one.length_km)), by: (one) => one.length_km },
    { name: "Assumed", right: true, cell: (one) => (one.assumed_share === null ? "" : percent(one.assumed_share)), by: (one) => one.assumed_share },
  ];
  if (!flows) return columns;
  const flow: Column<NetLink>[] = [
    { name: "Moves a year", right: true, cell: (one) => told(flows.get(one.id)), by: (one) => flows.get(one.id)?.tonnes ?? null },
    { name: "Of capacity", right: true, cell: (one) => used(flows.get(one.id)), by: (one) => flows.get(one.id)?.utilisation ?? null },
  ];
  return [...columns.slice(0, 3), ...flow, ...columns.slice(3)];
}

function told(flow: MapFlow | undefined): string {
  return flow ? tonnes(flow.tonnes) : "";
}

function used(flow: MapFlow | undefined): string {
  return flow?.utilisation === null || flow?.utilisation === undefined ? "" : percent(flow.utilisation);
}
