"""Find places, lines, parties, corridors, agreements, events and presets by name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from caspia.ledger import tell
from caspia.ledger.naming import folded
from caspia.scenarios import presets, scenario

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.atlas.answers.knowledge import View
    from caspia.ledger import Ledger, Row

# Tables that are searched, what a hit is called, and how much it comes before others.
_TABLES = {
    "nodes": ("place", 0),
    "parties": ("party", 1),
    "corridors": ("corridor", 2),
    "links": ("link", 3),
    "agreements": ("agreement", 4),
    "events": ("event", 5),
    "projects": ("project", 6),
    "series": ("series", 7),
}
_PRESET = 3
_BEGINS, _WORD, _INSIDE = 0, 1, 2


class Entry(NamedTuple):
    """Something that can be found: its words without case and accents, and what is told of it."""

    words: tuple[str, ...]
    order: int
    told: dict[str, Any]


def search(view: View, *, q: str, limit: int) -> dict[str, Any]:
    """Return what has all words of a text in its names, best first."""
    wanted = folded(q).split()
    if not wanted:
        return {"q": q, "hits": []}
    ranked = []
    for entry in entries(view.ledger):
        rank = _rank(entry, wanted)
        if rank is not None:
            ranked.append((rank, entry.order, entry.told["name"], entry.told))
    ranked.sort(key=lambda one: one[:3])
    return {"q": q, "hits": [told for *_, told in ranked[:limit]]}


def _rank(entry: Entry, wanted: list[str]) -> int | None:
    """Return how well names fit; None where a word is missing."""
    whole = " ".join(wanted)
    best = None
    for name in entry.words:
        if not all(word in name for word in wanted):
            continue
        rank = _rank_in(name, whole)
        best = rank if best is None else min(best, rank)
    return best


def _rank_in(name: str, whole: str) -> int:
    if name.startswith(whole):
        return _BEGINS
    return _WORD if f" {whole}" in name else _INSIDE


@lru_cache(maxsize=2)
def entries(ledger: Ledger) -> tuple[Entry, ...]:
    """Return all that can be found in a ledger."""
    return (*_rows(ledger), *_presets())


def _rows(ledger: Ledger) -> Iterator[Entry]:
    for table, (kind, order) in _TABLES.items():
        for row in ledger.rows(table):
            name = str(next(row[key] for key in ("name", "title", "label") if key in row.cells))
            told = {"kind": kind, "id": row.id, "name": name, "text": tell(ledger, row)}
            told |= {key: row[key] for key in ("lon", "lat") if key in row.cells}
            names = (row.id.replace("_", " ").replace("-", " "), name, *_aliases(row))
            yield Entry(tuple(map(folded, names)), order, told | _more(row))


def _aliases(row: Row) -> tuple[str, ...]:
    return tuple(row.cells.get("aliases") or ())


def _more(row: Row) -> dict[str, Any]:
    """Return what tells where a hit leads: the kind of a party."""
    return {"party": row["kind"]} if row.table == "parties" else {}


def _presets() -> Iterator[Entry]:
    for name in presets():
        found = scenario(name)
        told = {"kind": "preset", "id": name, "name": found.title, "text": found.text}
        yield Entry((folded(name.replace("-", " ")), folded(found.title)), _PRESET, told)
