/** Numbers and dates as a reader says them. */

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

export function monthWords(month: string): string {
  const [year, number] = month.split("-");
  return `${MONTHS[Number(number) - 1] ?? ""} ${year}`.trim();
}

export function dayWords(day: string | null | undefined): string {
  if (!day) return "";
  const [year, month, date] = day.split("-");
  return date ? `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}` : month ? monthWords(day) : day;
}

/** The same in little room: 1 Oct 2016. */
export function dayShort(day: string | null | undefined): string {
  const [year, month, date] = (day ?? "").split("-");
  const name = MONTHS[Number(month) - 1]?.slice(0, 3);
  return date ? `${Number(date)} ${name} ${year}` : (day ?? "");
}

/** The last day of a month. */
export function lastDay(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return `${month}-${new Date(Date.UTC(year!, number!, 0)).getUTCDate()}`;
}

/** Three digits that count, with thin groups: 12,300 · 7.45 · 0.0321. */
export function count(value: number, digits = 3): string {
  if (value === 0) return "0";
  const size = Math.floor(Math.log10(Math.abs(value))) + 1;
  if (size >= digits) {
    const step = 10 ** (size - digits);
    return (Math.round(value / step) * step).toLocaleString("en-GB", { maximumFractionDigits: 0 });
  }
  return value.toLocaleString("en-GB", { maximumFractionDigits: Math.max(0, digits - size) });
}

/** With its sign, whichever it is: +12.3, −4. */
export function signed(value: number): string {
  return value < 0 ? `−${count(-value)}` : value > 0 ? `+${count(value)}` : "0";
}

export function tonnes(value: number): string {
  if (Math.abs(value) >= 1e6) return `${count(value / 1e6)} Mt`;
  if (Math.abs(value) >= 1e3) return `${count(value / 1e3)} kt`;
  return `${count(value)} t`;
}

export function percent(share: number, digits = 0): string {
  return `${(share * 100).toFixed(digits)} %`;
}

export function days(hours: number): string {
  return `${(hours / 24).toFixed(1)} days`;
}

/** "gas_pipeline" as "gas pipeline". */
export function plain(id: string): string {
  return id.replaceAll("_", " ");
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
}
