"""Memberships, offices and roles that a sentence tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.claims.told import (
    BLOCS,
    STATES,
    claim_over,
    gap,
    nearest_time,
    of_kinds,
    state_of,
    stretch,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.claims.claim import Claim, Stretch
    from caspia.claims.figure_claims import Setting
    from caspia.claims.lexicon import Found
    from caspia.claims.naming import Named
    from caspia.claims.times import Time
    from caspia.ledger import Ledger

# Those between whom others host or mediate.
_SIDES = ("ARM", "AZE")
_NEAR, _YEAR = 14, 366  # tokens between an office and its time; days of that time
_BETWEEN = frozenset(["and", ",", "və", "ve", "и", "with", "the"])


def standing_claims(setting: Setting, ledger: Ledger) -> Iterator[Claim]:
    """Yield memberships, offices and roles."""
    for cue in setting.sentence.of("standing"):
        if _is_denied(setting, cue):
            continue
        yield from _memberships(setting, cue)
    taken: set[str] = set()
    for cue in setting.sentence.of("office"):
        for claim in _offices(setting, ledger, cue):
            if claim.subject and claim.subject not in taken:
                taken.add(claim.subject)
                yield claim
    for cue in setting.sentence.of("role"):
        yield from _roles(setting, cue)


def _memberships(setting: Setting, cue: Found) -> Iterator[Claim]:
    blocs = of_kinds(setting, BLOCS)
    near = [one for one in blocs if gap(one.at, one.stop, cue.at, cue.stop) <= 8]
    bloc = min(near, key=lambda one: gap(one.at, one.stop, cue.at, cue.stop), default=None)
    if bloc is None and setting.sentence.word(cue.at) == "dialogue":
        bloc = next((one for one in blocs), None)
    if bloc is None:
        bloc = next(iter(of_kinds(setting, BLOCS, carried=True)), None)
    if bloc is None:
        return
    at, end = min(cue.at, bloc.at), max(cue.stop, bloc.stop)
    if end - at > 12:
        at, end = cue.at, cue.stop
    for number, member in enumerate(_members(setting, cue)):
        first = member.at if number else at
        last = member.stop if number else end
        yield claim_over(
            setting,
            "membership",
            first,
            last,
            subject=member.id,
            partner=bloc.id,
            role=cue.meaning,
        )


def _members(setting: Setting, cue: Found) -> list[Named]:
    """Return the states before the cue that are listed together, else those behind it."""
    states = of_kinds(setting, STATES)
    before = [one for one in states if one.stop <= cue.at]
    if not before:
        return states[:1]
    group = [before[-1]]
    for one in reversed(before[:-1]):
        words = [setting.sentence.word(n) for n in range(one.stop, group[0].at)]
        if not words or not all(word in _BETWEEN for word in words):
            break
        group.insert(0, one)
    behind = next((one for one in states if one.at == cue.stop + 1), None)
    if behind and setting.sentence.word(cue.stop) == "with":
        group.append(behind)
    return group


def _offices(setting: Setting, ledger: Ledger, cue: Found) -> Iterator[Claim]:
    people = of_kinds(setting, ("person",))
    plural = setting.sentence.word(cue.stop - 1) in ("ministers", "presidents")
    if plural:
        yield from _offices_in_brackets(setting, ledger, cue, people)
        return
    person = _holder(setting, cue, people)
    if person is None:
        return
    beside = _state_beside(setting, cue, person)
    if beside is None and cue.meaning == "president":
        return  # "President Tokayev" is how he is called, no claim
    state = beside or state_of(ledger, setting.kinds, person.id)
    at, end = min(cue.at, person.at), max(cue.stop, person.stop)
    yield claim_over(
        setting,
        "office",
        at,
        end,
        period=_day(setting, at, end),
        subject=person.id,
        partner=state,
        office=cue.meaning,
    )


def _day(setting: Setting, at: int, end: int) -> Stretch | None:
    """Return the time beside an office, behind it first; else the office is of the text's day."""
    times = [one for one in setting.times if one.role == "when" and one.after is not None]
    times = [one for one in times if gap(one.at, one.stop, at, end) <= _NEAR]
    behind = [one for one in times if one.at >= end]
    chosen = behind[:1] or times[-1:]
    return stretch(chosen[0]) if chosen and _is_short(chosen[0]) else None


def _is_short(time: Time) -> bool:
    return time.after is not None and (time.after - time.first).days <= _YEAR


def _offices_in_brackets(
    setting: Setting, ledger: Ledger, cue: Found, people: list[Named]
) -> Iterator[Claim]:
    """Read "energy ministers of A and B (X and Y, respectively)"."""
    behind = [one for one in people if cue.stop <= one.at <= cue.stop + 14]
    if "(" not in [setting.sentence.word(n) for n in range(cue.stop, cue.stop + 8)]:
        return
    for person in behind[:2]:
        yield claim_over(
            setting,
            "office",
            person.at,
            person.stop,
            period=_day(setting, person.at, person.stop),
            subject=person.id,
            partner=state_of(ledger, setting.kinds, person.id),
            office=cue.meaning,
        )


def _holder(setting: Setting, cue: Found, people: list[Named]) -> Named | None:
    """Return the person beside an office: at once behind it, or before it and a comma."""
    for one in people:
        if 0 <= one.at - cue.stop <= 2 and _is_close(setting, cue.stop, one.at):
            return one
    for one in people:
        if 0 < cue.at - one.stop <= 2 and setting.sentence.word(one.stop) == ",":
            return one
    for one in people:  # "President of Kazakhstan Tokayev", "its president, Ilham Aliyev"
        if 0 <= one.at - cue.stop <= 4 and _is_close(setting, cue.stop, one.at):
            return one
    return None


def _is_close(setting: Setting, at: int, stop: int) -> bool:
    bodies = of_kinds(setting, (*STATES, *BLOCS))
    states = {n for one in bodies for n in range(one.at, one.stop)}
    fill = ("of", "the", ",", "")
    return all(n in states or setting.sentence.word(n) in fill for n in range(at, stop))


def _state_beside(setting: Setting, cue: Found, person: Named) -> str | None:
    stop = max(cue.stop, person.stop)
    for one in of_kinds(setting, STATES):
        if setting.sentence.word(one.at - 1) == "of" and 0 < one.at - stop <= 4:
            return one.id
        if one.stop == min(cue.at, person.at) or (cue.stop < one.at < person.at):
            return one.id
    return None


def _roles(setting: Setting, cue: Found) -> Iterator[Claim]:
    sentence = setting.sentence
    if cue.meaning == "host" and not _is_about_talks(setting):
        return
    states = [one for one in of_kinds(setting, STATES) if one.id not in _SIDES]
    before = [one for one in states if one.stop <= cue.at]
    subject = before[-1] if before else (states[0] if states else None)
    if subject is None:
        carried = of_kinds(setting, STATES, carried=True)
        subject = next((one for one in carried if one.id not in _SIDES), None)
    if subject is None:
        return
    if _is_denied(setting, cue):
        return
    yield claim_over(
        setting,
        "role",
        cue.at,
        min(cue.stop + 2, len(sentence.tokens)) if cue.meaning == "host" else cue.stop,
        period=stretch(nearest_time(setting, cue.at, cue.stop)) if cue.meaning == "host" else None,
        subject=subject.id,
        role=cue.meaning,
    )


def _is_denied(setting: Setting, cue: Found) -> bool:
    """Tell whether "not" or "no longer" stands before what is said."""
    return any(
        one.at < cue.at and gap(one.at, one.stop, cue.at, cue.stop) <= 4
        for one in setting.sentence.of("negative")
    )


def _is_about_talks(setting: Setting) -> bool:
    return any(one.meaning == "negotiation" for one in setting.sentence.of("event"))
