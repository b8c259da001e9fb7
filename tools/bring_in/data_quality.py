"""The part of the page that says how good the tables are: what is filled, disputed, assumed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .facts import OUTCOMES
from .known_grades import GRADES, count_grades
from .series_group import group_of, groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .book import Book, Row
    from .facts import Account

_FILLED = ("reporter", "scope", "measure", "valuation", "modality", "quoted")
_GAPS = """\
## What is missing

- Exchange rates: the manat since its peg of April 2017 and the euro from 2022 to 2024. The figures
  in tenge (tariffs of pipelines), and those in euro of 2021 or of no year, cannot be converted.
- Offices: the minister of energy of Armenia; of Georgia after July 2017, where energy belongs to
  the minister of economy; of Turkmenistan, where oil and gas belong to a deputy chairman of the
  cabinet; of Kyrgyzstan before June 2021; of Uzbekistan from April to May 2022 (the ministry was
  founded in February 2019). First and last days rest on general knowledge.
- Reporter: a page of the press that names no statistics leaves it empty.
- Valuation: customs where the source is a customs service; whether FOB or CIF is told nowhere.
- Scope is empty where a figure covers the whole of what its series says.
"""


def data_quality(book: Book, account: Account) -> str:
    """Write the sections, in Markdown.

    Parameters
    ----------
    book : Book
        The finished tables.
    account : Account
        What became of every input row.
    """
    parts = (_topics(account), _fill(book), _conflicts(book), _known(book), _assumed(book), _GAPS)
    return "\n".join(parts)


def _topics(account: Account) -> str:
    counts: Counter[tuple[str, str]] = Counter()
    for entry in account.sorted():
        counts[entry.file.split("/")[0], entry.outcome] += 1
    rows = []
    for topic in sorted({topic for topic, _ in counts}):
        found = [counts[topic, outcome] for outcome in OUTCOMES]
        rows.append([topic, sum(found), *found])
    intro = (
        "`merged` rows are another telling of a thing that has a row; `superseded` ones were "
        "worked over in `normalised`."
    )
    return _section("Input rows by topic", intro, ["topic", "rows", *OUTCOMES], rows)


def _fill(book: Book) -> str:
    quoted = {place[0] for place, report in book.reports.items() if report["quoted"]}
    grouped: dict[str, list[Row]] = {group: [] for group in groups()}
    for row in book.rows("observations"):
        grouped[group_of(row["series"])].append(row)
    every = [row for rows in grouped.values() for row in rows]
    lines = [
        [group, len(rows), *(_share(_filled(rows, column, quoted)) for column in _FILLED)]
        for group, rows in [*grouped.items(), ("all", every)]
    ]
    intro = "Share of the observations of a group of series in which a column is filled."
    return _section("Columns filled", intro, ["series", "rows", *_FILLED], lines)


def _filled(rows: Sequence[Row], column: str, quoted: set[str]) -> list[bool]:
    if column == "quoted":
        return [row["observation_id"] in quoted for row in rows]
    return [bool(row[column]) for row in rows]


def _conflicts(book: Book) -> str:
    kinds = Counter(tuple(sorted({_kind(book, one) for one in pair})) for pair in book.rivals)
    lines = [[" and ".join(kind), count] for kind, count in sorted(kinds.items())]
    lines.append(["all", sum(kinds.values())])
    intro = "Pairs of rows that disagree; both stay, and the reader sees both."
    return _section("Conflicts open", intro, ["rows", "pairs"], lines)


def _kind(book: Book, row_id: str) -> str:
    table = book.table_of(row_id)
    return group_of(book.tables[table][row_id]["series"]) if table == "observations" else table


def _known(book: Book) -> str:
    counts = count_grades(book)
    lines = [
        [table, *(counts[table][grade] for grade in GRADES)]
        for table in book.schema
        if table in counts
    ]
    lines.append(["all", *(sum(counts[table][grade] for table in counts) for grade in GRADES)])
    intro = (
        "What makes a row known first: a dated source (`published`), its own happening in public "
        "(`event`), its nature (`structural`), or the end of its period (`undated`)."
    )
    return _section("Rows by known time", intro, ["table", *GRADES], lines)


def _assumed(book: Book) -> str:
    lines = []
    for table in ("link_values", "handling"):
        rows = book.rows(table)
        for attribute in sorted({row["attribute"] for row in rows}):
            told = [row["basis"] for row in rows if row["attribute"] == attribute]
            basis = Counter(told)
            share = _share([one == "assumed" for one in told])
            named = [basis[name] for name in ("observed", "measured", "assumed")]
            lines.append([table, attribute, *named, share])
    intro = "How the values that the network is made of were come by."
    columns = ["table", "attribute", "observed", "measured", "assumed", "share assumed"]
    return _section("Assumed values", intro, columns, lines)


def _share(flags: Sequence[bool]) -> str:
    return f"{100 * sum(flags) / len(flags):.1f} %" if flags else ""


def _section(
    title: str, intro: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> str:
    lines = [f"## {title}", "", intro, "", "| " + " | ".join(columns) + " |"]
    lines.append("| --- |" + " ---: |" * (len(columns) - 1))
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join([*lines, ""])
