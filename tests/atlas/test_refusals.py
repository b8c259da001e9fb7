"""What is not there, cannot be read or comes from elsewhere is refused in words."""

import gzip
from urllib.parse import unquote

import httpx
import pytest

from caspia.atlas.guard import POLICY
from caspia.atlas.limits import Limits

HOSTILE = (
    "..%2F..%2F..%2Fetc%2Fpasswd",
    "%2e%2e%2f%2e%2e%2fbeside.txt",
    "x'%20OR%20'1'='1",
    "x%22%3B%20DROP%20TABLE%20links%3B--",
    "x');%20ATTACH%20'y';--",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "C:%5Cwindows%5Cwin.ini",
    "%F0%9F%9A%82",
)
OF_ONE = (
    "links/{}",
    "nodes/{}",
    "countries/{}",
    "corridors/{}",
    "why/{}",
    "pairs/{}/KAZ",
    "jobs/{}",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("path", OF_ONE)
def test_a_hostile_id_is_an_unknown_name(ask, path, text):
    answer = ask.get(path.format(text))
    assert answer.status_code in {404, 422}
    error = answer.json()["error"]
    assert error["kind"]
    assert error["message"].strip()[-1] in ".?)"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_word_is_searched_for_and_not_run(ask, text):
    found = ask.get(f"search?q={text}")
    assert found.status_code == 200
    assert ask.get(f"routes?from={text}&to=constanta").status_code == 404
    assert ask.get(f"network?scenario={text}").status_code in {404, 422}
    assert ask.get("corridors/MIDDLE").status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nothing", 404),
        ("links/rail-khorgos-nowhere", 404),
        ("network?good=unobtainium", 404),
        ("network?on=2024-02-30", 422),
        ("network?on=9999-01-01", 422),
        ("network?scenario=close:nowhere", 422),
        ("network?scenario=no-such-preset", 404),
        ("network?" + "&".join(["scenario=iran-swap-suspended"] * 9), 422),
        ("timeline?from=2014-01", 422),
        ("routes?from=khorgos", 422),
        ("routes?from=khorgos&to=khorgos", 422),
        ("routes?from=khorgos&to=constanta&by=beauty", 422),
        ("ties?a=AZE&b=KAZ&period=soon", 422),
        ("pairs/AZE/AZE", 422),
        ("briefs/AZE/KAZ.exe", 422),
        ("search?q=", 422),
        ("search?q=a&limit=1000", 422),
        ("flows?period=2023", 404),
        ("jobs/flows-00000000000000000000/files/..%2Fjob.json", 404),
        ("search?q=" + "a" * 201, 422),
        ("links/a%00b", 422),
    ],
)
def test_it_says_what_to_do(ask, path, status):
    answer = ask.get(path)
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert set(error) == {"kind", "message", "nearest", "problems"}
    assert len(error["message"].split()) >= 4


def test_names_that_may_be_meant_are_told(ask):
    error = ask.get("links/rail-alashankou-dostik").json()["error"]
    assert error["kind"] == "UnknownNameError"
    assert "rail-alashankou-dostyk" in error["nearest"]


@pytest.mark.parametrize(
    "path",
    ["/../beside.txt", "/%2e%2e/beside.txt", "/assets/..%2f..%2fbeside.txt", "/beside.txt", "/api"],
)
def test_the_page_has_its_own_files_alone(ask, path):
    # As raw as can be: a client would tidy the dots away.
    request = httpx.Request("GET", ask.base_url, extensions={"target": path.encode()})
    answer = ask.send(request)
    assert answer.status_code == 404
    assert repr(unquote(path)[1:]) in answer.json()["error"]["message"]


def test_the_page_is_given_squeezed_and_lasting(ask):
    page, script = (
        ask.get(ask.base_url.copy_with(path=path)) for path in ("/", "/assets/page-1a2b.js")
    )
    assert "<title>The atlas</title>" in page.text
    assert page.headers["cache-control"] == "no-cache"
    assert "immutable" in script.headers["cache-control"]
    assert script.headers["content-encoding"] == "gzip"
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.text == "export const years = [];\n" * 200


@pytest.mark.parametrize("path", ["corridors", "links/none", "jobs", "nothing"])
def test_every_answer_carries_a_strict_policy(ask, path):
    headers = ask.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_policy_lets_nothing_from_elsewhere_in():
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == "'self'"
    assert rules["worker-src"] == "'self' blob:"
    assert rules["object-src"] == rules["frame-ancestors"] == "'none'"
    assert "script-src" not in rules
    assert "http" not in POLICY
    assert "unsafe-eval" not in POLICY
    assert [name for name, rule in rules.items() if "unsafe" in rule] == ["style-src"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "127.0.0.1.evil.example"])
def test_a_host_that_is_not_served_is_refused(ask, host):
    answer = ask.get("meta", headers={"Host": host})
    assert answer.status_code in {400, 421}


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:80"])
def test_a_local_host_is_served(ask, host):
    assert ask.get("jobs", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}],
)
def test_another_site_changes_nothing(ask, headers):
    question = {"kind": "flows", "period": "2023-01"}
    assert ask.post("jobs", json=question, headers=headers).status_code == 403
    assert ask.get("jobs").json()["jobs"] == []


def test_a_text_may_be_so_long_and_no_longer(ask):
    most = Limits().check_bytes
    assert ask.post("check", json={"text": "a " * (most // 2 + 1)}).status_code == 422
    assert ask.post("check", json={"text": "a" * (8 * most)}).status_code == 413


def test_a_body_without_a_length_is_bounded_too(ask):
    parts = (b"a" * 65_536 for _ in range(64))
    answer = ask.post("jobs", content=parts, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"kind": "theft"}',
        b'{"kind": "flows"}',
        b'{"kind": "flows", "period": "2023; DROP TABLE links"}',
        b'{"kind": "flows", "period": "2023", "more": 1}',
        b'{"kind": "flows", "period": "2023", "goods": ["\\ud800"]}',
        b'{"kind": "whatif", "scenario": []}',
        b'{"kind": "stress", "period": "2023", "demand": 1e309}',
        b"[" * 10_000,
        gzip.compress(b'{"kind": "flows", "period": "2023"}'),
    ],
    ids=range(13),
)
def test_a_question_that_cannot_be_read_makes_no_job(ask, body):
    answer = ask.post("jobs", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 422}, answer.text
    assert ask.get("jobs").json()["jobs"] == []


@pytest.mark.parametrize("scenario", ["../../etc/passwd", "scenario.yaml", "/etc/hosts"])
def test_a_scenario_is_never_a_file(ask, scenario):
    question = {"kind": "whatif", "scenario": [scenario], "period": "2023-01"}
    assert ask.post("jobs", json=question).status_code == 404


def test_what_only_gives_cannot_be_changed(ask):
    assert ask.post("meta").status_code == 405
    assert ask.delete("links/swap_tkm_irn_aze").status_code == 405
