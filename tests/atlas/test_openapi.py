"""The description of the API is valid, and nothing that it lets one ask meets a fault of ours."""

import re
import time

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error

from caspia.atlas.limits import Limits
from tests.atlas.ground import served

EXAMPLES = 5
# Seconds for one operation in one mode; an example that has begun is waited for.
MOST_S = 0.2
KNOWN = {
    "link_id": "rail-alashankou-dostyk",
    "node_id": "aktau",
    "iso3": "KAZ",
    "corridor_id": "MIDDLE",
    "asked_id": "tie:AZE-KAZ:2024-05",
    "a": "AZE",
    "b": "KAZ",
    "ending": "csv",
}


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    """The API as a server describes it, whose jobs end at once."""
    kinds = dict.fromkeys(("flows", "whatif", "stress"), "tests.atlas.small_jobs:empty")
    limits = Limits(readers=1, queue=3, jobs_kept=3)
    with served(tmp_path_factory.mktemp("fuzzed"), limits, kinds) as client:
        yield schemathesis.openapi.from_url(f"{client.base_url}openapi.json")


def test_the_description_is_valid(described):
    described.validate()
    raw = described.raw_schema
    assert raw["openapi"].startswith("3.1")
    operations = [one for path in raw["paths"].values() for one in path.values()]
    assert all(one.get("description") for one in operations)
    names = [one["operationId"] for one in operations]
    assert len(names) == len(set(names)) > 30


def test_it_is_versioned_and_reads_only_but_for_jobs(described):
    paths = described.raw_schema["paths"]
    assert all(path.startswith("/api/v1/") for path in paths)
    changing = {path for path, methods in paths.items() if set(methods) - {"get"}}
    assert {path for path in changing if not re.match(r"/api/v1/jobs\b", path)} == {"/api/v1/check"}


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_nothing_that_is_asked_is_a_fault_of_the_server(described, mode):
    found = [one.ok() for one in described.get_all_operations()]
    # Where nothing is asked for, nothing can be asked for wrongly.
    able = [one for one in found if mode.is_positive or list(one.iter_parameters()) or one.body]
    assert len(able) > 30
    asked = {one.label: tried(one, mode) for one in able}
    assert all(asked.values()), asked


def test_nor_is_what_is_asked_of_things_that_are_there(described):
    found = [one.ok() for one in described.get_all_operations()]
    asked = {}
    for operation in found:
        names = set(re.findall(r"{(\w+)}", operation.path))
        if names and names <= KNOWN.keys():
            known = {name: KNOWN[name] for name in names}
            asked[operation.label] = tried(operation, GenerationMode.POSITIVE, known)
    assert len(asked) >= 8
    assert all(asked.values()), asked


def tried(operation, mode, known=None):
    """Ask an operation for what its description allows, or forbids; return how many times."""
    given_path = {} if known is None else {"path_parameters": known}
    until, count = time.monotonic() + MOST_S, 0

    @given(case=operation.as_strategy(mode, **given_path))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case):
        nonlocal count
        if time.monotonic() < until or not count:
            count += 1
            case.call_and_validate(checks=[not_a_server_error], timeout=60)

    ask()
    return count
