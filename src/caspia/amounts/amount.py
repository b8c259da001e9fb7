"""The amount: a figure with its hedge, its interval and its unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING

from caspia.amounts.digits import exact, last_digit_of_range, last_digit_quoted, last_digit_written
from caspia.amounts.qualifiers import QUALIFIERS, Qualifier, ends, rule
from caspia.amounts.units import check_unit, factor
from caspia.errors import AmountError

if TYPE_CHECKING:
    from fractions import Fraction
    from typing import Self


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as it was said: the qualifier is part of the number.

    Build one with `Amount.of`, `Amount.unknown` or `parse_amount`; the plain constructor checks,
    but derives nothing.

    Attributes
    ----------
    value : float or None
        The figure in `unit`; None exactly where the amount is unknown.
    qualifier : str
        ``exact``, ``about``, ``nearly``, ``more_than``, ``at_least``, ``less_than``, ``up_to``,
        ``between`` or ``unknown``.
    low, high : float or None
        The closed interval that it stands for, in `unit`; None where nothing bounds that side.
    unit : str
        A unit of ``units.txt`` in canonical spelling, e.g. ``bcm_per_year``.
    quoted : str or None
        As printed by the source.
    last_digit : float or None
        Unit of the last digit printed, in `unit`; None for what was computed.
    soft_low, soft_high : bool
        That end says what is likely: it serves drawing and weighting, never to call something
        false.
    missing : tuple of str
        Who is missing from a sum: the sum is then a lower bound.

    Raises
    ------
    AmountError
        On NaN, infinity, an interval without its value, or an unknown qualifier.
    """

    value: float | None
    qualifier: Qualifier
    low: float | None
    high: float | None
    unit: str
    quoted: str | None = None
    last_digit: float | None = None
    soft_low: bool = False
    soft_high: bool = False
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.qualifier not in QUALIFIERS:
            raise AmountError(
                f"{self.qualifier!r} is no qualifier. Use one of {', '.join(QUALIFIERS)}."
            )
        for number in (self.value, self.low, self.high, self.last_digit):
            _require_finite(number, self.unit)
        if (self.value is None) != (self.qualifier == "unknown"):
            raise AmountError(
                f"An amount in {self.unit} is {self.qualifier!r} and has value {self.value!r}. "
                "Use Amount.unknown(unit) for what is not known; give every other one a value."
            )
        self._require_order()

    def _require_order(self) -> None:
        low = float("-inf") if self.low is None else self.low
        high = float("inf") if self.high is None else self.high
        middle = low if self.value is None else self.value
        if self.value is None and (self.low is not None or self.high is not None):
            raise AmountError(
                f"An unknown amount in {self.unit} has bounds {self.low} and {self.high}. "
                "Use qualifier 'between' where bounds are known."
            )
        if not low <= middle <= high:
            raise AmountError(
                f"The interval {self.low} to {self.high} {self.unit} does not hold the value "
                f"{self.value}. Order the bounds and put the value between them."
            )

    @classmethod
    def of(
        cls,
        value: float | None,
        unit: str,
        qualifier: Qualifier = "exact",
        quoted: str | None = None,
        *,
        low: float | None = None,
        high: float | None = None,
        counted: bool = False,
        official: bool = False,
    ) -> Self:
        """Build an amount from a figure and its hedge, by the table of qualifiers.

        Parameters
        ----------
        value : float or None
            The figure in `unit`; may be None for ``between`` (then the midpoint) and ``unknown``.
        unit : str
            Any spelling that `check_unit` accepts.
        qualifier : str
            How the figure is hedged.
        quoted : str, optional
            As printed, in whatever unit; its last digit says how finely the figure was given.
        low, high : float, optional
            Both bounds as the source gives them; the amount is then a ``between``, whatever its
            hedge.
        counted : bool
            A count of things: trailing zeros are digits, and an exact one has zero width.
        official : bool
            An official statistic: trailing zeros are digits.

        Raises
        ------
        AmountError
            On NaN or infinity, a bad unit or qualifier, one bound without the other, or no value.
        """
        unit = check_unit(unit)
        for number in (value, low, high):
            _require_finite(number, unit)
        if qualifier not in QUALIFIERS:
            raise AmountError(f"{qualifier!r} is no qualifier. Use one of {', '.join(QUALIFIERS)}.")
        if qualifier == "unknown":
            return cls(value, "unknown", low, high, unit, quoted)
        if low is not None and high is not None:
            return cls._between(value, unit, quoted, low, high)
        if low is not None or high is not None or qualifier == "between":
            raise AmountError(
                f"An amount in {unit} has bounds {low} and {high}. Give both bounds, "
                "or neither and a qualifier such as at_least."
            )
        if value is None:
            raise AmountError(
                f"An amount in {unit} that is {qualifier} has no value. "
                "Give one, or use Amount.unknown(unit)."
            )
        digit = _last_digit(value, unit, quoted, zeros_are_digits=counted or official)
        # A count printed in thousands is rounded like any measured figure.
        chosen = rule(qualifier, counted=counted and digit <= 1)
        bounds = ends(chosen, exact(value), digit)
        return cls(
            float(value),
            qualifier,
            _float(bounds.low),
            _float(bounds.high),
            unit,
            quoted,
            float(digit),
            bounds.soft_low,
            bounds.soft_high,
        )

    @classmethod
    def unknown(cls, unit: str) -> Self:
        """Return the amount that is not known: no zero, no NaN, no empty text.

        Raises
        ------
        AmountError
            Where `unit` is no unit.
        """
        return cls(None, "unknown", None, None, check_unit(unit))

    @property
    def is_known(self) -> bool:
        """Whether there is a figure at all."""
        return self.value is not None

    @property
    def is_lower_bound(self) -> bool:
        """Whether it is a sum with someone missing."""
        return bool(self.missing)

    @classmethod
    def _between(
        cls, value: float | None, unit: str, quoted: str | None, low: float, high: float
    ) -> Self:
        given = last_digit_of_range(quoted, low, high, unit) if quoted else None
        digit = given or min(
            last_digit_written(bound, zeros_are_digits=True) for bound in (low, high)
        )
        middle = float((exact(low) + exact(high)) / 2) if value is None else float(value)
        return cls(middle, "between", float(low), float(high), unit, quoted, float(digit))


def convert(amount: Amount, unit: str) -> Amount:
    """Return the same amount in another unit.

    Value, bounds and last digit convert; the quotation stays as it was printed.

    Raises
    ------
    AmountError
        Where the units measure different things; tonnes and TEU, or two currencies, never convert.
    """
    unit = check_unit(unit)
    times = factor(amount.unit, unit)

    def converted(number: float | None) -> float | None:
        return None if number is None else float(exact(number) * times)

    return replace(
        amount,
        value=converted(amount.value),
        low=converted(amount.low),
        high=converted(amount.high),
        last_digit=converted(amount.last_digit),
        unit=unit,
    )


def _last_digit(value: float, unit: str, quoted: str | None, *, zeros_are_digits: bool) -> Fraction:
    given = last_digit_quoted(quoted, value, unit) if quoted else None
    # A quotation without digits ("tripled") says no more than the bare number does.
    return given or last_digit_written(value, zeros_are_digits=zeros_are_digits)


def _float(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def _require_finite(number: float | None, unit: str) -> None:
    if number is not None and not isfinite(number):
        raise AmountError(
            f"{number!r} is no amount of {unit}. "
            f"Use Amount.unknown({unit!r}) for what is not known."
        )
