"""Find a party by id, code, name or alias, as people write them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.errors import UnknownNameError

if TYPE_CHECKING:
    from datetime import date

    from caspia.ledger.ledger import Ledger
    from caspia.ledger.rows import Row

_SUGGESTIONS = 2


@dataclass(frozen=True, slots=True)
class Party:
    """A party with the states that it stands for.

    Attributes
    ----------
    id, name, kind : str
        As in ``parties``.
    states : tuple of str
        Itself for a state; the members on the day for a bloc or group.
    memberships : tuple of str
        Ids of the memberships that say so; empty for a state.
    """

    id: str
    name: str
    kind: str
    states: tuple[str, ...]
    memberships: tuple[str, ...] = ()

    @property
    def is_state(self) -> bool:
        """Whether it is a single state."""
        return self.kind == "state"


def find_party(ledger: Ledger, name: str, on: date | None = None) -> Party:
    """Return the party that a text names, and the states it stood for on a day.

    Parameters
    ----------
    ledger : Ledger
        Where to look.
    name : str
        Id, ISO code, name or alias; case, accents and script variants do not matter.
    on : date, optional
        The day of the membership; the newest where left out.

    Raises
    ------
    UnknownNameError
        Nothing has this name; the nearest are suggested.
    """
    row = find_party_row(ledger, name)
    if row["kind"] not in ("bloc", "group"):
        return Party(row.id, row["name"], row["kind"], (row.id,))
    held = [
        member
        for member in ledger.rows("memberships", bloc=row.id, role="member")
        if holds_on(member, on)
    ]
    states = [member["member"] for member in held]
    return Party(
        row.id, row["name"], row["kind"], tuple(dict.fromkeys(states)), tuple(m.id for m in held)
    )


def find_party_row(ledger: Ledger, name: str) -> Row:
    """Return the row of the party that a text names.

    Raises
    ------
    UnknownNameError
        Nothing has this name; the nearest are suggested.
    """
    meant = ledger.find(name)
    if meant is not None and meant.table == "parties":
        return meant
    wanted = folded(name)
    spoken: dict[str, str] = {}
    rows = {row.id: row for row in ledger.rows("parties")}
    for row in rows.values():
        for word in (row.id, row["iso3"], row["name"], *row["aliases"]):
            if word:
                spoken.setdefault(folded(word), row.id)
    for row in rows.values():
        # An id always means itself, whatever alias another party has.
        spoken[folded(row.id)] = row.id
    if wanted in spoken:
        return rows[spoken[wanted]]
    raise UnknownNameError(
        "party", name, _nearest(wanted, spoken, rows), "`caspia facts --table parties` lists all."
    )


def holds_on(row: Row, on: date | None) -> bool:
    """Tell whether a row with ``valid_from`` and ``valid_to`` holds on a day (None: the newest)."""
    if on is None:
        return row["valid_to"] is None
    starts, ends = row["valid_from"], row["valid_to"]
    return (starts is None or starts <= on) and (ends is None or on < ends)


def folded(text: str) -> str:
    """Return a text without case, accents and the spaces around it, for comparing names."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold().replace("ı", "i"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _nearest(wanted: str, spoken: dict[str, str], rows: dict[str, Row]) -> tuple[str, ...]:
    """Return ids with names, nearest first; a code of three letters is compared with codes."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    states = {word: row_id for word, row_id in spoken.items() if len(word) <= 4}
    pool = states if len(wanted) <= 4 else spoken
    found = process.extract(
        wanted, list(pool), scorer=OSA.normalized_similarity, limit=12, score_cutoff=0.5
    )
    order = {"state": 0, "group": 1, "bloc": 1}
    ranked = sorted(
        found, key=lambda hit: (-hit[1], order.get(rows[pool[hit[0]]]["kind"], 2), hit[0])
    )
    ids = dict.fromkeys(pool[word] for word, _, _ in ranked)
    return tuple(f"{row_id} ({rows[row_id]['name']})" for row_id in list(ids)[:_SUGGESTIONS])
