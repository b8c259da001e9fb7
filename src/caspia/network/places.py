"""Find a node of the network by id, name, spelling or state, as people write them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from caspia.errors import UnknownNameError
from caspia.ledger import find_party, nearest
from caspia.ledger.naming import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger import Ledger, Row

_HERE = Path(__file__).parent
_SUGGESTIONS = 3
_NOT_LETTERS = re.compile(r"[\W_]+")
# What kind of place a name says it is; people leave it out.
_KINDS = re.compile(
    r"\b(port|terminal|oil|dry|station|junction|field|crossing|city|rail|road|seaport)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Place:
    """One end of a journey.

    Attributes
    ----------
    node_id, name : str
        The node.
    country : str
        State that it lies in.
    stands_for : str
        The state that was asked for, where the node only stands for it; else empty.
    """

    node_id: str
    name: str
    country: str
    stands_for: str = ""


def find_place(ledger: Ledger, name: str) -> Place:
    """Return the node that a text names.

    Case, accents, signs and words such as "port" do not matter. A state stands for its main place
    of trade, as listed in ``state_places.csv``.

    Parameters
    ----------
    ledger : Ledger
        Where to look.
    name : str
        Id, name or spelling of a node, or of a state.

    Raises
    ------
    UnknownNameError
        Nothing has this name, or several nodes have; the nearest are suggested.
    """
    nodes = {row.id: row for row in ledger.rows("nodes")}
    if name in nodes:
        return _place(nodes[name])
    known = _spoken(nodes)
    found = known.get(plain(name), ())
    if len(found) == 1:
        return _place(nodes[found[0]])
    if found:
        raise UnknownNameError("single place", name, found, "Several have this name: give an id.")
    return _of_state(ledger, name, nodes) or _refuse(name, known)


def plain(name: str) -> str:
    """Return a name without case, accents, signs and spaces."""
    return _NOT_LETTERS.sub("", folded(name))


def _place(row: Row, stands_for: str = "") -> Place:
    return Place(row.id, row["name"], row["country"] or "", stands_for)


def _spoken(nodes: dict[str, Row]) -> dict[str, tuple[str, ...]]:
    """Return the nodes of every spelling; one that is an id means that node alone."""
    spoken: dict[str, dict[str, None]] = {}
    for row in nodes.values():
        for word in (*_names(row), *_spellings().get(row.id, ())):
            spoken.setdefault(plain(word), {})[row.id] = None
    own = {plain(node): (node,) for node in nodes}
    return {word: tuple(some) for word, some in spoken.items() if word} | own


def _names(row: Row) -> Iterator[str]:
    """Yield a node's name and aliases, whole, without what stands in brackets, and in parts."""
    for name in (row["name"], *row["aliases"]):
        yield name
        bare = re.sub(r"\(.*?\)", "", name)
        for part in (bare, *bare.split("/")):
            yield part
            yield _KINDS.sub("", part)


def _of_state(ledger: Ledger, name: str, nodes: dict[str, Row]) -> Place | None:
    try:
        party = find_party(ledger, name)
    except UnknownNameError:
        return None
    node = _state_places().get(party.id)
    return _place(nodes[node], party.id) if node in nodes else None


def _refuse(name: str, known: dict[str, tuple[str, ...]]) -> Place:
    close = nearest(plain(name), known, most=_SUGGESTIONS)
    ids = tuple(dict.fromkeys(node for word in close for node in known[word]))
    raise UnknownNameError("place", name, ids, "`caspia facts --table nodes` lists all.")


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    return {
        row["node_id"]: tuple(row["spellings"].split(";")) for row in _read("place_spellings.csv")
    }


@cache
def _state_places() -> dict[str, str]:
    return {row["party_id"]: row["node_id"] for row in _read("state_places.csv")}


def _read(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
