"""Marked parts of a page, and lines of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def put(page: str, mark: str, text: str) -> str:
    """Return a page with the text of one part.

    Raises
    ------
    SystemExit
        The page has no such part.
    """
    before, start, rest = page.partition(f"<!-- {mark}: start -->\n")
    _, end, after = rest.partition(f"<!-- {mark}: end -->")
    if not (start and end):
        raise SystemExit(f"The page has no part marked {mark}. It needs one.")
    return f"{before}{start}\n{text}\n\n{end}{after}"


def head(*titles: str) -> Iterator[str]:
    """Yield the head of a table."""
    yield row(*titles)
    yield row(*("---" for _ in titles))


def row(*cells: str) -> str:
    """Return a line of a table."""
    return f"| {' | '.join(cells)} |"
