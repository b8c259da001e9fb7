"""Read an amount as people write it: "more than 1.5 bcm", "10 to 20 billion USD"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from caspia.amounts.amount import Amount
from caspia.amounts.digits import FIGURE, has_scale, read_figure
from caspia.amounts.qualifiers import Qualifier, rules
from caspia.amounts.spoken import read_unit
from caspia.amounts.units import dimension
from caspia.errors import AmountError

_BODY = re.compile(
    rf"(?P<before>[^\d+-]*)(?P<sign>[+-]?)(?P<currency>[^\d\s+-]*)\s*(?P<first>{FIGURE})"
    rf"(?:(?P<between>[^\d+-]*?)\s*(?P<mark>-|–|—|…|\.\.\.|\bto\b|\band\b)\s*"
    rf"(?P<second_sign>[+-]?)[^\d\s+-]?(?P<second>{FIGURE}))?"
    r"\s*(?:-(?=[^\W\d]))?(?P<after>.*)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+or (so or more|so or less|more|less|so)$", re.IGNORECASE)
_WITHOUT = re.compile(r"\s*\(without ([^()]+)\)$")
_EXAMPLES = 'Write it as in "more than 1.5 bcm", "1.2-2 Mt", "45.8 %" or "$529.4 million".'


@dataclass(frozen=True, slots=True)
class _Reading:
    """The numbers and the unit in a text, before the hedge is applied."""

    first: Fraction
    second: Fraction | None
    unit: str
    quoted: str


def parse_amount(text: str) -> Amount:
    """Read an amount with its hedge and its unit.

    The last digit printed counts ("60 000 TEU" is given to the TEU, "60 thousand TEU" to the
    thousand). A word of scale multiplies and the unit stays as written: "1,485 thousand tonnes" is
    1 485 000 t. A comma before three digits groups thousands; elsewhere it is a decimal mark. Whole
    things (trucks, vessels, a bare number) and ranks are counts.

    Parameters
    ----------
    text : str
        One amount and nothing else.

    Raises
    ------
    AmountError
        Says what could not be read and how to write it.
    """
    plain = re.sub(r"[\s\u00a0\u2009\u202f]+", " ", text.replace("−", "-")).strip()
    if plain.lower().startswith("unknown"):
        return Amount.unknown(_read_unit(plain[len("unknown") :].strip(" ()"), text))
    plain, missing = _cut_missing(plain)
    plain, tail = _cut_tail(plain)
    qualifier, rest = _cut_hedge(plain)
    reading = _read_body(rest, text)
    if reading.second is not None:
        amount = _range(reading, qualifier, text)
        soft = replace(amount, soft_low=tail in ("less", "so"), soft_high=tail in ("more", "so"))
        return replace(soft, missing=missing)
    if tail:
        return replace(_open(reading, qualifier, tail, text), missing=missing)
    if qualifier == "between":
        raise _unreadable(text, "a range needs two figures.")
    counted = dimension(reading.unit) in ("count", "rank")
    amount = Amount.of(
        float(reading.first), reading.unit, qualifier, reading.quoted, counted=counted
    )
    return replace(amount, missing=missing)


def _cut_missing(text: str) -> tuple[str, tuple[str, ...]]:
    match = _WITHOUT.search(text)
    if not match:
        return text, ()
    return text[: match.start()], tuple(name.strip() for name in match[1].split(","))


def _cut_tail(text: str) -> tuple[str, str]:
    match = _TAIL.search(text)
    return (text[: match.start()], match[1].lower()) if match else (text, "")


def _cut_hedge(text: str) -> tuple[Qualifier, str]:
    for word, qualifier in _hedges():
        if text.lower().startswith(word):
            rest = text[len(word) :]
            if not (word[-1].isalpha() and rest[:1].isalpha()):
                return qualifier, rest.strip()
    return "exact", text


@cache
def _hedges() -> tuple[tuple[str, Qualifier], ...]:
    words = {word: rule.qualifier for rule in rules() for word in rule.words}
    return tuple(sorted(words.items(), key=lambda pair: -len(pair[0])))


def _read_body(text: str, whole: str) -> _Reading:
    match = _BODY.fullmatch(text)
    if not match:
        raise _unreadable(whole, "there is no number in it.")
    before = (match["before"].strip() + " " + match["currency"].strip()).strip()
    after = match["after"].strip()
    between = (match["between"] or "").strip()
    first, second = match["first"], match["second"]
    scale = _scale_of(second) if second and not has_scale(first) else Fraction(1)
    low = read_figure(first)[0] * scale
    high = read_figure(second)[0] if second else None
    if before and after and not after.startswith(("a ", "an ", "per ", "/", "each ")):
        raise _unreadable(whole, f"it has two units, {before!r} and {after!r}.")
    if re.match(r"/\s*\d", after):
        raise _unreadable(whole, "a fraction is no figure.")
    if between and between not in (after, before):
        raise _unreadable(whole, f"{between!r} stands between its figures.")
    unit = _read_unit(f"{before} {after}".strip(), whole)
    return _Reading(
        low if match["sign"] != "-" else -low,
        high if high is None or match["second_sign"] != "-" else -high,
        unit,
        match.group()[match.start("first") : match.end("second" if second else "first")],
    )


def _scale_of(figure: str) -> Fraction:
    """Return the scale of a single figure with one word of scale ("20 billion")."""
    if not has_scale(figure):
        return Fraction(1)
    bare = re.match(r"[\d.,' ]*\d", figure)
    return read_figure(figure)[0] / read_figure(bare.group())[0] if bare else Fraction(1)


def _read_unit(text: str, whole: str) -> str:
    if not text:
        return "count"
    try:
        return read_unit(text)
    except AmountError as fault:
        raise _unreadable(whole, str(fault)) from None


def _range(reading: _Reading, qualifier: Qualifier, text: str) -> Amount:
    if qualifier not in ("exact", "between", "about") or reading.second is None:
        raise _unreadable(text, f"a range cannot be {qualifier.replace('_', ' ')} as well.")
    low, high = sorted((reading.first, reading.second))
    return Amount.of(
        None, reading.unit, "between", reading.quoted, low=float(low), high=float(high)
    )


def _open(reading: _Reading, qualifier: Qualifier, tail: str, text: str) -> Amount:
    """Read "8 bcm or more": a bound on one side and none on the other."""
    if qualifier != "exact" or tail == "so":
        raise _unreadable(text, f"'or {tail}' does not go with one hedged figure.")
    given = Amount.of(float(reading.first), reading.unit, "exact", reading.quoted)
    soft = tail.startswith("so ")
    if tail.endswith("more"):
        return replace(given, qualifier="at_least", low=given.value, high=None, soft_low=soft)
    return replace(given, qualifier="up_to", low=None, high=given.value, soft_high=soft)


def _unreadable(text: str, why: str) -> AmountError:
    return AmountError(f"{text!r} is no amount: {why} {_EXAMPLES}")
