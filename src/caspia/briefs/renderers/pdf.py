"""A brief as a tagged PDF on A4, set by Typst with the fonts that it carries."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from caspia.briefs.document import Missing, Paragraph, Picture
from caspia.briefs.renderers.blocks import ends_right, filled, headlines_across, kind_of, sentence
from caspia.briefs.renderers.citing import Citations, plain, runs, told_provenance, web_address
from caspia.briefs.renderers.columns import PAPER_EM, column_widths
from caspia.errors import RenderError

if TYPE_CHECKING:
    from caspia.briefs.document import Block, Brief, Table, Text
    from caspia.briefs.renderers.citing import Cited

    Content = dict[str, Any]

KEPT_WHOLE_ROWS, KEPT_WHOLE_LETTERS = 8, 1500  # such a table is not broken over two pages
MOST_UNBROKEN_LETTERS = 900  # nor a row, unless it could outgrow the page


def render_pdf(brief: Brief) -> bytes:
    """Write a brief as PDF/UA-1; the same brief gives the same bytes, on every machine.

    Raises
    ------
    RenderError
        Typst cannot set the page, or a figure has a source that the brief does not list.
    """
    import typst

    template = (files("caspia.briefs") / "templates" / "brief.typ").read_bytes()
    content = json.dumps(_Content(brief).whole(), ensure_ascii=False)
    compiler = typst.Compiler(template, ignore_system_fonts=True, sys_inputs={"brief": content})
    try:
        made = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
    except typst.TypstError as fault:
        raise RenderError(
            f"{brief.id} cannot be set as PDF: {fault.message}. Write it as HTML, and report this."
        ) from fault
    if not isinstance(made, bytes):
        raise RenderError(f"{brief.id} was set as no PDF. Write it as HTML, and report this.")
    return made


class _Content:
    """What the template reads, built in the order of the page."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._citations = Citations(brief)

    def whole(self) -> Content:
        brief = self._brief
        return {
            "title": brief.title,
            "subtitle": brief.subtitle,
            "on": brief.on.isoformat(),
            "as_of": brief.as_of.isoformat(),
            "across": headlines_across(len(brief.headlines)),
            "headlines": [
                {
                    "label": headline.label,
                    "figure": _cited(self._citations.cite(headline.figure)),
                    "remark": self._prose(headline.remark),
                }
                for headline in brief.headlines
            ],
            "sections": [
                {"title": s.title, "blocks": [self._block(block) for block in s.blocks]}
                for s in brief.sections
            ],
            "sources": [
                {
                    "number": note.number,
                    "publisher": note.publisher,
                    "title": note.title,
                    "published": note.dated,
                    "url": web_address(note.url),
                    "kind": note.kind,
                }
                for note in brief.sources
            ],
            "many": self._many(),
            "provenance": [["Brief", brief.id], *told_provenance(brief)],
        }

    def _prose(self, text: Text) -> list[str | Content]:
        pieces = self._citations.pieces(text)
        return [piece if isinstance(piece, str) else _cited(piece) for piece in pieces]

    def _block(self, block: Block) -> Content:
        content: Content = {"kind": kind_of(block)}
        if isinstance(block, Paragraph):
            return content | {"text": self._prose(block.text)}
        if isinstance(block, Missing):
            return content | {"what": sentence(block.what), "cure": sentence(block.cure)}
        if isinstance(block, Picture):
            names = ("title", "svg", "alt", "credit")
            return content | {name: getattr(block, name) for name in names}
        return content | self._table(block)

    def _table(self, table: Table) -> Content:
        table = filled(table)
        return {
            "caption": table.caption,
            "whole": _is_small(table),
            "columns": [
                {"name": column.name, "right": right, "width": round(width, 2)}
                for column, right, width in zip(
                    table.columns, ends_right(table), column_widths(table, PAPER_EM), strict=True
                )
            ],
            "rows": [
                [
                    {"pieces": self._prose(cell), "long": len(plain(cell)) > MOST_UNBROKEN_LETTERS}
                    for cell in row
                ]
                for row in table.rows
            ],
        }

    def _many(self) -> list[Content]:
        """Return the figures with more sources than stand beside them, each with all of them."""
        cited = [self._citations.cite(figure) for figure in self._brief.figures()]
        return [
            {
                "entry": one.entry,
                "anchor": one.anchor,
                "text": one.figure.text,
                "id": one.figure.id,
                "how": one.figure.how,
                "runs": runs(one.numbers),
            }
            for one in cited
            if one.more
        ]


def _is_small(table: Table) -> bool:
    letters = sum(len(plain(cell)) for row in table.rows for cell in row)
    return len(table.rows) <= KEPT_WHOLE_ROWS and letters <= KEPT_WHOLE_LETTERS


def _cited(cited: Cited) -> Content:
    return {
        "text": cited.figure.text,
        "numbers": list(cited.shown),
        "more": cited.more,
        "entry": cited.entry,
        "disputed": cited.is_disputed,
        "anchor": cited.anchor if cited.is_first else None,
    }
