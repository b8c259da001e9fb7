/** Answers of the server: asked once, kept while the page is open, told apart from faults. */
import { useEffect, useState } from "preact/hooks";

export const ROOT = "./api/v1";

/** What the server says when it refuses: its own words, which end with what to do. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

export interface Answer<T> {
  data?: T;
  fault?: Error;
  waiting: boolean;
}

export type Query = Record<string, string | number | boolean | string[] | null | undefined>;

const kept = new Map<string, Promise<unknown>>();
const ready = new Map<string, unknown>();
const MOST_KEPT = 200;

/** The address of an answer. */
export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : value === null || value === undefined || value === "" ? [] : [value];
    return values.map((one) => [name, String(one)]);
  });
  const text = new URLSearchParams(given).toString();
  return `${ROOT}/${path}${text ? `?${text}` : ""}`;
}

export async function ask<T>(target: string, options: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(target, options);
  } catch (fault) {
    if (options.signal?.aborted) throw fault;
    throw new Refusal("The server does not answer. Start it again with `caspia atlas` and reload the page.", 0);
  }
  if (!response.ok) throw await refusal(response);
  return (await response.json()) as T;
}

async function refusal(response: Response): Promise<Refusal> {
  const text = await response.text();
  try {
    const told = JSON.parse(text);
    const said = told.error?.message ?? told.message ?? told.detail ?? told.error ?? text;
    return new Refusal(typeof said === "string" ? said : JSON.stringify(said), response.status);
  } catch {
    return new Refusal(text || response.statusText, response.status);
  }
}

/** Ask and keep the answer; a refusal is not kept. */
export function keep<T>(target: string): Promise<T> {
  const known = kept.get(target);
  if (known) return known as Promise<T>;
  const asked = ask<T>(target).then(
    (data) => {
      ready.set(target, data);
      return data;
    },
    (fault: unknown) => {
      kept.delete(target);
      throw fault;
    },
  );
  kept.set(target, asked);
  const oldest = kept.keys().next().value;
  if (kept.size > MOST_KEPT && oldest !== undefined) {
    kept.delete(oldest);
    ready.delete(oldest);
  }
  return asked;
}

export function forget(target: string): void {
  kept.delete(target);
  ready.delete(target);
}

/** The answer at an address; while the next one is on its way, the last one may stay to be seen. */
export function useAnswer<T>(target: string | null, lasting = false): Answer<T> {
  const [state, set] = useState<{ target: string | null; answer: Answer<T> }>({
    target: null,
    answer: { waiting: target !== null },
  });
  useEffect(() => {
    if (target === null) return;
    let wanted = true;
    keep<T>(target).then(
      (data) => wanted && set({ target, answer: { data, waiting: false } }),
      (fault: Error) => wanted && set({ target, answer: { fault, waiting: false } }),
    );
    return () => void (wanted = false);
  }, [target]);
  if (target === null) return { waiting: false };
  if (state.target === target) return state.answer;
  const known = ready.get(target) as T | undefined;
  if (known !== undefined) return { data: known, waiting: false };
  return lasting && state.answer.data ? { data: state.answer.data, waiting: true } : { waiting: true };
}
