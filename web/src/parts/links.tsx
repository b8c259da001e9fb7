/** Links within the page: real addresses, followed without loading the page again. */
import type { ComponentChildren } from "preact";
import { go, href, useAddress } from "../address";
import type { Wanted } from "../address";

interface ToProps {
  wanted: Wanted;
  children: ComponentChildren;
  class?: string;
  quietly?: boolean;
  current?: boolean;
  title?: string;
}

export function To({ wanted, children, quietly = false, current, title, ...rest }: ToProps) {
  useAddress();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(wanted, quietly);
  };
  return (
    <a href={href(wanted)} onClick={follow} title={title} {...rest} {...(current ? { "aria-current": "page" } : {})}>
      {children}
    </a>
  );
}

/** Something on the map or in the ledger, by its kind and id. */
export function Thing({ kind, id, children, class: look }: { kind: string; id: string; children: ComponentChildren; class?: string }) {
  return <To wanted={{ select: `${kind}:${id}` }} {...(look ? { class: look } : {})}>{children}</To>;
}

/** A number or saying whose reasons open. */
export function Why({ id, children }: { id: string | null | undefined; children: ComponentChildren }) {
  if (!id) return <>{children}</>;
  return <Thing kind="why" id={id} class="why">{children}</Thing>;
}

export function Outward({ url, children }: { url: string; children: ComponentChildren }) {
  if (!/^https?:\/\//.test(url)) return <>{children}</>;
  return <a href={url} target="_blank" rel="noopener noreferrer">{children}</a>;
}
