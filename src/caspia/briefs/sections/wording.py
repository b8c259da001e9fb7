"""Dates, lists, counts and words of the schema, as people write them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from caspia.ledger import read_partial

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caspia.briefs.page import Page
    from caspia.ledger import Party

_WORDS = {
    "foreign_ministers_meeting": "meeting of foreign ministers",
    "fibre": "fibre cables",
    "study": "under study",
}
_IRREGULAR = {"country": "countries", "party": "parties", "company": "companies", "city": "cities"}


def say_date(day: date, precision: str = "day") -> str:
    """Write ``11 March 2024``, ``March 2024`` or ``2024``, by how well the day is known."""
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return f"{day:%B} {day.year}"
    return f"{day.day} {day:%B} {day.year}"


def say_partial(text: str) -> str:
    """Write ``2021-11-28``, ``2021-11`` or ``2021`` as it is said.

    Raises
    ------
    BadDateError
        The text is no day, month or year.
    """
    return say_date(read_partial(text).start, precision_of(text))


def at_date(precision: str) -> str:
    """Return the preposition before a day (``on``) or before a month or year (``in``)."""
    return "on" if precision == "day" else "in"


def precision_of(text: str) -> str:
    """Return ``day``, ``month`` or ``year`` for a partial date."""
    return {4: "year", 7: "month"}.get(len(text.strip()), "day")


def say_period(start: date | None, end: date | None) -> str:
    """Write a half-open period: ``2023``, ``January to April 2024``, ``15 to 16 August 2023``.

    An open end gives ``since 1 June 2022`` or ``until 31 May 2022``; without both ends it is empty.
    """
    if start is None:
        return "" if end is None else f"until {say_date(end - timedelta(days=1))}"
    if end is None:
        return f"since {say_date(start)}"
    last = end - timedelta(days=1)
    if start.day == 1 and end.day == 1:
        return _say_months(start, last, end)
    return _say_days(start, last)


def say_list(names: Iterable[str], joiner: str = "and") -> str:
    """Write ``A``, ``A and B`` or ``A, B and C``; empty where there is none."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} {joiner} {last}" if first else last


def say_side(party: Party) -> str:
    """Name a party within a sentence: ``Georgia``, ``the European Union``, ``the five states``."""
    if party.kind == "bloc":
        return f"the {party.name.removeprefix('The ')}"
    if party.kind == "group":
        return f"the {party.name[:1].lower()}{party.name[1:]}"
    return party.name


def say_both(page: Page) -> str:
    """Name the two sides of a page within a sentence."""
    return f"{say_side(page.a)} and {say_side(page.b)}"


def say_count(number: int, noun: str, plural: str = "") -> str:
    """Write ``1 visit`` or ``3 visits``; zero is ``no visits``."""
    many = plural or _IRREGULAR.get(noun) or f"{noun}s"
    if number == 0:
        return f"no {many}"
    return f"{number:,} {noun if number == 1 else many}"


def say_word(word: str) -> str:
    """Write a status, kind or effect of the schema without underscores: ``in force``."""
    return _WORDS.get(word, word.replace("_", " "))


def sentence(text: str) -> str:
    """Begin with a capital letter; the rest stays."""
    return text[:1].upper() + text[1:]


def _say_months(start: date, last: date, end: date) -> str:
    if start.month == 1 and end.month == 1:
        return str(start.year) if start.year == last.year else f"{start.year} to {last.year}"
    if (start.year, start.month) == (last.year, last.month):
        return f"{start:%B} {start.year}"
    first = f"{start:%B}" if start.year == last.year else f"{start:%B} {start.year}"
    return f"{first} to {last:%B} {last.year}"


def _say_days(start: date, last: date) -> str:
    if start == last:
        return say_date(start)
    if start.year != last.year:
        return f"{say_date(start)} to {say_date(last)}"
    if start.month != last.month:
        return f"{start.day} {start:%B} to {say_date(last)}"
    return f"{start.day} to {say_date(last)}"
