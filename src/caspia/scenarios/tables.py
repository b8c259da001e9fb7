"""A difference in tables: with and without, and the part of each cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.flows.text_table import TextTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from caspia.scenarios.sentences import Scale
    from caspia.scenarios.whatif import Effect, WhatIf

_MOST = 8
_WHAT = {
    "demand": "wants to move",
    "delivered": "arrives",
    "stranded": "left behind",
    "cost": "cost of carriage",
    "time": "time under way",
    "co2": "CO2",
}


def tables(answer: WhatIf) -> Iterator[TextTable]:
    """Yield the tables that have a line, the totals first."""
    found = (
        _table(answer, "totals", "In all", _totals(answer), by_what=True),
        _table(answer, "corridors", "By corridor", answer.of_kind("corridor", "tonnes")),
        _table(answer, "links", "Links that gain and lose", answer.of_kind("link", "tonnes")),
        _bottlenecks(answer),
        _table(answer, "stranded", "Cargo left behind", answer.of_kind("cargo", "stranded")),
        _table(
            answer,
            "revenue",
            "What is paid for transit, by state",
            answer.of_kind("state", "transit_revenue"),
        ),
        _beside(answer),
    )
    yield from (one for one in found if one.rows)


def _totals(answer: WhatIf) -> list[Effect]:
    found = (answer.effect("total", "", what) for what in _WHAT)
    return [one for one in found if one is not None]


def _table(
    answer: WhatIf, key: str, title: str, effects: Sequence[Effect], *, by_what: bool = False
) -> TextTable:
    from caspia.scenarios.sentences import name_of_effect, scale_of

    several = len(answer.causes) > 1
    parts = tuple(f"by {number}" for number in range(1, len(answer.causes) + 1))
    columns = ("", "unit", "without", "with", "difference", *(parts if several else ()))
    common = None if by_what else scale_of(effects)
    if common:
        effects = [one for one in effects if _shows(one, common)]
    rows = []
    for one in effects[:_MOST]:
        scale = common or scale_of([one])
        name = _WHAT[one.measure.what] if by_what else name_of_effect(one, answer)
        cells = [scale.plain(one.before), scale.plain(one.after), scale.signed(one.difference)]
        if several:
            cells += [scale.signed(part) for part in one.parts.values()]
        rows.append((name, scale.unit, *cells))
    more = len(effects) - _MOST
    told = f"{title}, {_MOST} of {len(effects)}" if more > 0 else title
    return TextTable(key, told, columns, columns[2:], tuple(rows))


def _shows(effect: Effect, scale: Scale) -> bool:
    """Tell whether a difference, or a part of it, is more than nothing as it is written."""
    return any(scale.signed(size) != "0" for size in (effect.difference, *effect.parts.values()))


def _bottlenecks(answer: WhatIf) -> TextTable:
    from caspia.ledger import name_of

    ledger = answer.after.region.ledger
    rows = tuple(
        (
            name_of(ledger, one.target),
            one.kind.replace("_", " "),
            f"{one.months_before}",
            f"{one.months_after}",
            "assumed limit: indicative" if one.indicative else "",
        )
        for one in answer.bottlenecks[:_MOST]
    )
    columns = ("", "limit", "months full without", "with", "remark")
    return TextTable("bottlenecks", "Limits used up", columns, columns[2:4], rows)


def _beside(answer: WhatIf) -> TextTable:
    from caspia.amounts import format_amount

    columns = ("", "record before", "record after", "record changed", "model changes")
    rows = []
    for one in answer.beside:
        model = one.model_difference
        told = one.why_not if model is None else f"{model:+,.3g} {one.unit}"
        amounts = (one.observed_before, one.observed_after, one.observed_difference)
        figures = [format_amount(figure) for figure in amounts]
        figures = [
            f"{figure} ({when})"
            for figure, when in zip(figures, (one.before, one.after, ""), strict=True)
        ]
        rows.append((one.says, figures[0], figures[1], figures[2].removesuffix(" ()"), told))
    return TextTable("beside", "What happened, beside the model", columns, columns[1:], tuple(rows))
