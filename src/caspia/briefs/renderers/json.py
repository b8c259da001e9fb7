"""A brief as JSON, for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from caspia.briefs.document import Missing, Paragraph, Picture
from caspia.briefs.renderers.blocks import kind_of, table_rows
from caspia.briefs.renderers.citing import Citations, plain

if TYPE_CHECKING:
    from caspia.briefs.document import Block, Brief, Figure, Table, Text

    Content = dict[str, Any]


def render_json(brief: Brief) -> str:
    """Write a brief as JSON with its keys in one order.

    A text is a list of strings and of ``{"figure": id, "text": …}``; pictures are told by their alt
    text alone.

    Raises
    ------
    RenderError
        A figure has a source that the brief does not list, or two figures share an id.
    """
    citations = Citations(brief)
    content = {
        "id": brief.id,
        "title": brief.title,
        "subtitle": brief.subtitle,
        "a": brief.a,
        "b": brief.b,
        "on": brief.on.isoformat(),
        "as_of": brief.as_of.isoformat(),
        "headlines": [
            {
                "label": h.label,
                "figure": h.figure.id,
                "text": h.figure.text,
                "remark": _text(h.remark),
            }
            for h in brief.headlines
        ],
        "sections": [
            {"id": s.id, "title": s.title, "blocks": [_block(block) for block in s.blocks]}
            for s in brief.sections
        ],
        "figures": [_figure(citations.cite(figure).figure) for figure in brief.figures()],
        "sources": [
            {
                "number": note.number,
                "source_id": note.source_id,
                "publisher": note.publisher,
                "title": note.title,
                "published": note.published,
                "url": note.url,
                "kind": note.kind,
            }
            for note in brief.sources
        ],
        "missing": [
            {"section": section.id, "what": block.what, "cure": block.cure}
            for section in brief.sections
            for block in section.blocks
            if isinstance(block, Missing)
        ],
        "provenance": brief.provenance,
    }
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _figure(figure: Figure) -> Content:
    return {
        "id": figure.id,
        "text": figure.text,
        "sources": list(figure.sources),
        "rows": list(figure.rows),
        "how": figure.how,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "rivals": list(figure.rivals),
    }


def _text(text: Text) -> list[str | Content]:
    return [
        piece if isinstance(piece, str) else {"figure": piece.id, "text": piece.text}
        for piece in text
    ]


def _block(block: Block) -> Content:
    content: Content = {"kind": kind_of(block)}
    if isinstance(block, Paragraph):
        return content | {"text": _text(block.text), "plain": plain(block.text)}
    if isinstance(block, Missing):
        return content | {"what": block.what, "cure": block.cure}
    if isinstance(block, Picture):
        names = ("id", "title", "alt", "credit")
        return content | {name: getattr(block, name) for name in names}
    return content | _table(block)


def _table(table: Table) -> Content:
    return {
        "id": table.id,
        "caption": table.caption,
        "columns": [{"name": column.name, "align": column.align} for column in table.columns],
        "rows": [[_text(cell) for cell in row] for row in table_rows(table)],
    }
