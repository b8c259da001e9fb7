"""A brief as Markdown of GitHub's flavour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caspia.briefs.document import Missing, Paragraph, Picture
from caspia.briefs.renderers.blocks import ends_right, filled, sentence
from caspia.briefs.renderers.citing import Citations, runs, told_provenance, web_address

if TYPE_CHECKING:
    from caspia.briefs.document import Block, Brief, Headline, SourceNote, Table, Text
    from caspia.briefs.renderers.citing import Cited


def render_markdown(brief: Brief) -> str:
    """Write a brief as Markdown; ``[3]`` is the third source, pictures are told in words.

    Raises
    ------
    RenderError
        A figure has a source that the brief does not list, or two figures share an id.
    """
    citations = Citations(brief)
    parts = [
        f"# {_escaped(brief.title)}",
        _escaped(brief.subtitle),
        f"As of {brief.on}, from what was known by {brief.as_of}. Numbers in brackets lead to the "
        "sources; ≠ marks a figure about which sources disagree.",
    ]
    if brief.headlines:
        parts.append("\n".join(_headline(citations, headline) for headline in brief.headlines))
    for section in brief.sections:
        parts.append(f"## {_escaped(section.title)}")
        parts += [_block(citations, block) for block in section.blocks]
    parts += ["## Sources", "\n".join(_source(note) for note in brief.sources)]
    provenance = [("Brief", brief.id), *told_provenance(brief)]
    parts += [
        "## Provenance",
        "\n".join(f"- {_escaped(name)}: {_escaped(value)}" for name, value in provenance),
    ]
    return "\n\n".join(parts) + "\n"


def _headline(citations: Citations, headline: Headline) -> str:
    figure = _cited(citations.cite(headline.figure))
    remark = f" ({_prose(citations, headline.remark)})" if headline.remark else ""
    return f"- {_escaped(headline.label)}: **{figure}**{remark}"


def _block(citations: Citations, block: Block) -> str:
    if isinstance(block, Paragraph):
        return _prose(citations, block.text)
    if isinstance(block, Missing):
        what, cure = _escaped(sentence(block.what)), _escaped(sentence(block.cure))
        return f"> **Not known:** {what}\n>\n> *To fill it:* {cure}"
    if isinstance(block, Picture):
        credit = f" ({_escaped(block.credit)})" if block.credit else ""
        return f"*{_escaped(block.title)}.* {_escaped(block.alt)}{credit}"
    return _table(citations, block)


def _table(citations: Citations, table: Table) -> str:
    table = filled(table)
    rules = ["--:" if right else ":--" for right in ends_right(table)]
    lines = [
        [_escaped(column.name) for column in table.columns],
        rules,
        *([_prose(citations, cell) for cell in row] for row in table.rows),
    ]
    drawn = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"**{_escaped(table.caption)}**\n\n{drawn}"


def _source(note: SourceNote) -> str:
    title = _escaped(note.title)
    url = web_address(note.url)
    linked = f"[{title}](<{url}>)" if url else title
    return f"{note.number}. {_escaped(note.publisher)}: {linked}, {note.dated} ({note.kind})"


def _prose(citations: Citations, text: Text) -> str:
    pieces = citations.pieces(text)
    return "".join(_escaped(p) if isinstance(p, str) else _cited(p) for p in pieces)


def _cited(cited: Cited) -> str:
    told = [str(a) if a == b else f"{a}–{b}" for a, b in runs(cited.numbers)]
    numbers = f" [{', '.join(told)}]" if told else ""
    return f"{_escaped(cited.figure.text)}{' ≠' if cited.is_disputed else ''}{numbers}"


def _escaped(text: str) -> str:
    """Keep words from being read as marks; line breaks become blanks."""
    text = re.sub(r"([\\`*_\[\]<>|~])", r"\\\1", " ".join(text.split("\n")))
    return re.sub(r"^(\s*)([#+-]|\d+\.)(?=\s)", r"\1\\\2", text).replace("&", "&amp;")
