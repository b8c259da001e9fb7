"""The files of ``caspia flows --out``: all are made before the first is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caspia.briefs.flow_answer import FlowAnswer

_PARQUET = ("links", "routes", "stranded", "prices")
_PNG_SCALE = 2


def flow_files(answer: FlowAnswer) -> dict[str, bytes]:
    """Return every file by name; equal flows give equal bytes."""
    from caspia.briefs.flow_exports import record_as_plain, workbook_of
    from caspia.cli.answers import as_json
    from caspia.cli.flows_page import flows_page
    from caspia.flows.exports import as_geojson, as_parquet

    files = {f"{name}.parquet": as_parquet(answer.tables[name]) for name in _PARQUET}
    texts = {
        "links.geojson": as_geojson(answer.result, answer.tables["links"]),
        "flows.html": flows_page(answer),
        "flows.svg": answer.picture.svg,
        "record.json": as_json(record_as_plain(answer)),
    }
    return {
        **files,
        **{name: text.encode() for name, text in texts.items()},
        "flows.png": _png(answer),
        "flows.xlsx": workbook_of(answer),
    }


def _png(answer: FlowAnswer) -> bytes:
    import vl_convert

    return bytes(vl_convert.svg_to_png(answer.picture.svg, scale=_PNG_SCALE))
