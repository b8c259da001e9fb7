"""Periods as data sets write them, in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_YEARS = (1900, 2200)


def register_periods(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table ``periods`` (code, first_day, end_day, label) of years and months.

    A join is faster than the functions below over millions of rows. Codes are 2017 and 201705.
    """
    days = f"range(DATE '{_YEARS[0]}-01-01', DATE '{_YEARS[1]}-01-01', INTERVAL {{step}}) t(d)"
    parts = (("1 YEAR", "%Y", "%Y"), ("1 MONTH", "%Y%m", "%Y-%m"))
    queries = (
        f"SELECT strftime(d, '{code}') AS code, d::DATE AS first_day, "
        f"(d + INTERVAL {step})::DATE AS end_day, strftime(d, '{shown}') AS label "
        f"FROM {days.format(step=step)}"
        for step, code, shown in parts
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE periods AS {' UNION ALL '.join(queries)}")


def first_day(column: str) -> str:
    """Return SQL of the first day of a period: 2017, 201705, 2017-05, 2017-M05, 2017-Q2, a day.

    NULL where it is none of these.
    """
    digits = f"replace(upper(trim({column})), '-', '')"
    year = f"TRY_CAST(left({digits}, 4) AS INTEGER)"
    quarter = f"TRY_CAST(right({digits}, 1) AS INTEGER)"
    return (
        f"CASE WHEN regexp_full_match({digits}, '\\d{{4}}(A1)?') THEN make_date({year}, 1, 1) "
        f"WHEN regexp_full_match({digits}, '\\d{{4}}M?(0[1-9]|1[0-2])') "
        f"THEN make_date({year}, TRY_CAST(right({digits}, 2) AS INTEGER), 1) "
        f"WHEN regexp_full_match({digits}, '\\d{{4}}Q[1-4]') "
        f"THEN make_date({year}, {quarter} * 3 - 2, 1) "
        f"WHEN regexp_full_match({digits}, '\\d{{8}}') THEN TRY_STRPTIME({digits}, '%Y%m%d')::DATE "
        "END"
    )


def length(column: str) -> str:
    """Return SQL of the interval that a period lasts."""
    digits = f"replace(upper(trim({column})), '-', '')"
    return (
        f"CASE WHEN contains({digits}, 'Q') THEN INTERVAL 3 MONTH "
        f"WHEN regexp_full_match({digits}, '\\d{{4}}(A1)?') THEN INTERVAL 1 YEAR "
        f"WHEN length({digits}) = 8 THEN INTERVAL 1 DAY ELSE INTERVAL 1 MONTH END"
    )


def label(column: str) -> str:
    """Return SQL of a period as ids write it: 2017, 2017-05, 2017-q2, 2017-05-31."""
    start = first_day(column)
    digits = f"replace(upper(trim({column})), '-', '')"
    return (
        f"CASE WHEN contains({digits}, 'Q') THEN left({digits}, 4) || '-q' || right({digits}, 1) "
        f"WHEN regexp_full_match({digits}, '\\d{{4}}(A1)?') THEN left({digits}, 4) "
        f"WHEN length({digits}) = 8 THEN strftime({start}, '%Y-%m-%d') "
        f"ELSE strftime({start}, '%Y-%m') END"
    )
