"""Every address answers on the reference ledger in the shape it promises, with provenance."""

import gzip
import json

import pytest

import caspia
from caspia.atlas.models import network, places, relations
from caspia.atlas.models.jobs import JobList
from caspia.claims import check

ROUTE = {"from": "khorgos", "to": "constanta", "on": "2023-06-30"}
ASKED = [
    ("meta", {}, network.Meta),
    ("network", {"on": "2024-01-31"}, network.NetworkTold),
    ("network", {"on": "2024-01-31", "shape": False, "good": "grain"}, network.NetworkTold),
    ("timeline", {"from": "2024-01", "to": "2024-03"}, network.Timeline),
    ("links/swap_tkm_irn_aze", {"on": "2023-06-30"}, places.LinkDetail),
    ("links/rail-alashankou-dostyk", {}, places.LinkDetail),
    ("nodes/aktau", {"on": "2024-05-31"}, places.NodeDetail),
    ("countries/KAZ", {"on": "2024-05-31"}, places.CountryDetail),
    ("pairs/AZE/KAZ", {"on": "2024-05-31"}, relations.BriefTold),
    ("corridors", {}, network.Corridors),
    ("corridors/MIDDLE", {"on": "2024-05-31"}, places.CorridorDetail),
    ("why/swap_tkm_irn_aze", {}, relations.WhyTold),
    ("why/tie:AZE-KAZ:2024-05", {}, relations.WhyTold),
    ("routes", ROUTE, relations.RoutesTold),
    ("ties", {"a": "AZE", "b": "KAZ", "period": "2024"}, relations.TiesTold),
    ("ties", {"period": "2024-05"}, relations.AllTies),
    ("mediators", {"a": "ARM", "b": "AZE", "on": "2024-05-31"}, relations.MediatorsTold),
    ("promises", {"by": "KAZ"}, relations.PromisesTold),
    ("search", {"q": "akta"}, places.Hits),
]


@pytest.mark.parametrize(("path", "query", "shape"), ASKED)
def test_an_answer_has_its_shape_and_provenance(ask, path, query, shape):
    answer = ask.get(path, params=query)
    assert answer.status_code == 200, answer.text
    told = shape.model_validate_json(answer.content)
    assert told.provenance.visible
    assert told.provenance.rows
    if "on" in query:
        assert told.provenance.on == query["on"]


def test_jobs_are_listed(ask):
    assert JobList.model_validate_json(ask.get("jobs").content).jobs == []


def test_a_day_decides_how_a_link_stood(ask):
    before, after = (
        ask.get("links/swap_tkm_irn_aze", params={"on": day}).json()["state"]
        for day in ("2024-01-05", "2024-01-06")
    )
    assert (before["status"], after["status"]) == ("open", "closed")
    assert "en-2024-01-swap-stop" in after["because"]


def test_what_is_known_is_another_clock(ask):
    now, then = (
        ask.get("corridors", params={"on": "2022-01-01", "as_of": day}).json()["provenance"]
        for day in ("2026-01-01", "2022-01-01")
    )
    assert (now["as_of"], then["as_of"]) == ("2026-01-01", "2022-01-01")
    assert sum(then["rows"].values()) < sum(now["rows"].values())
    assert then["visible"] != now["visible"]


def test_a_scenario_lies_over_the_ledger(ask):
    name = "close:rail-alashankou-dostyk@2023-01-01..2023-12-31"
    told = ask.get("network", params={"on": "2023-06-30", "shape": False, "scenario": name}).json()
    status = {one["id"]: one["status"] for one in told["links"]}
    assert status["rail-alashankou-dostyk"] == "closed"
    assert told["provenance"]["scenario"] == [name]


def test_a_month_tells_what_closed_and_by_which_source(ask):
    told = ask.get("timeline", params={"from": "2024-01", "to": "2024-01"}).json()
    (month,) = told["months"]
    (swap,) = [one for one in month["changes"] if "swap_tkm_irn_aze" in one["link_ids"]]
    assert (swap["kind"], swap["before"], swap["after"]) == ("closed", "open", "closed")
    assert swap["agreements"]
    assert swap["sources"]


def test_every_id_of_a_link_opens_by_why(ask):
    told = ask.get("links/swap_tkm_irn_aze", params={"on": "2023-06-30"}).json()
    ids = {row for one in (*told["values"], *told["capacities"]) for row in one["rows"]}
    ids |= set(told["state"]["because"]) | {one["id"] for one in told["figures"][:5]}
    ids |= {f"assumption:{name}" for one in told["values"] for name in one["assumptions"]}
    ids |= {one["effect_id"] for one in told["agreements"]}
    assert len(ids) > 5
    for row_id in sorted(ids):
        answer = ask.get(f"why/{row_id}")
        assert answer.status_code == 200, (row_id, answer.text)
        tree = answer.json()
        # An assumption says what it is and why; there is nobody to cite for it.
        backed = tree["evidence"] or tree["parts"] or tree["beside"]
        assert tree["says"]
        assert backed or row_id.startswith("assumption:"), row_id


def test_a_checked_text_gets_the_verdicts_of_the_command(ask):
    text = "In 2023 the Middle Corridor carried 2.7 million tonnes. It carried 90 million tonnes."
    answer = ask.post("check", json={"text": text, "date": "2024-05-31"})
    told = relations.CheckedTold.model_validate_json(answer.content)
    own = check(text, caspia.open(), "2024-05-31")
    assert own.claims
    assert [one.verdict for one in told.claims] == [one.verdict for one in own.claims]


def test_an_answer_that_is_known_is_not_sent_again(ask):
    first = ask.get("corridors", params={"on": "2024-05-31"})
    again = ask.get(
        "corridors", params={"on": "2024-05-31"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_an_answer_is_squeezed_for_who_takes_it(ask):
    query = {"on": "2024-05-31"}
    with ask.stream("GET", "corridors", params=query) as squeezed:
        raw = b"".join(squeezed.iter_raw())
        assert squeezed.headers["content-encoding"] == "gzip"
    plain = ask.get("corridors", params=query, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert json.loads(gzip.decompress(raw)) == plain.json()


FILES = [
    ("briefs/AZE/KAZ.md", b"# "),
    ("briefs/AZE/KAZ.html", b"<!"),
    ("briefs/AZE/KAZ.json", b"{"),
    ("briefs/AZE/KAZ.xlsx", b"PK"),
    ("briefs/AZE/KAZ.pdf", b"%PDF"),
    ("pictures/network.svg", b"<svg"),
    ("pictures/network.png", b"\x89PNG"),
    ("downloads/network.geojson", b"{"),
    ("downloads/network.csv", b"link_id,"),
    ("downloads/network.xlsx", b"PK"),
    ("downloads/timeline.csv?from=2024-01&to=2024-02", b"month,"),
    ("downloads/routes.csv?from=khorgos&to=constanta", b"corridor,"),
    ("downloads/ties.csv?a=AZE&b=KAZ&period=2024", b"month,"),
    ("downloads/mediators.csv?a=ARM&b=AZE", b"role,"),
    ("downloads/promises.csv", b"id,"),
    ("downloads/countries/KAZ.csv", b"kind,"),
]


@pytest.mark.parametrize(("path", "begins"), FILES)
def test_a_file_is_what_its_name_says(ask, path, begins):
    day = "on=2024-05-31"
    answer = ask.get(f"{path}{'&' if '?' in path else '?'}{day}")
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(begins)
    ending = path.partition("?")[0].rpartition(".")[2]
    named = answer.headers["content-disposition"]
    assert named.startswith("attachment; filename=")
    assert named.endswith(f'.{ending}"')
    if ending == "csv":
        lines = answer.text.splitlines()
        assert len(lines) > 1
        assert "," in lines[0]
