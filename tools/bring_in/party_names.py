"""Find the party that a text names, and read who took part in an event."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from .curation import keyed
from .facts import split

if TYPE_CHECKING:
    from .book import Book
    from .facts import InputRow


class Part(NamedTuple):
    """One who takes part in an event: names as written, the role a word of the schema."""

    party: str
    person: str
    role: str


def slug(name: str) -> str:
    """Lower-case words of a name joined by hyphens, without accents."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower().replace("'", "")))


def taking_part(row: InputRow) -> list[Part]:
    """Read the cell ``PARTY:Person:role;…`` of an input row.

    Companies that stand where persons do are moved to the place of the party.
    """
    parts = [Part(*text.split(":")) for text in row.several("participants")]
    companies = keyed("party_aliases")
    return [Part(p.person, "", p.role) if p.person in companies else p for p in parts]


def find_party(book: Book, text: str) -> str:
    """Id of the party of an id, name or alias; empty where there is none."""
    rows = book.tables["parties"]
    known = keyed("party_aliases").get(text)
    if known:
        return known["party_id"]
    if text in rows:
        return text
    named = (k for k, row in rows.items() if text in {row["name"], *split(row["aliases"])})
    return next(named, "")


def party_of(book: Book, text: str) -> str:
    """Id of the party that a text names.

    Raises
    ------
    LookupError
        No party has the name.
    """
    found = find_party(book, text)
    if not found:
        raise LookupError(f"No party {text!r}. Add it to tools/curation/parties.csv.")
    return found


def state_of(book: Book, iso3: str) -> str:
    """Id of the state with an ISO 3166 code; empty where there is none."""
    rows = book.tables["parties"]
    states = (k for k, row in rows.items() if row["kind"] == "state" and row["iso3"] == iso3)
    return next(states, "")
