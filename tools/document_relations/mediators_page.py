"""The parts of docs/mediators.md that are worked out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from caspia.relations import mediators
from caspia.relations.rules import candidate_features

from .parts import head, put, row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from caspia.ledger import Ledger
    from caspia.relations import Candidate, Mediators

PAGE = Path(__file__).parents[2] / "docs" / "mediators.md"
A, B, DAY = "ARM", "AZE", "2024-04-30"
_REASONS = 3


def parts(ledger: Ledger) -> dict[str, str]:
    """Return the text of every part of the page that is worked out, by its mark."""
    found = mediators(ledger.at(DAY), A, B, DAY)
    return {
        "first": f"> {found.backtest.first_line}",
        "features": "\n".join(feature_lines()),
        "mediators": "\n".join(ranking_lines(found.mediators)),
        "hosts": "\n".join(ranking_lines(found.hosts)),
        "lacking": "\n".join(lacking_lines(found)),
        "said": "\n".join(said_lines(found)),
        "backtest": "\n".join(backtest_lines(found)),
    }


def page_anew(page: str, ledger: Ledger) -> str:
    """Return the page with its parts worked out again."""
    for mark, text in parts(ledger).items():
        page = put(page, mark, text)
    return page


def feature_lines() -> Iterator[str]:
    """Yield a line per feature with its weight in either ranking."""
    yield from head("feature", "hosts", "mediators", "what it is")
    for one in candidate_features():
        yield row(one.label, f"{one.host:g}", f"{one.mediator:g}", one.meaning)


def ranking_lines(candidates: Sequence[Candidate]) -> Iterator[str]:
    """Yield a line per candidate."""
    yield from head("", "score", "band", "first", "of three", "known", "why")
    for number, one in enumerate(candidates, 1):
        odds = dict(one.odds)
        yield row(
            f"{number} {one.name}",
            f"{100 * one.score:.0f}",
            f"{100 * one.low:.0f} to {100 * one.high:.0f}",
            f"{odds[1]:.0%}",
            f"{odds[3]:.0%}",
            f"{one.coverage:.0%}{', indicative' if one.is_indicative else ''}",
            "; ".join(reason.text for reason in one.reasons[:_REASONS]),
        )


def lacking_lines(found: Mediators) -> Iterator[str]:
    """Yield a line per state that is not ranked though more than its capital is known."""
    near = [one for one in found.not_enough if one.tells_more]
    yield from head("not ranked", "rows of it and both", "known all the same")
    for one in near:
        told = "; ".join(reason.text for reason in one.reasons)
        yield row(one.name, ", ".join(one.kinds), told)
    yield row(f"{len(found.not_enough) - len(near)} more", "none, or the capital", "")


def said_lines(found: Mediators) -> Iterator[str]:
    """Yield a line per thing said of a role."""
    yield from head("day", "of", "what", "row")
    for one in found.mediators:
        for said in one.said:
            yield row(str(said.day), one.name, said.text, f"`{said.rows[0]}`")


def backtest_lines(found: Mediators) -> Iterator[str]:
    """Yield a line per role, way and order."""
    names = ("role", "way", "n", "rankable", "order", "hit@1", "hit@3", "hit@5", "MRR", "lift")
    yield from head(*names)
    for (role, way), trial in found.backtest.trials.items():
        value, low, high = (f"{100 * x:+.0f}" for x in trial.lift)
        for order, result in trial.results.items():
            own = order == "score"
            yield row(
                role if own else "",
                way.replace("_", " ") if own else "",
                str(trial.cases) if own else "",
                str(trial.rankable) if own else "",
                order.replace("_", " "),
                *(f"{share:.0%}" for share in result.hit.values()),
                f"{result.reciprocal_rank:.2f}",
                f"{value} ({low} to {high})" if own else "",
            )
