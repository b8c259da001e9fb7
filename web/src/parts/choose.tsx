/** A field that finds while one types: the pattern of a combobox with a list. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";

export interface Offer {
  key: string;
  name: string;
  detail?: string;
}

interface ChooseProps {
  label: string;
  /** What stands in the field until one types. */
  value?: string;
  placeholder?: string;
  hiddenLabel?: boolean;
  sign?: ComponentChildren;
  offers: Offer[];
  typed: (text: string) => void;
  choose: (offer: Offer) => void;
  /** A key that brings the reader here from anywhere. */
  shortcut?: string;
}

export function Choose({ label, value = "", placeholder, hiddenLabel, sign, offers, typed, choose, shortcut }: ChooseProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const open = text !== null && offers.length > 0;

  useEffect(() => setActive(0), [offers]);
  useEffect(() => {
    if (!shortcut) return;
    const listen = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== shortcut || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [shortcut]);

  const close = () => {
    setText(null);
    typed("");
  };
  const take = (offer: Offer | undefined) => {
    if (!offer) return;
    choose(offer);
    close();
    field.current?.blur();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (offers.length) setActive((active + step + offers.length) % offers.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(offers[active]);
    } else if (event.key === "Escape") {
      close();
      field.current?.blur();
    }
  };

  return (
    <div class={hiddenLabel ? "search" : "search field"}>
      <label for={id} class={hiddenLabel ? "unseen" : ""}>{label}</label>
      {sign}
      <input
        ref={field}
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open ? `${id}-${active}` : undefined}
        placeholder={placeholder}
        value={text ?? value}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => {
          setText(event.currentTarget.value);
          typed(event.currentTarget.value);
        }}
        onKeyDown={press}
        onBlur={close}
      />
      <ul class="found" id={`${id}-list`} role="listbox" aria-label={label} hidden={!open}>
        {open && offers.map((offer, n) => (
          <li key={offer.key} id={`${id}-${n}`} role="option" aria-selected={n === active} onMouseDown={(event) => event.preventDefault()} onClick={() => take(offer)}>
            <span>{offer.name}</span>
            {offer.detail && <small>{offer.detail}</small>}
          </li>
        ))}
      </ul>
    </div>
  );
}
