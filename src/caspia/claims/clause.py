"""The stretch of a sentence around one figure, and the search for words and names near it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from caspia.claims.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.claims.naming import Named
    from caspia.claims.sentence import Sentence

_NARROWING = ("port", "corridor", "oil_pipeline", "gas_pipeline", "company")
_PARTIES = ("state", "bloc", "group", "region")
_CONNECTORS = word_set("connectors")
# Words that may stand before "exports" without saying of what.
_OF_ALL = word_set("of all goods")


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure with what surrounds it.

    Attributes
    ----------
    sentence : Sentence
        Where it stands.
    at, stop : int
        Tokens of the figure.
    begin, end : int
        Tokens of its clause: what lies nearer to it than to another figure.
    named : sequence of Named
        All names of the sentence, those carried over from before with negative places.
    kinds : dict
        Id to kind.
    """

    sentence: Sentence
    at: int
    stop: int
    begin: int
    end: int
    named: Sequence[Named]
    kinds: dict[str, str]

    @property
    def language(self) -> str:
        """Language of the sentence."""
        return self.sentence.language

    def is_inside(self, at: int) -> bool:
        """Tell whether a token lies in the clause."""
        return self.begin <= at < self.end

    def has_connector(self, at: int, stop: int) -> bool:
        """Tell whether a comma or "and" stands between two places."""
        return any(self.sentence.word(n) in _CONNECTORS for n in range(at, stop))

    def steps_to(self, at: int, stop: int) -> float:
        """Return how many tokens lie between something and the figure; outside it counts more."""
        near = self.at - stop if stop <= self.at else at - self.stop
        return max(near, 0) + (0 if self.is_inside(at) else 30)

    def nearest_cue(self, meaning: str, *, within: bool = False) -> float | None:
        """Return how far a cue is from the figure; None where there is none."""
        steps = [
            self.steps_to(one.at, one.stop)
            for one in self.sentence.of("cue")
            if one.meaning == meaning and (self.is_inside(one.at) or not within)
        ]
        return min(steps, default=None)

    def parties(self, *, whole: bool = False) -> list[Named]:
        """Return the states and blocs named in the clause, else in the sentence, by place."""
        every = [one for one in self.named if self._is_party(one.id)]
        every.sort(key=lambda one: one.at < 0)
        inside = [one for one in every if self.is_inside(one.at)]
        if whole:
            return every
        if len({one.id for one in inside}) >= 2:
            return inside
        return inside + [one for one in every if one not in inside]

    def _is_party(self, name: str) -> bool:
        return self.kinds.get(name) in _PARTIES or name == "EUROPE"

    def party(self, case: str, *, other_than: str | None = None, exact: bool = True) -> str | None:
        """Return the party in a case: the nearest in the clause, else before it, else behind.

        One that goes with another figure, behind the clause, is not meant.
        """
        wanted = [
            one
            for one in self.named
            if self._is_party(one.id)
            and one.id != other_than
            and (not exact or one.case == case)
            and one.at < self.end
            and (one.at >= 0 or not exact)
        ]
        inside = [one for one in wanted if self.is_inside(one.at)]
        if inside:
            return min(inside, key=lambda one: self.steps_to(one.at, one.stop)).id
        return wanted[0].id if wanted else None

    def first_party(self, *, other_than: str | None = None) -> str | None:
        """Return the first party without a case in the clause, else in the sentence."""
        wanted = [
            one
            for one in self.named
            if self._is_party(one.id) and one.id != other_than and not one.case
        ]
        inside = [one for one in wanted if self.is_inside(one.at)]
        return next((one.id for one in inside or wanted), None)

    def doer(self, cues: Sequence[str], *, other_than: str | None = None) -> str | None:
        """Return the party that stands last before the word that says what it did."""
        verbs = [one for one in self.sentence.of("cue") if one.meaning in cues]
        verbs = [one for one in verbs if self.is_inside(one.at) or one.stop <= self.at]
        if not verbs or self.language != "en":
            return None
        verb = min(verbs, key=lambda one: self.steps_to(one.at, one.stop))
        before = [
            one
            for one in self.named
            if one.at >= 0 and one.stop <= verb.at and self._is_party(one.id) and not one.case
        ]
        if not self.is_inside(verb.at):
            own = [one for one in self.named if self.begin <= one.at < self.at]
            before = [one for one in own if self._is_party(one.id) and not one.case] or before
        near = [one for one in before if self.is_inside(one.at)] or before
        found = near[-1].id if near else None
        return None if found == other_than else found

    def bracketed(self) -> Named | None:
        """Return the name that a figure in brackets follows: "Kyrgyzstan (by 600%)"."""
        at = self.at
        while at > 0 and self.sentence.word(at - 1) in ("by", "на", "+"):
            at -= 1
        if self.sentence.word(at - 1) != "(":
            return None
        return next((one for one in self.named if one.stop == at - 1), None)

    def with_party(self) -> str | None:
        """Return the party in the case "with" that stands in the clause."""
        found = [one for one in self.named if one.case == "with" and self.is_inside(one.at)]
        return found[-1].id if found else None

    def is_named_inside(self, name: str) -> bool:
        """Tell whether the clause itself names a party."""
        return any(one.id == name and self.is_inside(one.at) for one in self.named)

    def names_more(self, *known: str | None) -> bool:
        """Tell whether the clause names a port, line, corridor or company beside those known."""
        return any(
            self.kinds.get(one.id) in _NARROWING and one.id not in known
            for one in self.named
            if self.is_inside(one.at)
        )

    def inside(self, kind: str) -> Named | None:
        """Return the first name of a kind in the clause itself."""
        return next(
            (
                one
                for one in self.named
                if self.kinds.get(one.id) == kind and self.is_inside(one.at)
            ),
            None,
        )

    def own_party(self) -> str | None:
        """Return the nearest party or company of the sentence itself."""
        many = [
            one
            for one in self.named
            if one.at >= 0 and (self._is_party(one.id) or self.kinds.get(one.id) == "company")
        ]
        nearest = min(many, key=lambda one: self.steps_to(one.at, one.stop), default=None)
        return nearest.id if nearest else None

    def of_kind(self, kind: str) -> Named | None:
        """Return the nearest name of a kind."""
        many = [one for one in self.named if self.kinds.get(one.id) == kind]
        return min(many, key=lambda one: self.steps_to(one.at, one.stop), default=None)

    def of_ids(self, ids: Sequence[str]) -> Named | None:
        """Return the nearest of some names."""
        many = [one for one in self.named if one.id in ids]
        return min(many, key=lambda one: self.steps_to(one.at, one.stop), default=None)

    def _is_a_good(self, at: int) -> bool:
        """Tell whether a word behind "exports of" is neither a name nor of the series itself."""
        named = any(name.at <= at < name.stop for name in self.named)
        known = self.sentence.starting("cue", at) is not None
        fill = self.sentence.word(at) in _OF_ALL or self.sentence.starting("hedge", at) is not None
        return self.sentence.kind(at) == "word" and not (named or known or fill)

    def is_of_another_good(self, cues: Sequence[str]) -> bool:
        """Tell whether "exports" is narrowed by a word that is no name: "caviar exports"."""
        if self.language != "en":
            return False
        for one in self.sentence.of("cue"):
            if one.meaning not in cues or not self.sentence.word(one.at).endswith("s"):
                continue
            if self.sentence.word(one.stop) == "of" and self._is_a_good(one.stop + 1):
                return True
            before = self.sentence.word(one.at - 1)
            at = one.at - 1
            named = any(name.at <= at < name.stop for name in self.named)
            known = any(
                cue.at <= at < cue.stop for cue in self.sentence.of("cue", "part", "ordinal")
            )
            if self.sentence.kind(at) == "word" and not (named or known or before in _OF_ALL):
                return True
        return False


def bounds(sentence: Sentence, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where the clause of each figure begins and ends.

    Parameters
    ----------
    sentence : Sentence
        Where they stand.
    places : sequence of (int, int)
        Tokens of the figures, in order.
    """
    cuts = [0]
    for (_, stop), (at, _) in pairwise(places):
        marks = [n for n in range(stop, at) if sentence.word(n) in _CONNECTORS]
        if marks:
            cuts.append(marks[-1])
        else:
            cuts.append(stop if sentence.language in ("az", "tr") else at)
    cuts.append(len(sentence.tokens))
    return list(pairwise(cuts))
