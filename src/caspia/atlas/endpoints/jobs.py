"""Jobs: post a question that takes long, follow it, take what comes of it."""

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from caspia.atlas.answers import Content, Refusal
from caspia.atlas.endpoints.asked import Asked, Id
from caspia.atlas.endpoints.job_questions import Engine, FlowsAsked, JobAsked, MonthsText
from caspia.atlas.endpoints.sending import file, refused, router, sent, typed
from caspia.atlas.jobs.job import Job
from caspia.atlas.jobs.jobs import Jobs, QueueFullError
from caspia.atlas.models.base import Refused
from caspia.atlas.models.jobs import JobList, JobTold

routes = router()

_MEDIA = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}
_RESULT, _MAP = "result.json", "map.json"
_CONFLICT: dict[int | str, dict[str, Any]] = {409: {"model": Refused}}


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.service.jobs
    return jobs


def told(jobs: Jobs, job: Job) -> dict[str, Any]:
    """Return a job as the page sees it."""
    names = ("id", "kind", "question", "title", "state", "created", "started", "ended", "error")
    done = job.state == "done"
    return {name: getattr(job, name) for name in names} | {
        "place": jobs.place(job),
        "progress": job.progress.told(),
        "result": f"jobs/{job.id}/result" if done else None,
        "files": [name for name in job.files if name not in (_RESULT, _MAP)],
    }


@routes.post(
    "/jobs",
    status_code=202,
    responses={
        202: {"model": JobTold, "description": "New"},
        200: {"model": JobTold, "description": "Known already"},
        429: {"model": Refused},
    },
)
async def post(request: Request, asked: JobAsked) -> Response:
    """Ask a question that takes long; the same question gets the same job."""
    question = asked.root.told()
    jobs = _jobs(request)
    try:
        job, new = await jobs.post(asked.root.kind, question, asked.root.title())
    except QueueFullError:
        return _full(request)
    return JSONResponse(told(jobs, job), 202 if new else 200)


@routes.get("/jobs", responses=typed(JobList))
async def listed(request: Request) -> Response:
    """List the jobs, newest first."""
    jobs = _jobs(request)
    return JSONResponse({"jobs": [told(jobs, job) for job in reversed(jobs.all())]})


@routes.get("/jobs/{job_id}", responses=typed(JobTold))
async def one(request: Request, job_id: Id) -> Response:
    """Say how a job stands."""
    jobs = _jobs(request)
    return JSONResponse(told(jobs, jobs.get(job_id)))


@routes.delete("/jobs/{job_id}", responses=typed(JobTold))
async def remove(request: Request, job_id: Id) -> Response:
    """Cancel a job that waits or runs; forget one that has ended."""
    jobs = _jobs(request)
    return JSONResponse(told(jobs, await jobs.remove(job_id)))


@routes.post(
    "/jobs/{job_id}/again", responses=typed(JobTold) | {429: {"model": Refused}} | _CONFLICT
)
async def again(request: Request, job_id: Id) -> Response:
    """Run a job again that failed, was cancelled or interrupted."""
    jobs = _jobs(request)
    job = jobs.get(job_id)
    if not job.has_ended or job.state == "done":
        return _not_so(f"The job {job.id} is {job.state}. Ask for it as it is.")
    try:
        return JSONResponse(told(jobs, await jobs.again(job_id)))
    except QueueFullError:
        return _full(request)


@routes.get("/jobs/{job_id}/result", responses=file("application/json") | _CONFLICT)
async def result(
    request: Request,
    job_id: Id,
    only_map: Annotated[bool, Query(description="Only what the map shows of flows")] = False,
) -> Response:
    """Give what came of a job."""
    jobs = _jobs(request)
    job = jobs.get(job_id)
    if job.state != "done":
        return _not_so(f"The job {job.id} is {job.state}. Wait for its end, or run it again.")
    name = _MAP if only_map and _MAP in job.files else _RESULT
    return _content(request, jobs, job, name, kept=False)


@routes.get("/jobs/{job_id}/files/{name}", responses=file(*_MEDIA.values()))
async def taken(request: Request, job_id: Id, name: Id) -> Response:
    """Give a file of a job."""
    jobs = _jobs(request)
    return _content(request, jobs, jobs.get(job_id), name, kept=True)


@routes.get("/jobs/{job_id}/events", responses=file("text/event-stream"))
async def events(request: Request, job_id: Id) -> Response:
    """Follow a job by server-sent events named ``job``, until it has ended."""
    jobs = _jobs(request)
    jobs.get(job_id)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    stream = _stream(jobs, job_id)
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def _stream(jobs: Jobs, job_id: str) -> AsyncIterator[str]:
    async for job in jobs.follow(job_id):
        if job is None:
            yield ": beat\n\n"
        else:
            yield f"event: job\ndata: {json.dumps(told(jobs, job), ensure_ascii=False)}\n\n"


@routes.get("/flows", responses=file("application/json"))
async def flows(
    request: Request,
    asked: Asked,
    period: MonthsText,
    engine: Engine = "choice",
    only_map: bool = False,
) -> Response:
    """Give the flows of a period where a job has worked them out."""
    jobs = _jobs(request)
    question = FlowsAsked(
        kind="flows", period=period, engine=engine, scenario=list(asked.scenario)
    ).told()
    job_id = await jobs.id_of("flows", question)
    found = next((job for job in jobs.all() if job.id == job_id and job.state == "done"), None)
    if found is None:
        message = f"The flows of {period} are not worked out. Post a job of kind flows."
        return _told(404, "NotComputed", message)
    return _content(request, jobs, found, _MAP if only_map else _RESULT, kept=False)


def _content(request: Request, jobs: Jobs, job: Job, name: str, *, kept: bool) -> Response:
    body = jobs.content(job, name)
    if body is None:
        return _told(404, "UnknownNameError", f"The job {job.id} has no such file. See `files`.")
    stem, _, ending = name.rpartition(".")
    as_file = f"{job.id}-{stem}.{ending}" if kept else ""
    return sent(request, Content.of(body, _MEDIA[ending], as_file))


def _full(request: Request) -> Response:
    most = request.app.state.service.limits.queue
    return _told(429, "QueueFull", f"{most} jobs wait already. Cancel one, or wait.")


def _not_so(message: str) -> Response:
    return _told(409, "NotSo", message)


def _told(status: int, kind: str, message: str) -> Response:
    error = {"kind": kind, "message": message, "nearest": [], "problems": []}
    return refused(Refusal(status, error))
