"""The verdict on visits, summits, talks, agreements and who ran them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from caspia.claims.known import sources_of
from caspia.claims.verdict import Evidence, Verdict
from caspia.ledger import find_party, read_partial, tell, when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from caspia.claims.claim import Claim, Stretch
    from caspia.ledger import Ledger, Row

_VISITS = ("state_visit", "official_visit", "working_visit", "visit")
_TALKS = ("negotiation", "foreign_ministers_meeting", "summit", "visit", "commission")
_DENIALS = ("not a mediator", "not mediate", "not act as mediator", "good offices only")
_NOTHING = Verdict("cannot_tell", "the ledger has no such event")


@dataclass(frozen=True, slots=True)
class _Event:
    """An event with who took part: party to roles and to persons; and all names of parties."""

    row: Row
    roles: dict[str, set[str]]
    people: dict[str, set[str]]
    names: dict[str, str]


_EVENTS: WeakKeyDictionary[object, list[_Event]] = WeakKeyDictionary()


def judge_event(ledger: Ledger, claim: Claim, own: frozenset[str]) -> Verdict:
    """Return the verdict on an event, by parties, kind and time."""
    test = _KINDS.get(str(claim.event))
    if test is None:
        return _NOTHING
    wanted = ("planned", "held") if claim.modality == "plan" else ("held",)
    found = [one for one in _events(ledger) if one.row["status"] in wanted and test(one, claim)]
    found = [one for one in found if sources_of(ledger, one.row.id, own)]
    inside = [one for one in found if _touches(one.row, claim.period)]
    if inside:
        return _of_its_kind(ledger, claim, inside, own)
    if not _may_be_misdated(claim):
        return _NOTHING
    return _elsewhen(ledger, claim, [one for one in found if _is_of_class(one, claim)], own)


def _may_be_misdated(claim: Claim) -> bool:
    """Tell whether an event of another time may be the one meant."""
    if claim.period is None or claim.modality == "plan":
        return False
    if claim.event in _VISITS:
        return claim.person is not None
    return claim.event in ("summit", "transfer")


def _events(ledger: Ledger) -> list[_Event]:
    if ledger not in _EVENTS:
        roles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        people: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in ledger.rows("participants"):
            roles[row["event_id"]][row["party"]].add(row["role"])
            if row["person"]:
                people[row["event_id"]][row["party"]].add(row["person"])
        names = {row.id: str(row["name"]) for row in ledger.rows("parties")}
        _EVENTS[ledger] = [
            _Event(row, roles[row.id], people[row.id], names) for row in ledger.rows("events")
        ]
    return _EVENTS[ledger]


def _is_visit(one: _Event, claim: Claim) -> bool:
    if one.row["kind"] not in (*_VISITS, "summit"):
        return False
    people = one.people.get(str(claim.subject), set())
    if claim.person and people and claim.person not in people:
        return False
    came = "visitor" in one.roles.get(str(claim.subject), set()) or (
        claim.subject in one.roles and claim.subject != one.row["country"]
    )
    return came and claim.partner in (None, one.row["country"])


def _is_summit(one: _Event, claim: Claim) -> bool:
    if one.row["kind"] != "summit":
        return False
    if claim.subject is None:
        return "COP29" in claim.text and "COP29" in one.row["title"]
    words = {claim.subject, one.names.get(claim.subject, claim.subject)} | (
        {"Consultative"} if claim.subject == "C5" else set()
    )
    title = str(one.row["title"])
    about = claim.subject in one.roles or any(word in title for word in words)
    about = about or (claim.subject in ("C5", "CCM") and one.row.id.endswith("ccm"))
    return about and claim.partner in (None, one.row["country"])


def _are_talks(one: _Event, claim: Claim) -> bool:
    return one.row["kind"] in _TALKS and {claim.subject, claim.partner} <= set(one.roles)


def _is_opening(one: _Event, claim: Claim) -> bool:
    both = {claim.subject, claim.partner}
    return one.row["kind"] == "opening" and both <= set(one.roles)


def _is_suspension(one: _Event, claim: Claim) -> bool:
    return one.row["kind"] == "suspension" and {claim.subject, claim.partner} <= set(one.roles)


def _is_transfer(one: _Event, claim: Claim) -> bool:
    about = one.row["kind"] == "other" and "village" in one.row["title"]
    return about and bool({claim.subject, claim.partner} & set(one.roles))


_KINDS: dict[str, Callable[[_Event, Claim], bool]] = {
    **dict.fromkeys(_VISITS, _is_visit),
    "summit": _is_summit,
    "negotiation": _are_talks,
    "opening": _is_opening,
    "suspension": _is_suspension,
    "transfer": _is_transfer,
}


def _touches(row: Row, period: Stretch | None) -> bool:
    if period is None:
        return True
    start, end = row["start"], row["end"] or (row["start"] and row["start"] + timedelta(days=1))
    if start is None:
        return False
    return bool(end > period.first and (period.after is None or start < period.after))


def _of_its_kind(
    ledger: Ledger, claim: Claim, events: list[_Event], own: frozenset[str]
) -> Verdict:
    """Say whether the class is the same: a state visit is no working visit."""
    specific = ("state_visit", "official_visit", "working_visit")
    exact = [
        one
        for one in events
        if claim.event not in specific or one.row["kind"] in (claim.event, "visit")
    ]
    if claim.event in (*_VISITS,):
        exact = [one for one in exact if one.row["kind"] != "summit"]
    evidence = tuple(_told(ledger, one.row, own) for one in exact or events)
    if exact:
        return Verdict("supported", "", evidence)
    kind = str(events[0].row["kind"]).replace("_", " ")
    return Verdict("consistent", f"recorded as {_article(kind)} {kind}", evidence)


def _article(word: str) -> str:
    return "an" if word[:1] in "aeiou" else "a"


def _elsewhen(ledger: Ledger, claim: Claim, events: list[_Event], own: frozenset[str]) -> Verdict:
    period = claim.period
    dated = [one for one in events if one.row["start"] is not None]
    if period is None or not dated:
        return _NOTHING
    nearest = min(dated, key=lambda one: _slip(one.row["start"], period))
    if abs((nearest.row["start"] - period.first).days) > 800:
        return _NOTHING
    note = f"fits {when(nearest.row)}"
    return Verdict("other_period", note, (_told(ledger, nearest.row, own),))


def _slip(start: date, period: Stretch) -> tuple[bool, int]:
    """Order other times by how easily one is taken for another: the same month of another year."""
    return start.month != period.first.month, abs((start - period.first).days)


def _is_of_class(one: _Event, claim: Claim) -> bool:
    """Tell whether an event is of the class claimed: a plain visit may be of any."""
    if claim.event in _VISITS:
        kinds = _VISITS if claim.event == "visit" else (claim.event,)
        return one.row["kind"] in kinds
    return True


def judge_agreement(ledger: Ledger, claim: Claim, own: frozenset[str]) -> Verdict:
    """Return the verdict on an agreement: of these parties, signed in that time."""
    found = [
        row
        for row in ledger.rows("agreements")
        if {claim.subject, claim.partner} <= set(row["parties"])
        and _is_signed_in(row, claim.period)
        and (
            claim.good is None or claim.good in (row["subject"], *str(row["title"]).lower().split())
        )
        and sources_of(ledger, row.id, own)
    ]
    if not found:
        return Verdict("cannot_tell", "the ledger has no such agreement")
    return Verdict("supported", "", tuple(_told(ledger, row, own) for row in found))


def judge_start(ledger: Ledger, claim: Claim, own: frozenset[str]) -> Verdict:
    """Say whether an agreement of these parties came into force in that time."""
    of_both = {
        row.id
        for row in ledger.rows("agreements")
        if {claim.subject, claim.partner} <= set(row["parties"])
    }
    period = claim.period
    begun = [
        row
        for row in ledger.rows("agreement_status", status="in_force")
        if row["agreement_id"] in of_both
        and row["valid_from"] is not None
        and period is not None
        and period.first <= row["valid_from"]
        and (period.after is None or row["valid_from"] < period.after)
        and sources_of(ledger, row.id, own)
    ]
    if not begun:
        return Verdict("cannot_tell", "the ledger does not know when it began")
    return Verdict("supported", "", tuple(_told(ledger, row, own) for row in begun))


def _is_signed_in(row: Row, period: Stretch | None) -> bool:
    if not row["signed"] or period is None:
        return False
    signed = read_partial(str(row["signed"]))
    return signed.end > period.first and (period.after is None or signed.start < period.after)


def judge_role(ledger: Ledger, claim: Claim, own: frozenset[str], day: date) -> Verdict:
    """Return the verdict on who hosted or mediated: hosting is not mediating."""
    talks = [
        one
        for one in _events(ledger)
        if one.row["kind"] in _TALKS
        and {"ARM", "AZE"} <= set(one.roles)
        and str(claim.subject) in one.roles
        and one.row["start"] is not None
        and _touches(one.row, claim.period)
        and abs((day - one.row["start"]).days) < 366
        and sources_of(ledger, one.row.id, own)
    ]
    if claim.role == "host":
        hosted = [one for one in talks if one.roles[str(claim.subject)] & {"host", "platform"}]
        if hosted:
            return Verdict("supported", "", tuple(_told(ledger, one.row, own) for one in hosted))
        return _NOTHING
    mediated = [one for one in talks if "mediator" in one.roles[str(claim.subject)]]
    if mediated:
        return Verdict("supported", "", tuple(_told(ledger, one.row, own) for one in mediated))
    denied = [one for one in talks if any(_denials(ledger, one.row, own))]
    if denied:
        evidence = tuple(_told(ledger, one.row, own, fits=False) for one in denied)
        name = find_party(ledger, str(claim.subject)).name
        note = f"{name} hosted; its minister said that it does not act as mediator"
        return Verdict("contradicted", note, evidence)
    return _NOTHING


def _denials(ledger: Ledger, row: Row, own: frozenset[str]) -> Iterator[bool]:
    """Yield whether each source of an event says that the host did not mediate."""
    words = str(row["title"]) + " "
    notes = [report.note for report in ledger.reports(row.id) if report.source_id not in own]
    yield any(denial in f"{words}{' '.join(notes)}" for denial in _DENIALS)


def _told(ledger: Ledger, row: Row, own: frozenset[str], *, fits: bool = True) -> Evidence:
    return Evidence(row.id, tell(ledger, row), sources_of(ledger, row.id, own), fits)
