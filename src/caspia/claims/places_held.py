"""Ranks and places in a row: "the largest economy", "the second since 2001"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import Amount
from caspia.claims.told import STATES, claim_over, gap, nearest_time, of_kinds, stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.claims.claim import Claim
    from caspia.claims.figure_claims import Setting
    from caspia.claims.lexicon import Found

_REACH = 14


def rank_claims(setting: Setting) -> Iterator[Claim]:
    """Yield ranks, numbers in a row, and falls or rises without a figure."""
    for cue in setting.sentence.of("superlative"):
        if setting.sentence.word(cue.at - 2) != "of":
            yield _rank(setting, cue)
    for cue in setting.sentence.of("ordinal"):
        claim = _in_a_row(setting, cue)
        if claim:
            yield claim
    yield from _bare_changes(setting)


def _place(value: int) -> Amount:
    return Amount.of(float(value), "rank", counted=True)


def _rank(setting: Setting, cue: Found) -> Claim:
    words = [setting.sentence.word(n) for n in range(cue.at, cue.stop)]
    value = 3 if "third" in words else 2 if "second" in words else 1
    time = nearest_time(setting, cue.at, cue.stop)
    series, pair = _trade_rank(setting, cue)
    return claim_over(
        setting,
        "rank",
        cue.at,
        min(cue.stop + 2, len(setting.sentence.tokens)),
        amount=_place(value),
        period=stretch(time),
        series=series,
        subject=pair[0],
        partner=pair[1],
    )


def _trade_rank(setting: Setting, cue: Found) -> tuple[str | None, tuple[str | None, str | None]]:
    """Return the series where two states are named and the rank is one of trade."""
    states = [one.id for one in of_kinds(setting, STATES)]
    trade = any(one.meaning == "trade" for one in setting.sentence.of("cue"))
    others = [one for one in states if one != "AZE"]
    if trade and "AZE" in states and others:
        return "trade_rank", ("AZE", others[0])
    before = [one.id for one in of_kinds(setting, STATES) if one.stop <= cue.at]
    return None, (before[-1] if before else None, None)


def _in_a_row(setting: Setting, cue: Found) -> Claim | None:
    """Read "second … since 2001" and "for the first time"."""
    if not cue.meaning.isdigit():
        return None
    sentence = setting.sentence
    first_time = sentence.word(cue.stop) == "time" and sentence.word(cue.at - 2) == "for"
    since = [
        one
        for one in setting.times
        if one.role == "since" and gap(one.at, one.stop, cue.at, cue.stop) <= _REACH
    ]
    if not (first_time or since):
        return None
    end = cue.stop + 1
    time = since[0] if since else nearest_time(setting, cue.at, cue.stop)
    pair = _visitor_and_host(setting) if since else (None, None)
    return claim_over(
        setting,
        "ordinal",
        cue.at,
        min(end, len(sentence.tokens)),
        amount=_place(int(cue.meaning)),
        period=stretch(time),
        series="leader_visits" if all(pair) else None,
        subject=pair[0],
        partner=pair[1],
    )


def _visitor_and_host(setting: Setting) -> tuple[str | None, str | None]:
    """Return whose leader came to whom, where the sentence counts visits of leaders."""
    words = {token.plain for token in setting.sentence.tokens}
    if not words & {"leader", "visit", "president"}:
        return None, None
    states = list(dict.fromkeys(one.id for one in of_kinds(setting, STATES)))
    return (states[0], states[1]) if len(states) == 2 else (None, None)


_BARE = {"decrease": -1, "decline": -1, "fall": -1, "drop": -1, "increase": 1, "growth": 1}
_SERIES = {"export": "exports_change", "import": "imports_change", "trade": "trade_turnover_change"}


def _bare_changes(setting: Setting) -> Iterator[Claim]:
    """Read "a decrease in indicators, both in exports and imports": which way, and no more."""
    sentence = setting.sentence
    for at in range(len(sentence.tokens) - 2):
        way = _BARE.get(sentence.word(at))
        if way is None or sentence.word(at - 1) not in ("a", "an") or sentence.word(at + 1) != "in":
            continue
        time = nearest_time(setting, at, at + 1)
        states = list(dict.fromkeys(one.id for one in of_kinds(setting, STATES, carried=True)))
        if time is None or "AZE" not in states or len(states) < 2:
            continue
        other = next(one for one in states if one != "AZE")
        for first, last, series in _meant(setting, at):
            yield claim_over(
                setting,
                "change",
                first,
                last,
                amount=_sign_only(way),
                period=stretch(time),
                series=series,
                subject="AZE",
                partner=other,
            )


def _meant(setting: Setting, at: int) -> Iterator[tuple[int, int, str]]:
    """Yield the tokens and series of what rose or fell."""
    cues = [one for one in setting.sentence.of("cue") if 0 <= one.at - at <= 10]
    if any(one.meaning in ("indicators", "trade") for one in cues):
        yield at, at + 3, "trade_turnover_change"
    for one in cues:
        if one.meaning in ("export", "import") and one.at > at + 2:
            yield one.at, one.stop, _SERIES[one.meaning]


def _sign_only(way: int) -> Amount:
    """Return "less than nothing" or "more than nothing" in percent."""
    if way < 0:
        return Amount(0.0, "less_than", None, 0.0, "percent")
    return Amount(0.0, "more_than", 0.0, None, "percent")
