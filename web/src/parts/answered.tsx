/** What stands where an answer is on its way, or was refused. */
import type { ComponentChildren } from "preact";
import type { Answer } from "../api";

interface AnsweredProps<T> {
  answer: Answer<T>;
  what: string;
  children: (data: T) => ComponentChildren;
}

export function Answered<T>({ answer, what, children }: AnsweredProps<T>) {
  if (answer.fault) return <p class="note fault" role="alert">{answer.fault.message}</p>;
  if (answer.data === undefined) return <p class="waiting" role="status">{what}</p>;
  return <div class="stack" aria-busy={answer.waiting}>{children(answer.data)}</div>;
}
