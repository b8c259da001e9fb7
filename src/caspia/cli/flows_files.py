"""The files of ``caspia flows --out``: all are made before the first is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.cli.flows_answer import FlowAnswer

_PARQUET = ("links", "routes", "stranded", "prices")
_PNG_SCALE = 2


def flow_files(answer: FlowAnswer) -> dict[str, bytes]:
    """Return every file by name; equal flows give equal bytes."""
    from caspia.cli.flows_json import record_as_json
    from caspia.cli.flows_page import flows_page
    from caspia.flows.exports import as_geojson, as_parquet

    files = {f"{name}.parquet": as_parquet(answer.tables[name]) for name in _PARQUET}
    texts = {
        "links.geojson": as_geojson(answer.result, answer.tables["links"]),
        "flows.html": flows_page(answer),
        "flows.svg": answer.picture.svg,
        "record.json": record_as_json(answer),
    }
    return {
        **files,
        **{name: text.encode() for name, text in texts.items()},
        "flows.png": _png(answer),
        "flows.xlsx": _workbook(answer),
    }


def _png(answer: FlowAnswer) -> bytes:
    import vl_convert

    return bytes(vl_convert.svg_to_png(answer.picture.svg, scale=_PNG_SCALE))


def _workbook(answer: FlowAnswer) -> bytes:
    from caspia.flows.workbook import as_workbook

    return as_workbook(answer.result, answer.tables, answer.record, answer.behind, _facts(answer))


def _facts(answer: FlowAnswer) -> Iterator[tuple[str, str | float]]:
    """Yield what the first sheet says."""
    from caspia.cli.flows_json import balance_of, provenance_of
    from caspia.flows.exports import NOTE

    result = answer.result
    yield "What it is", NOTE
    yield "Period", str(result.region.period)
    yield "Engine", result.engine
    yield "Goods", answer.only or "all"
    yield "Share assumed (0 to 1)", round(result.assumed_share, 4)
    for name, value in balance_of(answer).items():
        yield f"Balance: {name.replace('_tonnes', ' (t)')}", value
    for row in result.region.parameters.rows.values():
        yield f"Parameter: {row.name}, {', '.join(row.applies_to)} ({row.unit})", row.value
    for name, value in provenance_of(answer).items():
        yield f"Provenance: {name}", str(value)
