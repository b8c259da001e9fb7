"""Read every claim of a text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caspia.claims.figure_claims import Setting, figure_claims
from caspia.claims.happenings import happening_claims
from caspia.claims.lexicon import language_of
from caspia.claims.naming import Named, named_in, names_of
from caspia.claims.sentence import Sentence
from caspia.claims.times import times_of
from caspia.claims.topics import dimension_said
from caspia.claims.tokens import sentences, tokens_of

if TYPE_CHECKING:
    from datetime import date

    from caspia.claims.claim import Claim
    from caspia.claims.times import Time
    from caspia.claims.tokens import Token
    from caspia.ledger import Ledger

_POINTING = frozenset("that this it these".split())
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
    language = language_of(text)
    for tokens in sentences(text, tokens_of(text)):
        own = text[tokens[0].start : tokens[-1].end]
        spoken = language_of(own) if len(tokens) > 5 else language
        sentence = Sentence.read(tokens, spoken)
        times = times_of(sentence, day, last_time)
        named = named_in(sentence, names)
        setting = Setting(sentence, times, [*carried, *named], names.kinds, text)
        figures = list(figure_claims(setting))
        found += [_inherited(one, last_figure, tokens) for one in figures]
        last_figure = next((one for one in found[::-1] if one.series), last_figure)
        found += happening_claims(setting, ledger)
        last_time = next((one for one in reversed(times) if one.role == "when"), last_time)
        if named:
            carried = [Named(one.id, _BEFORE, _BEFORE, one.case) for one in named]
    return _in_order(found)


def _inherited(claim: Claim, last: Claim | None, tokens: list[Token]) -> Claim:
    """Read "That came out to 3.2 bcm": it is about what the sentence before was about."""
    if claim.series or last is None or claim.kind != "quantity" or claim.amount is None:
        return claim
    if tokens[0].plain not in _POINTING or last.series not in _TOTALS:
        return claim
    if dimension_said(claim.amount.unit) != "gas":
        return claim
    return replace(
        claim, series=_TOTALS[last.series], subject=last.subject, partner=last.partner
    )


def _in_order(claims: list[Claim]) -> list[Claim]:
    """Sort claims by place; of two of one kind on one place the first stays."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda one: (one.start, -one.end)):
        last = kept[-1] if kept else None
        if last and claim.start < last.end and claim.kind == last.kind:
            continue
        kept.append(claim)
    return kept
