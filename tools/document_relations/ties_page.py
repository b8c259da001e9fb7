"""The parts of docs/ties.md that are worked out."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from caspia.ledger import name_of
from caspia.relations import (
    columns,
    features,
    military_blocs,
    region,
    say_column,
    say_reading,
    stance,
    through,
    ties,
)
from caspia.relations.rules import given_weights, table

from .outside import checks, lines
from .parts import head, put, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger import Ledger
    from caspia.relations import Score, Ties

PAGE = Path(__file__).parents[2] / "docs" / "ties.md"
A, B, SPAN, MONTH, BEFORE, DAY = "AZE", "KAZ", "2018..2025", "2024-05", "2021-12", "2024-05-31"
THROUGH = (("KAZ", "AZE"), ("TKM", "AZE"), ("AZE", "TUR"), ("ARM", "GEO"))
#: Votes, shared organisations and trips, where they lie beside the checkout.
FOLDER = Path(__file__).parents[3] / "shared" / "data" / "diplomacy"


def parts(ledger: Ledger) -> dict[str, str]:
    """Return the text of every part of the page that the ledger alone decides, by its mark."""
    found = ties(ledger, A, B, SPAN)
    return {
        "features": "\n".join(feature_lines()),
        "settings": "\n".join(setting_lines()),
        "example": "\n".join(year_lines(found)),
        "month": "\n".join(part_lines(found)),
        "change": "\n".join(change_lines(found, ledger)),
        "pairs": "\n".join(pair_lines(ledger)),
        "stance": "\n".join(stance_lines(ledger)),
        "through": "\n".join(through_lines(ledger)),
    }


def page_anew(page: str, ledger: Ledger, folder: Path | None = None) -> str:
    """Return the page with its parts worked out again; those from outside only with their files."""
    made = parts(ledger)
    if folder is not None:
        made["outside"] = "\n".join(lines(checks(ledger, folder)))
    for mark, text in made.items():
        page = put(page, mark, text)
    return page


def feature_lines() -> Iterator[str]:
    """Yield a line per feature, with its goalposts and the weights of its group and itself."""
    groups, some = given_weights()
    weight = {column.feature.id: share for column, share in zip(columns(), some, strict=True)}
    names = list(dict.fromkeys(feature.group for feature in features().values()))
    yield from head("group", "feature", "unit", "goalposts", "scale", "weight", "what it counts")
    for one in features().values():
        yield row(
            f"{one.group} ({groups[names.index(one.group)]:g})",
            f"{one.label} (`{one.id}`{', each side' if one.directed else ''})",
            one.unit,
            f"{one.low:,g} to {one.high:,g}",
            one.scale,
            f"{weight[one.id]:g}",
            one.meaning,
        )


def setting_lines() -> Iterator[str]:
    """Yield a line per setting."""
    yield from head("setting", "value", "unit", "basis", "meaning")
    for one in table("settings"):
        yield row(f"`{one['name']}`", one["value"], one["unit"], one["basis"], one["meaning"])


def year_lines(found: Ties) -> Iterator[str]:
    """Yield a line per December."""
    yield from head("month", "tie", "band", "known", *found.groups)
    for t, month in enumerate(found.months):
        if month.month == 12:
            groups = [values[t] for values in found.groups.values()]
            yield row(
                f"{month:%Y-%m}",
                f"{100 * found.score[t]:.0f}",
                f"{100 * found.low[t]:.0f} to {100 * found.high[t]:.0f}",
                f"{found.coverage[t]:.0%}",
                *("no row" if value is None else f"{100 * value:.0f}" for value in groups),
            )


def part_lines(found: Ties) -> Iterator[str]:
    """Yield a line per feature of a month."""
    yield from head("feature", "what the rows say", "rows", "brings, of 100")
    for column, part in zip(columns(), found.parts(MONTH), strict=True):
        count = len(part.reading.rows) if part.reading else 0
        brings = f"{100 * part.brings:.2f}" if part.reading else ""
        yield row(say_column(found, column), say_reading(column, part), str(count), brings)
    total = 100 * float(found.score[found.at(MONTH)])
    yield row("all of them, and the base", "", "", f"{total:.2f}")


def change_lines(found: Ties, ledger: Ledger) -> Iterator[str]:
    """Yield a line per feature that moved a tie between two months, in both forms."""
    other = ties(ledger, A, B, SPAN, form="geometric")
    split = [one.change(BEFORE, MONTH) for one in (found, other)]
    yield from head("feature", "additive form", "geometric form")
    for column, one, two in zip(columns(), *split, strict=True):
        if one.brings or two.brings:
            numbers = (f"{100 * part.brings:+.2f}" for part in (one, two))
            yield row(say_column(found, column), *numbers)
    whole = (100 * float(o.score[o.at(MONTH)] - o.score[o.at(BEFORE)]) for o in (found, other))
    yield row("the change", *(f"{change:+.2f}" for change in whole))


def pair_lines(ledger: Ledger) -> Iterator[str]:
    """Yield a line per pair that is not indicative, the closest first, then how many are."""
    made = [ties(ledger, *pair, MONTH) for pair in combinations(region(ledger), 2)]
    solid = [one for one in made if not one.is_indicative[-1]]
    yield from head("pair", "tie", "band", "known")
    for one in sorted(solid, key=lambda one: -float(one.score[-1])):
        names = ", ".join(name_of(ledger, party) for party in (one.a, one.b))
        band = f"{100 * one.low[-1]:.0f} to {100 * one.high[-1]:.0f}"
        yield row(names, f"{100 * one.score[-1]:.0f}", band, f"{one.coverage[-1]:.0%}")
    yield row(f"{len(made) - len(solid)} more pairs", "too little is known", "", "")


def stance_lines(ledger: Ledger) -> Iterator[str]:
    """Yield a line per state of the region."""
    yield from head("state", "military bloc", "to Russia", "to the West", "balance", "equidistant")
    for party in region(ledger):
        found = stance(ledger, party, DAY)
        if found is None:
            raise SystemExit(f"{party} has no stance. It needs memberships.")
        military = military_blocs(ledger, party, DAY) or ()
        blocs = ", ".join(f"{one.bloc} ({one.role})" for one in military) or "none"
        scores = (found.to_russia, found.to_west, found.balance)
        said = "yes" if found.is_equidistant else "no"
        yield row(name_of(ledger, party), blocs, *map(_span, scores), said)


def through_lines(ledger: Ledger) -> Iterator[str]:
    """Yield a line per party and another that its routes may cross."""
    yield from head("routes of", "cross", "share", "places")
    for pair in THROUGH:
        for one in through(ledger, *pair, DAY):
            if one is not None:
                names = (name_of(ledger, party) for party in (one.party, one.other))
                yield row(*names, f"{_span(one.share)} of 100", str(one.pairs))


def _span(score: Score) -> str:
    value, low, high = (round(100 * x) for x in (score.value, score.low, score.high))
    return f"{value} ({low} to {high})"
