"""From an id to the tree of rows, sources and rivals that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.ledger.schema import tables
from caspia.ledger.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from caspia.ledger.ledger import Ledger
    from caspia.ledger.rows import Report, Row

# What two figures of one quantity have in common, whoever counts it and by whichever scope.
_ONE_QUANTITY = (
    "series",
    "subject",
    "partner",
    "good",
    "valid_from",
    "valid_to",
    "modality",
)

# Tables whose rows stand under their parent in the tree.
_CHILDREN = {
    "events": (("participants", "event_id"), ("events", "part_of")),
    "agreements": (("agreement_status", "agreement_id"), ("agreement_effects", "agreement_id")),
    "links": (("link_status", "link_id"), ("link_values", "link_id")),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source of one row.

    Attributes
    ----------
    source_id, publisher, title, published, url : str
        The source; `published` is empty where it is undated.
    field, quoted, note : str
        As in the report.
    known_from : date
        First day on which it was known.
    grade : str
        ``published``, ``event``, ``structural`` or ``undated``.
    """

    source_id: str
    publisher: str
    title: str
    published: str
    url: str
    field: str
    quoted: str
    note: str
    known_from: date
    grade: str


@dataclass(frozen=True, slots=True)
class Why:
    """A node of the tree: a statement and what it rests on.

    Attributes
    ----------
    id : str
        The id asked for, or of a row below it.
    table : str
        Table of the row; ``figure`` for a printed figure.
    says : str
        One sentence.
    evidence : tuple of Evidence
        The sources, earliest first.
    rivals : tuple of (str, Why)
        Rows that disagree, each with why.
    parts : tuple of Why
        Rows that belong to it, or that a computed figure was made of.
    beside : tuple of (str, Why)
        Figures of the same quantity that do not disagree, each with the scope it counts by: two
        definitions are no rivals (C9).
    """

    id: str
    table: str
    says: str
    evidence: tuple[Evidence, ...] = ()
    rivals: tuple[tuple[str, Why], ...] = ()
    parts: tuple[Why, ...] = ()
    beside: tuple[tuple[str, Why], ...] = ()

    def walk(self) -> Iterator[Why]:
        """Yield this node and all below it."""
        yield self
        for _, rival in self.rivals:
            yield from rival.walk()
        for part in self.parts:
            yield from part.walk()
        for _, other in self.beside:
            yield from other.walk()


def why_row(ledger: Ledger, row_id: str) -> Why:
    """Return the tree of a row: sources, rivals, and the rows that belong to it.

    Raises
    ------
    UnknownNameError
        No visible row has this id; the nearest are suggested.
    """
    return _explain(ledger, ledger.row(row_id), evidence_of(ledger, row_id), with_rivals=True)


def evidence_of(ledger: Ledger, row_id: str) -> tuple[Evidence, ...]:
    """Return the sources of a row, earliest known first; its parent's where it has none."""
    return _evidence(ledger, ledger.reports(row_id))


def _evidence(ledger: Ledger, reports: Iterable[Report]) -> tuple[Evidence, ...]:
    found = []
    for report in reports:
        source = ledger.source(report.source_id)
        found.append(
            Evidence(
                source.source_id,
                source.publisher,
                source.title,
                source.published,
                source.url,
                report.field,
                report.quoted,
                report.note,
                report.known_from,
                report.grade,
            )
        )
    return tuple(found)


def _explain(
    ledger: Ledger, row: Row, evidence: tuple[Evidence, ...], *, with_rivals: bool = False
) -> Why:
    rivals = ledger.rivals(row.id) if with_rivals else {}
    return Why(
        row.id,
        row.table,
        tell(ledger, row),
        evidence,
        tuple(
            (reason, _explain(ledger, ledger.row(rival), evidence_of(ledger, rival)))
            for rival, reason in rivals.items()
        ),
        # What stands under a row without a source of its own rests on the sources above it.
        tuple(
            _explain(ledger, child, _evidence(ledger, ledger.own_reports(child.id)))
            for child in _children(ledger, row)
        ),
        tuple(_beside(ledger, row, rivals)) if with_rivals else (),
    )


def _beside(ledger: Ledger, row: Row, rivals: Mapping[str, str]) -> Iterator[tuple[str, Why]]:
    if row.table != "observations":
        return
    quantity = {name: row[name] for name in _ONE_QUANTITY}
    for other in ledger.rows("observations", **quantity):
        if other.id == row.id or other.id in rivals:
            continue
        same = other["scope"] == row["scope"]
        reason = "the same scope" if same else f"scope {other['scope'] or 'not told'}"
        yield reason, _explain(ledger, other, evidence_of(ledger, other.id))


def _children(ledger: Ledger, row: Row) -> Iterator[Row]:
    for table, column in _CHILDREN.get(row.table, ()):
        order = "valid_from" if tables()[table].has("valid_from") else tables()[table].key
        found = ledger.rows(table, **{column: row.id})
        yield from sorted(found, key=lambda child: str(child[order] or ""))
