"""Compare ties with what others counted: votes, shared organisations, travel of leaders.

The files are those of the UN General Assembly's votes, the Correlates of War's organisations and
COLT's trips, which are not part of the project.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from caspia.relations import overlap, region, stance, ties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from caspia.ledger import Ledger

VOTES = "unga_votes_region_s46_on.csv.gz"
ORGANISATIONS = "peacesciencer_cow_igo_ndy_region.csv"
TRIPS = "colt_country_year_counts_1990_2024.csv"
_CODES = {
    "US": "USA", "GB": "GBR", "FR": "FRA", "DE": "DEU", "RU": "RUS", "IR": "IRN", "TR": "TUR",
    "CN": "CHN", "AM": "ARM", "AZ": "AZE", "TM": "TKM", "KG": "KGZ", "KZ": "KAZ", "TJ": "TJK",
    "GE": "GEO", "UZ": "UZB",
}  # fmt: skip
_NUMBERS = {
    "2": "USA", "371": "ARM", "372": "GEO", "373": "AZE", "701": "TKM", "702": "TJK", "703": "KGZ",
    "704": "UZB", "705": "KAZ", "365": "RUS", "630": "IRN", "640": "TUR", "710": "CHN",
}  # fmt: skip
_VOTE_YEARS = range(2015, 2020)
_IGO_YEAR = 2014
_TRIP_YEARS = range(2018, 2025)
_TRAVELLERS = {
    "Azerbaijan": "AZE", "Kazakhstan": "KAZ", "Kyrgyzstan": "KGZ", "Tajikistan": "TJK",
    "Turkmenistan": "TKM", "Uzbekistan": "UZB",
}  # fmt: skip
# Fewer points than these make no rank correlation.
_LEAST = 10
_VISITS = ("state_visit", "official_visit", "working_visit", "visit", "summit")


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison: what with what, the number, and how many points it rests on."""

    ours: str
    theirs: str
    measure: str
    value: float
    points: int


def checks(ledger: Ledger, folder: Path) -> tuple[Check, ...]:
    """Return every comparison with the files of a folder."""
    return (*_against_votes(ledger, folder), *_against_igos(ledger, folder),
            *_against_trips(ledger, folder))  # fmt: skip


def agreement_of_votes(folder: Path) -> dict[tuple[str, str], float]:
    """Return by pair of states the share of common votes on which they were of one mind."""
    cast: dict[str, dict[str, str]] = defaultdict(dict)
    with gzip.open(folder / VOTES, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if int(row["date"][:4]) in _VOTE_YEARS:
                cast[_CODES[row["country_code"]]][row["rcid"]] = row["vote"]
    found = {}
    for one, other in combinations(sorted(cast), 2):
        common = cast[one].keys() & cast[other].keys()
        same = sum(cast[one][vote] == cast[other][vote] for vote in common)
        found[one, other] = same / len(common)
    return found


def _against_votes(ledger: Ledger, folder: Path) -> Iterator[Check]:
    agreed = agreement_of_votes(folder)
    pairs = [pair for pair in combinations(sorted(region(ledger)), 2) if pair in agreed]
    votes = f"agreement in UN votes {_VOTE_YEARS[0]}–{_VOTE_YEARS[-1]}"
    for name, ours in _indices(ledger, pairs, "2018-12").items():
        theirs = [agreed[pair] for pair in ours]
        yield _ranked(f"{name}, December 2018", votes, list(ours.values()), theirs)
    for name, other in (("to_russia", "RUS"), ("to_west", "USA")):
        states = [one for one in region(ledger) if one != other]
        near = [_nearness(ledger, one, name) for one in states]
        told = [agreed[min(one, other), max(one, other)] for one in states]
        where = "Russia" if other == "RUS" else "the West"
        yield _ranked(f"nearness to {where} by blocs, 2018", f"{votes} with {other}", near, told)


def _indices(
    ledger: Ledger, pairs: Sequence[tuple[str, str]], month: str
) -> dict[str, dict[tuple[str, str], float]]:
    """Return by name of an index its value for each pair of which it is known."""
    found = {pair: ties(ledger, *pair, month) for pair in pairs}
    political = {pair: one.groups["political"][0] for pair, one in found.items()}
    return {
        "tie": {pair: float(one.score[0]) for pair, one in found.items()},
        "tie of pairs that are not indicative": {
            pair: float(one.score[0]) for pair, one in found.items() if not one.is_indicative[0]
        },
        "political group": {pair: one for pair, one in political.items() if one is not None},
    }


def _nearness(ledger: Ledger, state: str, name: str) -> float:
    found = stance(ledger, state, "2018-12-31")
    if found is None:
        raise SystemExit(f"{state} has no stance. It needs memberships.")
    return 1 - float(getattr(found, name).value)


def _against_igos(ledger: Ledger, folder: Path) -> Iterator[Check]:
    shared = {}
    with (folder / ORGANISATIONS).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            pair = [_NUMBERS.get(row[name].partition(".")[0]) for name in ("ccode1", "ccode2")]
            if all(pair) and int(float(row["year"])) == _IGO_YEAR:
                shared[frozenset(pair)] = float(row["dyadigos"])
    pairs = [p for p in combinations(region(ledger), 2) if frozenset(p) in shared]
    for name, index in _indices(ledger, pairs, f"{_IGO_YEAR}-12").items():
        if len(index) < _LEAST:
            continue
        theirs = [shared[frozenset(pair)] for pair in index]
        label = f"{name}, December {_IGO_YEAR}"
        yield _ranked(label, "organisations in common", list(index.values()), theirs)
    ours = [sum(one.points for one in overlap(ledger, *p, f"{_IGO_YEAR}-12-31")) for p in pairs]
    theirs = [shared[frozenset(p)] for p in pairs]
    yield _ranked(f"depth of blocs in common, {_IGO_YEAR}", "organisations in common", ours, theirs)


def _against_trips(ledger: Ledger, folder: Path) -> Iterator[Check]:
    told: dict[str, dict[tuple[str, int], float]] = {"sent": {}, "received": {}}
    with (folder / TRIPS).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            party, year = _TRAVELLERS.get(row["country"]), int(row["TripYear"])
            if party and year in _TRIP_YEARS:
                for way, counted in told.items():
                    counted[party, year] = float(row[f"trips_{way}"] or 0)
    ours = {"sent": _recorded(ledger, "visitor"), "received": _recorded(ledger, "host")}
    for way, counted in told.items():
        keys = sorted(counted)
        some, all_trips = [ours[way][key] for key in keys], [counted[key] for key in keys]
        yield _ranked(f"visits {way} as recorded", f"trips {way} (COLT)", some, all_trips)
        share = sum(some) / sum(all_trips)
        yield Check(f"visits {way} as recorded", f"trips {way} (COLT)", "share", share, len(keys))


def _recorded(ledger: Ledger, role: str) -> Counter[tuple[str, int]]:
    events = {row.id: row for row in ledger.rows("events", status="held")}
    found: Counter[tuple[str, int]] = Counter()
    for one in ledger.rows("participants", role=role):
        event = events.get(one["event_id"])
        start: date | None = event["start"] if event else None
        if event and start and event["kind"] in _VISITS:
            found[one["party"], start.year] += 1
    return found


def _ranked(ours: str, theirs: str, x: Sequence[float], y: Sequence[float]) -> Check:
    from scipy.stats import spearmanr

    return Check(ours, theirs, "rank correlation", float(spearmanr(x, y).statistic), len(x))


def lines(found: Iterable[Check]) -> Iterator[str]:
    """Yield the comparisons as a table of Markdown."""
    yield "| ours | theirs | measure | value | points |"
    yield "| --- | --- | --- | --- | --- |"
    for one in found:
        value = f"{one.value:.0%}" if one.measure == "share" else f"{one.value:+.2f}"
        yield f"| {one.ours} | {one.theirs} | {one.measure} | {value} | {one.points} |"
