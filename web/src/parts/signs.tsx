/** Small signs; each stands beside words or in a control that has a name. */
import type { ComponentChildren } from "preact";

function Sign({ children, size = 16 }: { children: ComponentChildren; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      {children}
    </svg>
  );
}

export const Lens = () => <Sign><circle cx="7" cy="7" r="4.5" /><path d="m10.5 10.5 3.5 3.5" /></Sign>;
export const Cross = () => <Sign><path d="m4 4 8 8m0-8-8 8" /></Sign>;
export const Back = () => <Sign><path d="M9.5 3.5 5 8l4.5 4.5" /></Sign>;
export const Sun = () => <Sign><circle cx="8" cy="8" r="3" /><path d="M8 1v1.5m0 11V15M1 8h1.5m11 0H15M3 3l1 1m8 8 1 1M3 13l1-1m8-8 1-1" /></Sign>;
export const Moon = () => <Sign><path d="M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1Z" /></Sign>;
export const Play = () => <Sign><path d="M5 3.2v9.6L12.5 8Z" fill="currentColor" /></Sign>;
export const Pause = () => <Sign><path d="M5.5 3.5v9m5-9v9" stroke-width="2.2" /></Sign>;
export const Down = () => <Sign><path d="M8 2v8m-3.5-3L8 10.5 11.5 7M3 13.5h10" /></Sign>;
export const Chain = () => <Sign><path d="M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 1 0-3.7-3.7l-.9.9M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 1 0 3.7 3.7l.9-.9" /></Sign>;
export const Rows = () => <Sign><path d="M2.5 3.5h11v9h-11Zm0 3h11m-11 3h11M6.5 6.5v6" /></Sign>;
export const Chevron = () => <Sign size={12}><path d="m4 6 4 4 4-4" /></Sign>;
export const Swap = () => <Sign><path d="M2.5 5.5h10m-3-3 3 3-3 3M13.5 10.5h-10m3-3-3 3 3 3" /></Sign>;
export const Mark = () => (
  <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="#0f4c75" />
    <path d="M5 21c6-1 7-10 12-10s5 6 10 4" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" />
    <circle cx="5.5" cy="21" r="2.6" fill="#fff" />
    <circle cx="17" cy="11" r="2.6" fill="#e0a13a" />
    <circle cx="26.5" cy="15" r="2.6" fill="#fff" />
  </svg>
);
