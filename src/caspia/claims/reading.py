"""Read every claim of a text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caspia.claims.claim import Stretch
from caspia.claims.figure_claims import Setting, figure_claims
from caspia.claims.happenings import happening_claims
from caspia.claims.lexicon import language_of
from caspia.claims.naming import Named, named_in, names_of
from caspia.claims.sentence import Sentence
from caspia.claims.times import times_of
from caspia.claims.tokens import sentences, tokens_of
from caspia.claims.topics import dimension_said

if TYPE_CHECKING:
    from datetime import date

    from caspia.claims.claim import Claim
    from caspia.claims.times import Time
    from caspia.claims.tokens import Token
    from caspia.ledger import Ledger

_POINTING = frozenset(["that", "this", "it", "these", "bu", "это"])
# Series of what stands at a time, which the time of another sentence does not date.
_TIMELESS = ("investment_stock", "school_", "centre_", "trade_rank", "territory", "gas_contract")
# A rate, and the series of what it comes to over a time.
_TOTALS = {"gas_flow_daily": "gas_flow", "gas_contract_daily": "gas_flow", "gas_flow": "gas_flow"}
_BEFORE = -1000  # place of a name that the sentence before carried over


def read_claims(text: str, ledger: Ledger, day: date) -> list[Claim]:
    """Return the claims of a plain text in order, without a verdict.

    Parameters
    ----------
    text : str
        Plain text; spans are characters of it.
    ledger : Ledger
        Whose names and series are meant.
    day : date
        The day of the text: what "last year" counts from.
    """
    names = names_of(ledger)
    found: list[Claim] = []
    last_time: Time | None = None
    carried: list[Named] = []
    last_figure: Claim | None = None
    last_corridor: Named | None = None
    block = -1
    language = language_of(text)
    for tokens in sentences(text, tokens_of(text)):
        own = text[tokens[0].start : tokens[-1].end]
        spoken = language_of(own) if len(tokens) > 5 else language
        sentence = Sentence.read(tokens, spoken)
        times = times_of(sentence, day, last_time)
        named = named_in(sentence, names)
        corridors = [one for one in named if names.kinds.get(one.id) == "corridor"]
        if not corridors and last_corridor and _points_at_one(sentence):
            carried = [*carried, last_corridor]
        setting = Setting(sentence, times, [*carried, *named], names.kinds, text)
        figures = list(figure_claims(setting))
        found += [_inherited(one, last_figure, tokens) for one in figures]
        last_figure = next((one for one in found[::-1] if one.series), last_figure)
        found += happening_claims(setting, ledger)
        paragraph = _paragraph(text, tokens[0].start)
        found = _with_time(found, figures, None if paragraph != block else last_time)
        block = paragraph
        last_time = next((one for one in reversed(times) if one.role == "when"), last_time)
        if corridors:
            last_corridor = Named(corridors[-1].id, _BEFORE, _BEFORE)
        if named:
            carried = [Named(one.id, _BEFORE, _BEFORE, one.case) for one in named]
    return _in_order(found)


def _paragraph(text: str, at: int) -> int:
    """Return where the paragraph of a place begins."""
    return max(text.rfind("\n\n", 0, at), -1)


def _points_at_one(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of "the corridor" without its name."""
    return any(
        one.meaning == "corridor" and sentence.word(one.at - 1) in ("the", "this")
        for one in sentence.of("cue")
    )


def _with_time(found: list[Claim], figures: list[Claim], time: Time | None) -> list[Claim]:
    """Give figures without a time that of the sentence before, in the same paragraph."""
    if time is None or time.after is None or not figures:
        return found
    rest, own = found[: len(found)], {(one.start, one.end) for one in figures}
    period = Stretch(time.first, time.after)
    return [
        replace(one, period=period, is_carried=True)
        if (one.start, one.end) in own and _wants_a_time(one)
        else one
        for one in rest
    ]


def _wants_a_time(claim: Claim) -> bool:
    if claim.period is not None or claim.base is not None or claim.series is None:
        return False
    return not claim.series.startswith(_TIMELESS)


def _inherited(claim: Claim, last: Claim | None, tokens: list[Token]) -> Claim:
    """Read "That came out to 3.2 bcm": it is about what the sentence before was about."""
    if claim.series or last is None or claim.amount is None:
        return claim
    if tokens[0].plain not in _POINTING:
        return claim
    if claim.kind == "change" and claim.period is None and last.kind == "quantity":
        return replace(
            claim,
            series=f"{last.series}_change",
            subject=last.subject,
            partner=last.partner,
            period=last.period,
        )
    if claim.kind != "quantity" or last.series not in _TOTALS:
        return claim
    if dimension_said(claim.amount.unit) != "gas":
        return claim
    return replace(claim, series=_TOTALS[last.series], subject=last.subject, partner=last.partner)


def _in_order(claims: list[Claim]) -> list[Claim]:
    """Sort claims by place; of two of one kind on one place the first stays."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda one: (one.start, -one.end)):
        last = kept[-1] if kept else None
        if last and claim.start < last.end and claim.kind == last.kind:
            continue
        kept.append(claim)
    return kept
