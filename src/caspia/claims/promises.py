"""What was promised, by whom, and what came of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from caspia.claims.outcomes import outcome_of
from caspia.claims.promise import Kept, OutcomeName, Promise, Score
from caspia.errors import UnknownNameError
from caspia.ledger import find_party, nearest, read_day, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger import Ledger, Row

_PROMISED = ("plan", "target")  # a forecast promises nothing


def promises(
    ledger: Ledger, by: str | None = None, about: str | None = None, on: str | date | None = None
) -> tuple[Kept, ...]:
    """Return every plan, target and planned event with what came of it.

    Parameters
    ----------
    ledger : Ledger
        Where to look; later records count as far as they are known in it.
    by : str, optional
        A party: what it promised itself, or a body of it, or what is about it and names nobody.
    about : str, optional
        A series, or the id of what figures are about (a corridor, a line, a port), or a kind of
        event.
    on : date, optional
        The day by which something is due; the ledger's own day, else today.

    Returns
    -------
    tuple of Kept
        By due day; those without one last.

    Raises
    ------
    UnknownNameError
        There is no such party, series or subject.
    """
    day = _day(ledger, on)
    party = find_party(ledger, by).id if by else None
    found = [one for one in _all(ledger) if party is None or party in _sides(ledger, one)]
    if about is not None:
        _require_known(ledger, about)
        found = [one for one in found if about in _topics(one)]
    found.sort(key=lambda one: (one.due or date.max, one.row.id))
    return tuple(outcome_of(ledger, one, day) for one in found)


def scores(kept: tuple[Kept, ...]) -> tuple[Score, ...]:
    """Return a score per promiser, those with the most judged promises first."""
    counts: dict[str, Counter[OutcomeName]] = defaultdict(Counter)
    for one in kept:
        for promiser in one.promise.promisers:
            counts[promiser][one.outcome] += 1
    found = [Score(name, dict(tally)) for name, tally in counts.items()]
    return tuple(sorted(found, key=lambda score: (-score.n, score.promiser)))


def _day(ledger: Ledger, on: str | date | None) -> date:
    if on is not None:
        return read_day(on)
    return ledger.as_of or datetime.now(tz=UTC).date()


def _all(ledger: Ledger) -> Iterator[Promise]:
    for row in ledger.rows("observations"):
        if row["modality"] in _PROMISED:
            yield _of_figure(ledger, row)
    for row in ledger.rows("events"):
        if row["status"] in ("planned", "cancelled"):
            yield _of_event(ledger, row)


def _of_figure(ledger: Ledger, row: Row) -> Promise:
    amount = ledger.amount(row)
    due = row["valid_to"] - timedelta(days=1) if row["valid_to"] else None
    return Promise(
        row,
        _promisers(ledger, row),
        tell(ledger, row),
        amount if amount.is_known else None,
        due,
        ledger.source_ids([row.id]),
    )


def _promisers(ledger: Ledger, row: Row) -> tuple[str, ...]:
    """Return whose figure it is, else the parties that it is about."""
    if row["reporter"]:
        return (row["reporter"],)
    named = [row["subject"], row["partner"]]
    parties = [one for one in named if one and _is_party(ledger, one)]
    return tuple(dict.fromkeys(parties))


def _is_party(ledger: Ledger, name: str) -> bool:
    row = ledger.find(name)
    return row is not None and row.table == "parties"


def _of_event(ledger: Ledger, row: Row) -> Promise:
    parts = ledger.rows("participants", event_id=row.id)
    came = [part["party"] for part in parts if part["role"] == "visitor"]
    every = [part["party"] for part in parts]
    due = row["end"] - timedelta(days=1) if row["end"] else row["start"]
    return Promise(
        row,
        tuple(dict.fromkeys(came or every)),
        tell(ledger, row),
        None,
        due,
        ledger.source_ids([row.id]),
    )


def _sides(ledger: Ledger, promise: Promise) -> set[str]:
    """Return the promisers, and the states that they belong to."""
    found = set(promise.promisers)
    for name in promise.promisers:
        row = ledger.find(name)
        if row is None:
            continue
        home = row.cells.get("iso3") if row.table == "parties" else row.cells.get("country")
        if home and row.cells.get("kind") != "state":
            found.add(str(home))
    return found


def _topics(promise: Promise) -> set[str]:
    cells = promise.row.cells
    names = ("series", "subject", "partner", "good", "kind")
    return {str(cells[name]) for name in names if cells.get(name)}


def _require_known(ledger: Ledger, about: str) -> None:
    """Stop where nothing in the ledger has this name.

    Raises
    ------
    UnknownNameError
        With the nearest ids.
    """
    kinds = {str(row["kind"]) for row in ledger.rows("events")}
    if about in kinds or ledger.find(about) is not None:
        return
    known = {row.id for row in ledger.rows("series")} | kinds
    raise UnknownNameError(
        "series or subject", about, nearest(about, known, most=3), "`caspia facts` shows ids."
    )
