"""A checked text as one HTML page that opens offline: each figure marked by colour and sign."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from caspia.claims import MEANINGS, figure_words, spoken, verdict_words, what_is_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.claims import CheckedClaim, CheckedText, Evidence

#: Sign and family of colour of each verdict: the sign tells it without the colour.
SIGNS = {
    "supported": ("✓", "good"),
    "consistent": ("✓", "good"),
    "rounding_only": ("≈", "good"),
    "qualifier_too_strong": ("!", "warn"),
    "uninformative": ("…", "warn"),
    "contradicted": ("✗", "bad"),
    "conflicting_sources": ("≠", "split"),
    "other_period": ("↷", "warn"),
    "other_unit": ("↷", "warn"),
    "other_measure": ("↷", "warn"),
    "other_scope": ("↷", "warn"),
    "other_direction": ("⇄", "warn"),
    "superseded": ("↻", "warn"),
    "plan_as_fact": ("◷", "warn"),
    "cannot_tell": ("?", "open"),
}
# Where claims overlap, the mark takes the colour of the first of these.
_ORDER = ("bad", "split", "warn", "good", "open")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: plain, or under one claim or several.

    Attributes
    ----------
    text : str
        What is shown.
    family : str
        Family of colour; empty for plain text.
    ends : tuple of int
        Numbers of the claims that end here; their signs follow.
    """

    text: str
    family: str = ""
    ends: tuple[int, ...] = ()


def render_checked_text(checked: CheckedText) -> str:
    """Write a checked text as HTML: style inside, links only to sources and within the page."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("caspia.briefs", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    counts = Counter(one.verdict for one in checked.claims)
    return environment.get_template("checked_text.html").render(
        checked=checked,
        paragraphs=list(paragraphs(checked)),
        claims=[_row(checked, number, one) for number, one in enumerate(checked.claims, 1)],
        counts=[
            (name, SIGNS[name], MEANINGS[name], counts[name]) for name in MEANINGS if counts[name]
        ],
        signs=SIGNS,
        verdict_words=verdict_words,
        sources=_sources(checked),
        provenance=_provenance(checked),
    )


def paragraphs(checked: CheckedText) -> Iterator[list[Piece]]:
    """Yield the pieces of each paragraph of a text, markup left out."""
    start = 0
    for gap in re.finditer(r"\n[ \t\r]*\n\s*|\Z", checked.seen):
        pieces = list(_pieces(checked, start, gap.start()))
        if any(piece.text.strip() for piece in pieces):
            yield pieces
        start = gap.end()


def _pieces(checked: CheckedText, start: int, end: int) -> Iterator[Piece]:
    claims = [
        (number, one)
        for number, one in enumerate(checked.claims, 1)
        if one.claim.start < end and one.claim.end > start
    ]
    edges = {start, end}
    for _, one in claims:
        edges |= {max(one.claim.start, start), min(one.claim.end, end)}
    cuts = sorted(edges)
    for first, last in pairwise(cuts):
        over = [one for _, one in claims if one.claim.start <= first and one.claim.end >= last]
        ends = tuple(number for number, one in claims if min(one.claim.end, end) == last)
        families = [SIGNS[one.verdict][1] for one in over]
        family = min(families, key=_ORDER.index, default="")
        shown = re.sub(r"\s+", " ", checked.seen[first:last])
        yield Piece(shown, family, ends if over else ())


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list of claims."""

    number: int
    text: str
    read_as: str
    figure: str
    verdict: str
    note: str
    today: str
    inner: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    more: int


def _row(checked: CheckedText, number: int, one: CheckedClaim) -> Row:
    claim, then, today = one.claim, one.known_then, one.known_today
    differs = (today.name, today.note) != (then.name, then.note)
    said = f"{verdict_words(today.name)}{f': {today.note}' if today.note else ''}"
    return Row(
        number,
        spoken(checked.seen[claim.start : claim.end]),
        what_is_said(checked.ledger, claim),
        figure_words(claim),
        then.name,
        then.note,
        said if differs else "",
        one.inner,
        (then.evidence or today.evidence)[:_SHOWN],
        max(len(then.evidence or today.evidence) - _SHOWN, 0),
    )


def _sources(checked: CheckedText) -> dict[str, tuple[str, str, str, str]]:
    """Return what the evidence cites: id to publisher, title, day and address."""
    ids = {
        source
        for one in checked.claims
        for verdict in (one.known_then, one.known_today)
        for item in verdict.evidence
        for source in item.sources
    }
    found = {}
    for source_id in sorted(ids):
        source = checked.ledger.source(source_id)
        web = source.url if source.url.startswith(("http://", "https://")) else ""
        found[source_id] = (source.publisher, source.title, source.dated, web)
    return found


def _provenance(checked: CheckedText) -> list[tuple[str, str]]:
    from caspia.ledger import provenance

    told = [
        (name.replace("_", " "), str(value)) for name, value in provenance(checked.ledger).items()
    ]
    own = ", ".join(checked.own) or "none"
    return [("day of the text", str(checked.day)), ("sources that are this text", own), *told]
