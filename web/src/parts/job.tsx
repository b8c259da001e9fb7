/** How far a job is. */
import type { Followed } from "../jobs";
import { hasEnded } from "../jobs";
import { capital, plural } from "./words";

const STOPPED: Record<string, string> = {
  cancelled: "Stopped.",
  interrupted: "The server was ended while this ran.",
};

export function JobProgressBar({ followed, what }: { followed: Followed; what: string }) {
  const { job, fault, cancel, again } = followed;
  if (fault) return <p class="note fault" role="alert">{fault.message}</p>;
  if (!job) return <p class="waiting" role="status">{what}</p>;
  if (job.state === "done") return null;
  if (hasEnded(job)) {
    return (
      <div class="note fault" role="alert">
        <p>{job.error?.message ?? STOPPED[job.state] ?? "It did not finish."}</p>
        {job.error?.problems?.map((one) => <p key={one.what}>{one.what} {one.cure}</p>)}
        <button type="button" class="button little" style="margin-top:.5rem" onClick={again}>Run again</button>
      </div>
    );
  }
  const { progress } = job;
  const says = job.state === "queued" ? (job.place ? `${plural(job.place, "job")} before this one` : "Waits for its turn") : capital(progress?.step || what);
  return (
    <div class="job" role="status" aria-live="polite">
      <p class="small">{says}{progress?.remaining_s ? `, about ${left(progress.remaining_s)} left` : ""}</p>
      <div class="row" style="flex-wrap:nowrap">
        <progress aria-label={what} max={1} {...(progress?.total ? { value: progress.share } : {})} />
        <button type="button" class="button little plain" onClick={cancel}>Stop</button>
      </div>
    </div>
  );
}

function left(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`;
}
