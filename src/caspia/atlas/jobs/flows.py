"""The job of flows: what moves in a period, as values, tables and a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.atlas.answers.asked_scenario import asked_scenario
from caspia.atlas.answers.content import as_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from caspia.briefs.flow_answer import FlowAnswer
    from caspia.flows import FlowResult
    from caspia.ledger import Ledger

    Tell = Callable[[str, int, int], None]

_PNG_SCALE = 2
_OF_MAP = ("period", "engine", "goods", "note", "assumed_share", "indicative", "provenance")
_LIMIT = ("utilisation", "capacity_tonnes", "limit_id", "limit_kind", "limit_basis")


def flows_job(ledger: Ledger, question: dict[str, Any], tell: Tell) -> dict[str, bytes]:
    """Return the files of a flows job: ``result.json`` for the page, ``map.json`` for the map.

    Raises
    ------
    BadDateError, UnknownNameError, BadInputError
        As `caspia.flows.solve`.
    """
    from caspia.briefs.flow_answer import FlowAnswer
    from caspia.flows import solve

    names = question["scenario"]
    known = asked_scenario(names).apply(ledger) if names else ledger

    def done(step: str, number: int, total: int) -> None:
        # What is told of a result takes as long again.
        tell(step, number, 2 * total)

    result = solve(
        known,
        question["period"],
        goods=question["goods"] or None,
        engine=question["engine"],
        done=done,
    )
    return _files(FlowAnswer(result), tell)


def _files(answer: FlowAnswer, tell: Tell) -> dict[str, bytes]:
    import vl_convert

    from caspia.briefs.flow_exports import flows_as_plain, workbook_of
    from caspia.flows.exports import as_csv, as_geojson

    tell("what room is worth, and the record", 60, 100)
    plain = flows_as_plain(answer)
    tell("the map and the files", 90, 100)
    svg = answer.picture.svg
    moved = by_link(answer.result, answer.links)
    return {
        "result.json": as_bytes(plain | {"by_link": moved}),
        "map.json": as_bytes({name: plain[name] for name in _OF_MAP} | {"by_link": moved}),
        "links.csv": as_csv(answer.links).encode(),
        "links.geojson": as_geojson(answer.result, answer.tables["links"]).encode(),
        "flows.xlsx": workbook_of(answer),
        "flows.svg": svg.encode(),
        "flows.png": bytes(vl_convert.svg_to_png(svg, scale=_PNG_SCALE)),
    }


def by_link(result: FlowResult, links: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """Return what moves over each link, both ways together, and its fuller limit.

    Parameters
    ----------
    result : FlowResult
        What moves.
    links : polars.DataFrame
        Its table of links.
    """
    from caspia.flows.two_ways import two_ways

    return {
        one.link_id: {
            "tonnes": round(one.tonnes, 1),
            "there_tonnes": round(one.there, 1),
            "back_tonnes": round(one.back, 1),
            **{name: one.fuller[name] for name in _LIMIT},
            "assumed_share": round(one.assumed_share, 4),
        }
        for one in two_ways(result, links)
    }
