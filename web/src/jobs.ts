/** Work that takes the server longer: asked for by its question, followed while it runs. */
import { useEffect, useState } from "preact/hooks";
import { ask, ROOT, useAnswer } from "./api";
import type { Job } from "./types";

export interface Question {
  kind: "flows" | "whatif" | "stress";
  scenario: string[];
  period: string | null;
  [more: string]: unknown;
}

export interface Followed {
  job: Job | null;
  fault: Error | null;
  cancel: () => void;
  again: () => void;
}

const ENDED = new Set(["done", "failed", "cancelled", "interrupted"]);

export function hasEnded(job: Job): boolean {
  return ENDED.has(job.state);
}

/** Ask a question and follow its job; the same question finds the same job again. */
export function useJob(question: Question | null): Followed {
  const key = question ? JSON.stringify(question) : null;
  const [state, set] = useState<{ key: string | null; job: Job | null; fault: Error | null }>({ key: null, job: null, fault: null });
  const [round, setRound] = useState(0);

  useEffect(() => {
    if (key === null) return;
    let events: EventSource | null = null;
    let wanted = true;
    const tell = (job: Job) => wanted && set({ key, job, fault: null });
    const start = round === 0 ? post(key) : repeated(key);
    start.then(
      (job) => {
        if (!wanted) return;
        tell(job);
        if (!hasEnded(job)) events = followed(job, tell);
      },
      (fault: Error) => wanted && set({ key, job: null, fault }),
    );
    return () => {
      wanted = false;
      events?.close();
    };
  }, [key, round]);

  const current = state.key === key ? state : { job: null, fault: null };
  const id = current.job?.id;
  return {
    job: key === null ? null : current.job,
    fault: key === null ? null : current.fault,
    cancel: () => void (id && ask(`${ROOT}/jobs/${id}`, { method: "DELETE" }).catch(() => undefined)),
    again: () => setRound((now) => now + 1),
  };
}

function post(body: string): Promise<Job> {
  return ask<Job>(`${ROOT}/jobs`, { method: "POST", body, headers: { "Content-Type": "application/json" } });
}

/** A job that failed or was stopped starts anew. */
async function repeated(body: string): Promise<Job> {
  const job = await post(body);
  const stopped = hasEnded(job) && job.state !== "done";
  return stopped ? ask<Job>(`${ROOT}/jobs/${job.id}/again`, { method: "POST" }) : job;
}

function followed(job: Job, tell: (job: Job) => void): EventSource {
  const events = new EventSource(`${ROOT}/jobs/${job.id}/events`);
  events.addEventListener("job", (event) => {
    const told = JSON.parse((event as MessageEvent<string>).data) as Job;
    tell(told);
    if (hasEnded(told)) events.close();
  });
  return events;
}

/** What came of a job; of flows the map needs but a part. */
export function useResult<T>(job: Job | null, onlyMap = false) {
  return useAnswer<T>(job?.state === "done" && job.result ? `${ROOT}/${job.result}${onlyMap ? "?only_map=true" : ""}` : null);
}
