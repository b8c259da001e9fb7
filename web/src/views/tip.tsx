/** The words beside the pointer. */
import type { Lines } from "../lines";
import type { Picked } from "../map/chart";
import { MODE_WORDS, modeOf } from "../map/palette";
import { capital, percent, plain, tonnes } from "../parts/words";
import type { MapFlow } from "../types";

export function tipFor(lines: Lines, flows: Map<string, MapFlow> | null) {
  return (picked: Picked) => {
    if (picked.kind === "state") return null;
    if (picked.kind === "node") {
      const node = lines.nodes.get(picked.id);
      return node && <>{node.name}<small>{capital(plain(node.kind))}, {lines.state(node.country)}</small></>;
    }
    const link = lines.one(picked.id);
    if (!link) return null;
    const flow = flows?.get(link.id);
    return (
      <>
        {link.name}
        <small>{capital(MODE_WORDS[modeOf(link.mode)])}, {link.status}{link.assumed && !flow ? ", mostly assumed" : ""}</small>
        {flow && <small>{tonnes(flow.tonnes)} a year{flow.utilisation !== null && `, ${percent(flow.utilisation)} of capacity`}</small>}
      </>
    );
  };
}
