"""Visits, summits, talks, openings and agreements that a sentence tells of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.claims.claim import Stretch
from caspia.claims.told import (
    BLOCS,
    STATES,
    claim_over,
    gap,
    is_planned,
    listed,
    nearest_time,
    of_kinds,
    own_names,
    state_of,
    stretch,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.claims.claim import Claim
    from caspia.claims.figure_claims import Setting
    from caspia.claims.lexicon import Found
    from caspia.claims.naming import Named
    from caspia.claims.times import Time
    from caspia.ledger import Ledger

_VISITS = ("state_visit", "official_visit", "working_visit", "visit")
_NEAR = 14


def meeting_claims(setting: Setting, ledger: Ledger) -> Iterator[Claim]:
    """Yield the events and agreements of a sentence."""
    cues = _apart(setting.sentence.of("event"))
    cues = [one for one in cues if not _is_told_more_fully(one, cues)]
    for number, cue in enumerate(cues):
        stop = cues[number + 1].at if number + 1 < len(cues) else len(setting.sentence.tokens)
        if cue.meaning in _VISITS:
            yield from _visits(setting, ledger, cue, stop)
        elif cue.meaning == "summit":
            yield from _summits(setting, cue, stop)
        elif cue.meaning == "delivery":
            yield from _deliveries(setting, cue)
        elif not _is_told_as_a_role(setting, cue):
            yield from _between_two(setting, ledger, cue)
    yield from _agreements(setting, ledger)


def _is_told_more_fully(cue: Found, cues: list[Found]) -> bool:
    """Tell whether "visited" is followed by the class of the visit."""
    return cue.meaning == "visit" and any(
        one.meaning in _VISITS[:3] and 0 < one.at - cue.at <= 6 for one in cues
    )


def _is_told_as_a_role(setting: Setting, cue: Found) -> bool:
    """Tell whether "hosted the talks" has read these talks already."""
    return any(
        one.meaning == "host" and gap(one.at, one.stop, cue.at, cue.stop) <= 4
        for one in setting.sentence.of("role")
    )


def _apart(cues: list[Found]) -> list[Found]:
    """Drop a cue that lies inside a longer one ("visit" in "state visit")."""
    return [
        one
        for one in cues
        if not any(
            other is not one and other.at <= one.at and other.stop >= one.stop for other in cues
        )
    ]


def _visits(setting: Setting, ledger: Ledger, cue: Found, stop: int) -> Iterator[Claim]:
    entries = list(listed(setting, cue.stop, stop))
    if entries:
        yield from _list_of_visits(setting, ledger, cue, entries)
        return
    host = _host(setting, cue)
    visitor, who = _visitor(setting, ledger, cue, host)
    if host is None and (who is None or setting.kinds.get(who.id) != "person"):
        return
    planned = is_planned(setting, cue.at, cue.stop)
    time = nearest_time(setting, cue.at, cue.stop)
    far = time is None or gap(time.at, time.stop, cue.at, cue.stop) > _NEAR
    if visitor is None or (far and not planned):
        return
    at, end = cue.at, cue.stop
    if host and gap(host.at, host.stop, at, end) <= 3:
        at, end = min(at, host.at), max(end, host.stop)
    yield claim_over(
        setting,
        "event",
        at,
        end,
        period=stretch(time),
        modality="plan" if planned else "actual",
        event=cue.meaning,
        subject=visitor,
        partner=host.id if host else None,
        person=who.id if who and setting.kinds.get(who.id) == "person" else None,
    )


def _list_of_visits(
    setting: Setting, ledger: Ledger, cue: Found, entries: list[tuple[Named, Time]]
) -> Iterator[Claim]:
    """Read "visits to A (April 2023), B (May 2023)" and "visits to A by X (April 2024)"."""
    single = _host(setting, cue)
    leaders = [one for one in own_names(setting) if setting.kinds.get(one.id) == "person"]
    for named, time in entries:
        kind = setting.kinds.get(named.id)
        by_person = [
            one for one in leaders if cue.stop <= one.at <= named.at and named.at - one.stop <= 2
        ]
        if kind == "person" or by_person:
            person = by_person[-1] if by_person else named
            visitor, host = state_of(ledger, setting.kinds, person.id), single
            first = person.at
            who: Named | None = person
        else:
            before = [one for one in leaders if one.stop <= cue.at]
            who = before[-1] if before else None
            visitor = state_of(ledger, setting.kinds, who.id) if who else None
            host, first = named, named.at
        if visitor and host and visitor != host.id:
            yield claim_over(
                setting,
                "event",
                first,
                min(time.stop + 1, len(setting.sentence.tokens)),
                period=stretch(time),
                event=cue.meaning,
                subject=visitor,
                partner=host.id,
                person=who.id if who else None,
            )


def _host(setting: Setting, cue: Found) -> Named | None:
    """Return the state visited: in the case "to" near the visit, or after "visited"."""
    states = of_kinds(setting, STATES)
    to = [one for one in states if one.case == "to"]
    near = [one for one in to if gap(one.at, one.stop, cue.at, cue.stop) <= 8]
    if setting.sentence.language in ("en", "ru"):
        near = [one for one in near if one.at >= cue.stop] or near
    if near:
        return min(near, key=lambda one: gap(one.at, one.stop, cue.at, cue.stop))
    visited = [
        n
        for n in range(max(cue.at - 6, 0), cue.stop)
        if setting.sentence.word(n) in ("visited", "посетил")
    ]
    if visited:
        return next((one for one in states if one.at > visited[0]), None)
    return None


def _visitor(
    setting: Setting, ledger: Ledger, cue: Found, host: Named | None
) -> tuple[str | None, Named | None]:
    """Return the state whose leader came: a person or state before the visit, or behind "by"."""
    people = of_kinds(setting, ("person",))
    before = [one for one in people if one.stop <= cue.at + 1]
    behind = [one for one in people if one.at >= cue.stop]
    for pool in (before[::-1], behind):
        for one in pool:
            state = state_of(ledger, setting.kinds, one.id)
            if state and (host is None or state != host.id):
                return state, one
    states = [one for one in of_kinds(setting, STATES) if host is None or one.id != host.id]
    near = [one for one in states if gap(one.at, one.stop, cue.at, cue.stop) <= 8 and not one.case]
    if near:
        return near[0].id, near[0]
    return None, None


def _summits(setting: Setting, cue: Found, stop: int) -> Iterator[Claim]:
    blocs = of_kinds(setting, BLOCS)
    near = [one for one in blocs if gap(one.at, one.stop, cue.at, cue.stop) <= 9 and one.at < stop]
    bloc = min(near, key=lambda one: gap(one.at, one.stop, cue.at, cue.stop), default=None)
    times = [one for one in setting.times if cue.stop <= one.at < stop]
    time = times[0] if times else nearest_time(setting, cue.at, cue.stop)
    named_itself = setting.sentence.word(cue.at) == "cop"
    if time is None or (bloc is None and not named_itself):
        return
    hosts = of_kinds(setting, STATES)
    host = min(hosts, key=lambda one: gap(one.at, one.stop, cue.at, cue.stop), default=None)
    at = min(cue.at, bloc.at) if bloc and gap(bloc.at, bloc.stop, cue.at, cue.stop) < 2 else cue.at
    end = max(cue.stop, bloc.stop) if bloc and at != bloc.at else cue.stop
    yield claim_over(
        setting,
        "event",
        at,
        end,
        period=stretch(time),
        modality="plan" if is_planned(setting, cue.at, cue.stop) else "actual",
        event="summit",
        subject=bloc.id if bloc else None,
        partner=host.id if host else None,
    )


def _deliveries(setting: Setting, cue: Found) -> Iterator[Claim]:
    """Read which way a named line carries gas, where the sentence gives no figure."""
    if not any(one.meaning == "gas" for one in setting.sentence.of("cue")):
        return
    places = of_kinds(setting, (*STATES, "region", "subject"))
    start = next((one for one in places if one.case == "from"), None)
    goal = next((one for one in places if one.case == "to"), None)
    lines = [one for one in setting.named if setting.kinds.get(one.id) == "gas_pipeline"]
    if start is None or goal is None or not lines:
        return
    yield claim_over(
        setting,
        "event",
        min(start.at, cue.at),
        max(goal.stop, cue.stop),
        period=stretch(nearest_time(setting, cue.at, cue.stop)),
        modality="plan" if is_planned(setting, cue.at, cue.stop) else "actual",
        event="delivery",
        subject=start.id,
        partner=goal.id,
        scope=lines[-1].id,
    )


def _between_two(setting: Setting, ledger: Ledger, cue: Found) -> Iterator[Claim]:
    """Read talks, openings and suspensions: two parties and a time."""
    time = nearest_time(setting, cue.at, cue.stop)
    if time is None or gap(time.at, time.stop, cue.at, cue.stop) > 2 * _NEAR:
        return
    pair = _pair(setting, ledger, cue, companies=cue.meaning == "start")
    if len(pair) < 2 and cue.meaning in ("suspension", "start"):
        pair = list(dict.fromkeys(one.id for one in _carried(setting, cue)))[:2]
    if len(pair) < 2:
        return
    period = stretch(time)
    if cue.meaning == "suspension" and period and period.after:
        period = _last_month(period)
    end = cue.stop
    yield claim_over(
        setting,
        "event",
        cue.at,
        end,
        period=period,
        modality="plan" if is_planned(setting, cue.at, cue.stop) else "actual",
        event=cue.meaning,
        subject=pair[0],
        partner=pair[1],
    )


def _carried(setting: Setting, cue: Found) -> list[Named]:
    """Return the parties of the sentence before: companies for a start, states else."""
    kinds = ("company",) if cue.meaning == "start" else STATES
    found = of_kinds(setting, kinds, carried=True)
    return sorted(found, key=lambda one: one.id == "IRN")


def _last_month(period: Stretch) -> Stretch:
    """Return the last month of a longer time, at whose end something stopped."""
    if period.after is None or (period.after - period.first).days < 62:
        return period
    last = period.after - timedelta(days=1)
    return Stretch(last.replace(day=1), period.after)


def _agreements(setting: Setting, ledger: Ledger) -> Iterator[Claim]:
    for cue in setting.sentence.of("agreement"):
        time = nearest_time(setting, cue.at, cue.stop)
        pair = _pair(setting, ledger, cue, companies=True)
        if time is None or len(pair) < 2:
            continue
        yield claim_over(
            setting,
            "agreement",
            cue.at,
            cue.stop,
            period=stretch(time),
            modality="plan" if is_planned(setting, cue.at, cue.stop) else "actual",
            subject=pair[0],
            partner=pair[1],
            good=_topic(setting, cue),
        )


def _topic(setting: Setting, cue: Found) -> str | None:
    """Return what an agreement is on, where a word of it stands near."""
    for one in setting.sentence.of("cue"):
        if one.meaning in ("gas", "oil") and gap(one.at, one.stop, cue.at, cue.stop) <= 6:
            return one.meaning
    return None


def _pair(setting: Setting, ledger: Ledger, cue: Found, *, companies: bool = False) -> list[str]:
    """Return the first two parties of a sentence; companies before states where asked."""
    if companies:
        firms = [one.id for one in of_kinds(setting, ("company",))]
        if len(dict.fromkeys(firms)) > 1:
            return list(dict.fromkeys(firms))[:2]
    states = [one for one in of_kinds(setting, STATES) if one.case != "to"]
    before = [one.id for one in states if one.stop <= cue.at]
    found = list(dict.fromkeys(before))
    if len(found) < 2:
        found = list(dict.fromkeys([*found, *(one.id for one in states)]))
    if len(found) < 2:
        people = [state_of(ledger, setting.kinds, one.id) for one in own_names(setting)]
        found = list(dict.fromkeys([*found, *(one for one in people if one)]))
    return found[:2]
