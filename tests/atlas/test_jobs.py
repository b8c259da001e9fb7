"""Jobs wait, run one by one, are bounded in number, size and time, and outlive page and server."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from caspia.atlas.limits import Limits
from caspia.atlas.models.jobs import JobTold
from tests.atlas.ground import ENDED, followed, served

KINDS = dict.fromkeys(("flows", "whatif", "stress"), "tests.atlas.small_jobs:small")
LIMITS = Limits(readers=1, queue=10, job_seconds=2, job_bytes=1_000_000, jobs_kept=12)


@pytest.fixture(scope="module")
def jobs(tmp_path_factory):
    """Return a client of a server whose jobs are small."""
    with served(tmp_path_factory.mktemp("jobs"), LIMITS, KINDS) as client:
        yield client


def post(client, *goods, period="2023-01"):
    question = {"kind": "flows", "period": period, "goods": list(goods)}
    answer = client.post("jobs", json=question)
    assert answer.status_code in {200, 202}, answer.text
    return JobTold.model_validate_json(answer.content)


def ended(client, job):
    last = followed(client, job.id)[-1]
    assert last["state"] in ENDED
    return last


def test_ten_at_once_queue_and_finish(jobs):
    posted = [post(jobs, period=f"2022-{month:02d}") for month in range(1, 11)]
    assert [job.state for job in posted].count("queued") >= 8
    assert len({job.id for job in posted}) == 10
    told = [followed(jobs, job.id) for job in posted]
    assert [one[-1]["state"] for one in told] == ["done"] * 10
    starts = [one[-1]["started"] for one in told]
    ends = [one[-1]["ended"] for one in told]
    assert starts == sorted(starts)
    # One at a time: each begins when the one before has ended.
    assert all(end <= start for end, start in zip(ends[:-1], starts[1:], strict=True))
    places = [one["place"] for one in told[-1]]
    assert places == sorted(places, reverse=True)


def test_who_asks_the_same_gets_the_same_job(jobs):
    first = post(jobs, "again")
    assert ended(jobs, first)["state"] == "done"
    second = post(jobs, "again")
    assert (second.id, second.state) == (first.id, "done")
    assert jobs.get(f"jobs/{first.id}/result").json()["links"] > 500


def test_events_tell_progress_to_the_end(jobs):
    told = followed(jobs, post(jobs, "told").id)
    assert told[-1]["state"] == "done"
    steps = [
        one["progress"] for one in told if one["state"] == "running" and one["progress"]["step"]
    ]
    assert steps
    shares = [one["share"] for one in steps]
    assert shares == sorted(shares)
    assert told[-1]["progress"]["share"] == 1


def test_a_page_that_goes_away_and_comes_back_finds_its_job(jobs):
    job = post(jobs, "slow", "left")
    with jobs.stream("GET", f"jobs/{job.id}/events") as stream:
        next(stream.iter_lines())
    again = JobTold.model_validate_json(jobs.get(f"jobs/{job.id}").content)
    assert again.state in {"queued", "running"}
    assert job.id in {one["id"] for one in jobs.get("jobs").json()["jobs"]}
    assert followed(jobs, job.id)[-1]["error"]["kind"] == "TooLong"


@pytest.mark.parametrize(
    ("behaves", "kind"),
    [
        ("bad", "BadInputError"),
        ("faulty", "Fault"),
        ("killed", "ProcessDied"),
        ("large", "BadInputError"),
    ],
)
def test_a_job_that_fails_says_why_and_can_be_run_again(jobs, behaves, kind):
    job = post(jobs, behaves)
    last = ended(jobs, job)
    assert (last["state"], last["error"]["kind"]) == ("failed", kind)
    assert last["files"] == []
    assert jobs.get(f"jobs/{job.id}/result").status_code == 409
    if behaves == "bad":
        assert jobs.post(f"jobs/{job.id}/again").json()["state"] in {"queued", "running"}
        assert ended(jobs, job)["state"] == "failed"


def test_one_that_runs_is_cancelled_and_one_that_ended_forgotten(jobs):
    job = post(jobs, "slow", "cancelled")
    while jobs.get(f"jobs/{job.id}").json()["state"] == "queued":
        time.sleep(0.01)
    assert jobs.delete(f"jobs/{job.id}").json()["state"] == "cancelled"
    assert jobs.post(f"jobs/{job.id}/again").json()["state"] == "queued"
    assert jobs.delete(f"jobs/{job.id}").json()["state"] == "cancelled"
    assert jobs.delete(f"jobs/{job.id}").status_code == 200
    assert jobs.get(f"jobs/{job.id}").status_code == 404
    # What was cancelled does not stand in the way of the next.
    assert ended(jobs, post(jobs, "after"))["state"] == "done"
    assert jobs.get(f"jobs/{job.id}").status_code == 404


def test_no_more_wait_than_the_server_takes_on(jobs):
    running = post(jobs, "slow", "first")
    while jobs.get(f"jobs/{running.id}").json()["state"] == "queued":
        time.sleep(0.01)
    waiting = [post(jobs, period=f"2021-{month:02d}") for month in range(1, 11)]
    full = jobs.post("jobs", json={"kind": "flows", "period": "2020-01"})
    assert (full.status_code, full.json()["error"]["kind"]) == (429, "QueueFull")
    for job in (*waiting, running):
        jobs.delete(f"jobs/{job.id}")
    kept = jobs.get("jobs").json()["jobs"]
    assert len(kept) <= LIMITS.jobs_kept + LIMITS.queue + 1


def test_files_are_those_of_the_job_alone(jobs):
    job = post(jobs, "files")
    assert ended(jobs, job)["files"] == ["links.csv"]
    taken = jobs.get(f"jobs/{job.id}/files/links.csv")
    assert taken.text == "a\n"
    assert taken.headers["content-disposition"] == f'attachment; filename="{job.id}-links.csv"'
    for name in ("job.json", "..%2Fjob.json", "links.csv%00", "nothing.csv"):
        assert jobs.get(f"jobs/{job.id}/files/{name}").status_code in {404, 422}, name


def test_a_server_that_ends_takes_its_jobs_up_again(tmp_path):
    with served(tmp_path, LIMITS, KINDS) as client:
        done = post(client, "kept")
        assert ended(client, done)["state"] == "done"
        runs = post(client, "slow", "interrupted")
        waits = post(client, "waits")
        while client.get(f"jobs/{runs.id}").json()["state"] == "queued":
            time.sleep(0.01)
    with served(tmp_path, LIMITS, KINDS) as client:
        states = {one["id"]: one["state"] for one in client.get("jobs").json()["jobs"]}
        assert states[done.id] == "done"
        assert states[runs.id] == "interrupted"
        assert client.get(f"jobs/{done.id}/result").json()["links"] > 500
        assert ended(client, waits)["state"] == "done"
        assert client.post(f"jobs/{runs.id}/again").status_code == 200
        assert client.delete(f"jobs/{runs.id}").status_code == 200


def test_many_may_follow_one_job(jobs):
    job = post(jobs, "watched")
    with ThreadPoolExecutor(20) as people:
        told = list(people.map(lambda _: followed(jobs, job.id), range(20)))
    assert [one[-1]["state"] for one in told] == ["done"] * 20


def test_flows_come_with_tables_picture_and_what_moves_by_link(tmp_path):
    question = {
        "kind": "flows",
        "period": "2023-05",
        "goods": ["crude_oil"],
        "engine": "least-cost",
    }
    with served(tmp_path) as client:
        job = JobTold.model_validate_json(client.post("jobs", json=question).content)
        last = ended(client, job)
        assert last["state"] == "done", last["error"]
        told = client.get(f"jobs/{job.id}/result").json()
        moved = told["by_link"]
        assert moved
        assert all(
            one["tonnes"] == pytest.approx(one["there_tonnes"] + one["back_tonnes"], abs=0.2)
            for one in moved.values()
        )
        assert told["provenance"]["visible"]
        small = client.get(f"jobs/{job.id}/result", params={"only_map": True})
        assert small.json()["by_link"] == moved
        assert "links" not in small.json()
        begins = {
            "links.csv": b"",
            "flows.xlsx": b"PK",
            "flows.svg": b"<svg",
            "flows.png": b"\x89PNG",
        }
        assert set(begins) <= set(last["files"])
        for name, start in begins.items():
            assert client.get(f"jobs/{job.id}/files/{name}").content.startswith(start)
