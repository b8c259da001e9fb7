/** The address of what is shown, to hand on. */
import { useState } from "preact/hooks";
import { Chain } from "./signs";

export function Share() {
  const [told, setTold] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      setTold("Copied");
    } catch {
      setTold(location.href);
    }
    setTimeout(() => setTold(""), 6000);
  };
  return (
    <>
      <button type="button" class="button little" onClick={() => void copy()}><Chain /> Copy the address</button>
      <span class="tiny muted" role="status">{told}</span>
    </>
  );
}
