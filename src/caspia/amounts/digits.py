"""Numbers as people print them: grouping, decimal marks, words of scale, the last digit."""

from __future__ import annotations

import re
from fractions import Fraction

# Grouped thousands (comma, point or a space), then a plain number with either decimal mark.
_SPACES = " \u00a0\u2009\u202f'"
NUMERAL = (
    rf"(?:[1-9]\d{{0,2}}(?:[,{_SPACES}]\d{{3}})+(?:\.\d+)?(?!\d)"
    rf"|[1-9]\d{{0,2}}(?:[.{_SPACES}]\d{{3}})+,\d+"
    r"|[1-9]\d{0,2}(?:\.\d{3}){2,}(?!\d)"
    r"|\d+(?:[.,]\d+)?)"
)
_SCALES = {
    "thousand": 3,
    "ths": 3,
    "million": 6,
    "mln": 6,
    "mn": 6,
    "billion": 9,
    "bln": 9,
    "bn": 9,
    "trillion": 12,
    "trn": 12,
}
SCALE = rf"(?:{'|'.join(_SCALES)})\b\.?"
_TERM = rf"{NUMERAL}(?:\s*{SCALE})?"
#: A figure: one number, or several of falling scale ("492 million 71 thousand").
FIGURE = rf"{NUMERAL}(?:\s*{SCALE}(?:\s+{_TERM})*)?"
_PIECE = re.compile(rf"({NUMERAL})\s*({SCALE})?", re.IGNORECASE)
_TIMES = re.compile(r"\btimes\b|fold\b", re.IGNORECASE)


def read_numeral(text: str) -> tuple[Fraction, Fraction]:
    """Return the number in a numeral and the unit of its last digit ("13.3" -> 13.3 and 0.1)."""
    bare = re.sub(rf"[{_SPACES}]", "", text)
    if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    elif re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+,\d+|[1-9]\d{0,2}(\.\d{3}){2,}", bare):
        bare = bare.replace(".", "").replace(",", ".")
    bare = bare.replace(",", ".")
    decimals = len(bare.partition(".")[2])
    return Fraction(bare), Fraction(1, 10**decimals)


def read_figure(text: str) -> tuple[Fraction, Fraction]:
    """Return the number in a figure with words of scale, and the unit of its last digit.

    "492 million 71 thousand" gives 492 071 000 and 1000. `text` must match `FIGURE`.
    """
    total, last = Fraction(0), Fraction(1)
    for numeral, word in _PIECE.findall(text):
        number, digit = read_numeral(numeral)
        scale = 10 ** _SCALES[word.lower().rstrip(".")] if word else 1
        total += number * scale
        last = digit * scale
    return total, last


def has_scale(text: str) -> bool:
    """Tell whether a figure carries a word of scale."""
    return re.search(rf"\d\s*{SCALE}", text, re.IGNORECASE) is not None


def last_digit_quoted(quoted: str, reference: float, unit: str) -> Fraction | None:
    """Return the unit of the last digit of a quotation, in the unit of the amount.

    The quotation may be in another unit ("355 kt" for 0.355 Mt): its number stands to its last
    digit as the value of the amount stands to the answer.

    Parameters
    ----------
    quoted : str
        As printed; its first figure is taken.
    reference : float
        The value in `unit` that the figure stands for.
    unit : str
        Unit of `reference`.

    Returns
    -------
    Fraction or None
        None where the quotation has no digits ("tripled").
    """
    figures = _figures(quoted)
    return _last_digit(figures[0], quoted, reference, unit) if figures else None


def last_digit_of_range(quoted: str, low: float, high: float, unit: str) -> Fraction | None:
    """Return the unit of the last digit of the finer of two figures ("2-2.5" -> 0.1).

    `low` and `high` are what they stand for in `unit`; signs may be missing from the quotation
    ("30-40" for a fall of 30 to 40 percent).
    """
    figures = _figures(quoted)[:2]
    bounds = sorted((low, high), key=abs)
    if len(figures) == 2 and read_figure(figures[0])[0] > read_figure(figures[1])[0]:
        bounds.reverse()
    digits = [
        _last_digit(figure, quoted, bound, unit)
        for figure, bound in zip(figures, bounds, strict=False)
    ]
    return min(digits, default=None)


def _figures(quoted: str) -> list[str]:
    return [match.group() for match in re.finditer(FIGURE, quoted, re.IGNORECASE)]


def _last_digit(figure: str, quoted: str, reference: float, unit: str) -> Fraction:
    number, last = read_figure(figure)
    if unit == "percent" and _TIMES.search(quoted):
        return last * 100  # "3.1 times" is 210 percent more: a tenth of a time is ten percent
    if number == 0 or reference == 0:
        return last
    return last * abs(exact(reference)) / number


def last_digit_written(value: float, *, zeros_are_digits: bool) -> Fraction:
    """Return the unit of the last digit of a bare number.

    Parameters
    ----------
    value : float
        Finite.
    zeros_are_digits : bool
        True for counts and official statistics (1500 -> 1); False for the press (1500 -> 100).
    """
    number = exact(value)
    if number == 0:
        return Fraction(1)
    digit = Fraction(1)
    while (number / digit).denominator != 1:
        digit /= 10
    if not zeros_are_digits:
        while (number / (digit * 10)).denominator == 1:
            digit *= 10
    return digit


def exact(value: float) -> Fraction:
    """Return a float as the decimal that it is written as (0.1 is a tenth)."""
    return Fraction(repr(float(value)))
