"""Why a candidate stands where it does: one sentence a feature, with the rows that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.ledger import name_of
from caspia.relations.ranking import trait_of
from caspia.relations.rules import candidate_features

if TYPE_CHECKING:
    from collections.abc import Callable

    from caspia.relations.question import Known, Question, Trait
    from caspia.relations.ranking import Numbers


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature of a candidate in a sentence.

    Attributes
    ----------
    feature : str
        Its id.
    text : str
        The sentence.
    brings : float
        Its part of the score.
    rows : tuple of str
        The rows that show it.
    """

    feature: str
    text: str
    brings: float
    rows: tuple[str, ...]


def reasons_for(question: Question, known: Known, role: str, brings: Numbers) -> tuple[Reason, ...]:
    """Return the reasons of a candidate, those that bring most first."""
    names = [name_of(question.ledger, party) for party in question.pair]
    found = []
    for feature, part in zip(candidate_features(), brings, strict=True):
        trait = trait_of(known, feature.id, role)
        if trait is None or not feature.weight(role):
            continue
        text = _SAYINGS[feature.id](trait, names, role)
        found.append(Reason(feature.id, text, float(part), trait.rows))
    return tuple(sorted(found, key=lambda one: -one.brings))


def missing_for(known: Known, role: str) -> tuple[str, ...]:
    """Return in words which features are missing of a candidate."""
    return tuple(
        feature.label
        for feature in candidate_features()
        if feature.weight(role) and trait_of(known, feature.id, role) is None
    )


def _weaker(trait: Trait, names: list[str], role: str) -> str:
    del role
    a, b = (100 * x for x in trait.detail)
    return f"its tie is {a:.0f} of 100 with {names[0]} and {b:.0f} with {names[1]}"


def _even(trait: Trait, names: list[str], role: str) -> str:
    del role
    apart = 100 * abs(trait.detail[0] - trait.detail[1])
    nearer = names[0] if trait.detail[0] >= trait.detail[1] else names[1]
    return f"its two ties are {apart:.0f} of 100 apart, the closer one with {nearer}"


def _leverage(trait: Trait, names: list[str], role: str) -> str:
    del role
    a, b = (100 * x for x in trait.detail)
    return f"its share is {a:.1f} % of the trade of {names[0]} and {b:.1f} % of that of {names[1]}"


def _stake(trait: Trait, names: list[str], role: str) -> str:
    del role
    a, b = (f"{x:.0f}" for x in trait.detail)
    return f"open modes of transport straight to {names[0]}: {a}, to {names[1]}: {b}"


def _past_pair(trait: Trait, names: list[str], role: str) -> str:
    return _past(trait, role, f"talks of {names[0]} and {names[1]}")


def _past_others(trait: Trait, names: list[str], role: str) -> str:
    del names
    return _past(trait, role, "talks of others")


def _past(trait: Trait, role: str, talks: str) -> str:
    did = f"received or lent the place to {talks}" if role == "host" else f"mediated in {talks}"
    number = round(trait.detail[0])
    if not number:
        return f"is not recorded to have {did} before"
    return f"{did} {'once' if number == 1 else f'{number} times'} before"


def _enmity(trait: Trait, names: list[str], role: str) -> str:
    del role
    if not trait.value:
        return "has itself needed a third party's help in talks with one of the two"
    if trait.detail[0] == 1.0:
        return f"is allied with {names[int(trait.detail[1])]} and not with the other"
    return "is allied with both"


def _camps(trait: Trait, names: list[str], role: str) -> str:
    del names, role
    balance = 100 * trait.detail[0]
    side = "nearer to the West" if balance > 0 else "nearer to Russia"
    where = "as far from Russia as from the West" if abs(balance) < 0.5 else side
    return f"by its blocs it stands {where} ({balance:+.0f} of 100)"


def _near(trait: Trait, names: list[str], role: str) -> str:
    del role
    a, b = (f"{x:,.0f} km" for x in trait.detail)
    return f"its capital lies {a} from that of {names[0]} and {b} from that of {names[1]}"


_SAYINGS: dict[str, Callable[[Trait, list[str], str], str]] = {
    "weaker_tie": _weaker,
    "even_handed": _even,
    "leverage": _leverage,
    "stake": _stake,
    "past_pair": _past_pair,
    "past_others": _past_others,
    "free_of_enmity": _enmity,
    "between_camps": _camps,
    "near": _near,
}
