"""Periods as data sets write them, in SQL."""

from __future__ import annotations


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
