"""Figures as claims: quantities, changes, shares, ranks and ordinals, with their slots."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from caspia.amounts import Amount
from caspia.claims.claim import Claim, Stretch
from caspia.claims.clause import Clause, bounds
from caspia.claims.figures import Figure, amount_of, figures_of
from caspia.claims.topics import ENDS, about

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from caspia.claims.claim import Kind
    from caspia.claims.lexicon import Found
    from caspia.claims.naming import Named
    from caspia.claims.sentence import Sentence
    from caspia.claims.times import Time

_HUNDRED = Fraction(100)
_FAR = 45.0  # steps beyond which a verb speaks of another figure


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds the figures of a sentence.

    Attributes
    ----------
    sentence : Sentence
        Where they stand.
    times : list of Time
        Stretches of time that it names.
    named : list of Named
        Names in it, and those carried over.
    kinds : dict
        Id to kind.
    text : str
        The whole text.
    """

    sentence: Sentence
    times: list[Time]
    named: list[Named]
    kinds: dict[str, str]
    text: str


def figure_claims(setting: Setting) -> Iterator[Claim]:
    """Yield the claims that the figures of a sentence make."""
    figures = figures_of(setting.sentence, setting.times)
    places = [(one.at, one.stop) for one in figures]
    edges = bounds(setting.sentence, places)
    for figure, (begin, end) in zip(figures, edges, strict=False):
        clause = Clause(
            setting.sentence, figure.at, figure.stop, begin, end, setting.named, setting.kinds
        )
        claim = _claim(setting, clause, figure)
        if claim:
            yield claim


def _claim(setting: Setting, clause: Clause, figure: Figure) -> Claim | None:
    way = _way(clause, figure)
    kind, plain = _kind_of(clause, figure, way)
    if kind is None or plain is None:
        return None
    amount = amount_of(plain, sign=-1 if kind == "change" and way < 0 else 1)
    if amount is None:
        return None
    topic = about(clause, plain.unit, change=kind == "change")
    period, base = _when(setting, clause, kind)
    start = setting.sentence.tokens[figure.at].start
    end = setting.sentence.tokens[figure.stop - 1].end
    claim = Claim(
        start, end, setting.text[start:end], kind, amount, period, base, _modality(clause)
    )
    if topic is None:
        return claim
    return replace(
        claim,
        series=topic.series,
        subject=topic.subject,
        partner=topic.partner,
        good=topic.good,
        scope=topic.scope,
        is_narrowed=clause.names_more(topic.subject, topic.partner, *ENDS.get(topic.subject, ())),
    )


def _way(clause: Clause, figure: Figure) -> int:
    """Return +1 where the clause says that something rose, -1 that it fell, 0 neither."""
    sentence = clause.sentence
    if figure.sort == "multiple" and figure.low < 1:
        return -1
    bare = _bare_way(clause)
    if bare:
        return bare
    if sentence.starting("more", figure.stop):
        return 1
    if sentence.starting("fewer", figure.stop):
        return -1
    ways = [(_verb_steps(clause, figure, cue), 1) for cue in sentence.of("up")]
    ways += [(_verb_steps(clause, figure, cue), -1) for cue in sentence.of("down")]
    steps, way = min(ways, key=lambda one: one[0], default=(_FAR, 0))
    return way if steps < _FAR else 0


def _verb_steps(clause: Clause, figure: Figure, cue: Found) -> float:
    """Return how far a verb of change is from a figure; in English it stands before it."""
    if cue.at >= figure.at and cue.stop <= figure.stop:
        return -1
    behind_first = clause.language in ("az", "tr")
    if not clause.is_inside(cue.at) and not (cue.stop <= figure.at or behind_first):
        return _FAR
    off = 4 if (cue.at >= figure.stop) != behind_first else 0
    return clause.steps_to(cue.at, cue.stop) + off


def _bare_way(clause: Clause) -> int:
    """Read ", up 23.8 percent" and "was down 5 percent"; "made up 60 percent" is no rise."""
    sentence = clause.sentence
    way = {"up": 1, "down": -1}.get(sentence.word(clause.at - 1), 0)
    before = sentence.word(clause.at - 2)
    return way if before in (",", "was", "were", "is", "are", "(", "–", "—") else 0


def _kind_of(clause: Clause, figure: Figure, way: int) -> tuple[Kind | None, Figure | None]:
    """Tell a change from a share and from a plain quantity, and put a change in percent."""
    if figure.sort == "fraction":
        if clause.language == "en" and clause.sentence.word(figure.stop) == "of":
            return "share", _percent(figure, figure.low)
        return ("change", _percent(figure, figure.low)) if way else (None, None)
    if figure.sort in ("multiple", "times"):
        part = _part(figure, way)
        return ("change", _percent(figure, part)) if part is not None else (None, None)
    if figure.unit != "percent":
        return "quantity", figure
    if (way or (clause.bracketed() and _rises(clause))) and not _is_share(clause):
        return "change", figure
    return "share", figure


def _part(figure: Figure, way: int) -> Fraction | None:
    """Return what a multiple comes to as a part: "5 times" more is four wholes more."""
    if figure.sort == "multiple":
        return figure.low - 1 if figure.low > 1 else 1 - figure.low
    if not way:
        return None
    return figure.low - 1 if way > 0 else 1 - 1 / figure.low


def _rises(clause: Clause) -> bool:
    """Tell whether the sentence speaks of growth before a list of figures in brackets."""
    return any(one.stop <= clause.at for one in clause.sentence.of("up"))


def _is_share(clause: Clause) -> bool:
    step = clause.nearest_cue("share", within=True)
    return step is not None


def _percent(figure: Figure, part: Fraction) -> Figure:
    quoted = figure.quoted if figure.sort == "times" else ""
    if figure.sort == "fraction":
        quoted = str(round(part * _HUNDRED))
    return replace(figure, low=part * _HUNDRED, high=part * _HUNDRED, unit="percent", quoted=quoted)


def _when(setting: Setting, clause: Clause, kind: Kind) -> tuple[Stretch | None, Stretch | None]:
    """Return when a figure holds, and for a change what it is compared with."""
    whens = [one for one in setting.times if one.role == "when"]
    others = [one for one in setting.times if one.role != "when"]
    period = _nearest(clause, whens)
    beside = _nearest(clause, [one for one in others if clause.is_inside(one.at)])
    if kind != "change":
        behind = beside is not None and beside.role == "since" and beside.at >= clause.stop
        if beside and (behind or (period is None and beside.role == "since")):
            return Stretch(beside.first, None), None
        return _stretch(period), None
    base = Stretch(beside.first, _year_after(beside)) if beside else None
    if base is None and period and _a_year_earlier(clause):
        base = _year_before(period)
    return _stretch(period), base


def _nearest(clause: Clause, times: Sequence[Time]) -> Time | None:
    inside = [one for one in times if clause.is_inside(one.at)]
    if clause.language == "en":
        behind = [one for one in inside if one.at >= clause.stop]
        if behind and not clause.has_connector(clause.stop, behind[0].at):
            return behind[0]
    if inside:
        return min(inside, key=lambda one: clause.steps_to(one.at, one.stop))
    before = [one for one in times if one.stop <= clause.at]
    return before[-1] if before else (times[0] if times else None)


def _stretch(time: Time | None) -> Stretch | None:
    return Stretch(time.first, time.after) if time else None


def _year_after(time: Time) -> date | None:
    if time.after is not None:
        return time.after
    return date(time.first.year + 1, 1, 1) if (time.first.month, time.first.day) == (1, 1) else None


def _a_year_earlier(clause: Clause) -> bool:
    return any(
        one.meaning == "ayear" and clause.is_inside(one.at) for one in clause.sentence.of("part")
    )


def _year_before(time: Time) -> Stretch:
    after = time.after
    first = time.first
    return Stretch(
        first.replace(year=first.year - 1), after.replace(year=after.year - 1) if after else None
    )


def _modality(clause: Clause) -> str:
    """Tell a plan from a fact by the words of the clause; the verb may stand far off."""
    for cue in clause.sentence.of("plan"):
        if clause.is_inside(cue.at):
            return "plan"
    return "actual"


def counted(value: int) -> Amount:
    """Return a place or number in a row as an amount."""
    return Amount.of(float(value), "rank", counted=True)
