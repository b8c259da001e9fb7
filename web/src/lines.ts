/** Names and courses of the network by id, for whoever holds an id alone. */
import { course } from "./map/geometry";
import type { Point } from "./map/geometry";
import { modeOf } from "./map/palette";
import type { NetLink, NetNode } from "./types";

export class Lines {
  private readonly links: Map<string, NetLink>;
  readonly nodes: Map<string, NetNode>;
  private readonly states: Map<string, string>;

  constructor(links: NetLink[], nodes: NetNode[], states: { id: string; name: string }[]) {
    this.links = new Map(links.map((one) => [one.id, one]));
    this.nodes = new Map(nodes.map((one) => [one.id, one]));
    this.states = new Map(states.map((one) => [one.id, one.name]));
  }

  get all(): NetLink[] {
    return [...this.links.values()];
  }

  one(id: string): NetLink | undefined {
    return this.links.get(id);
  }

  link(id: string): string {
    return this.links.get(id)?.name ?? id;
  }

  node(id: string): string {
    return this.nodes.get(id)?.name ?? id;
  }

  state(id: string | null): string {
    return this.states.get(id ?? "") ?? id ?? "";
  }

  course(id: string): Point[] | null {
    const link = this.links.get(id);
    return link ? course(link.points, modeOf(link.mode)) : null;
  }

  at(id: string): Point | null {
    const node = this.nodes.get(id);
    return node ? [node.lon, node.lat] : null;
  }
}
