"""Units: what is one, what it measures, and by how much one differs from another.

A unit is written ``NUMERATOR_per_DENOMINATOR``, as in the columns of the ledger: ``bcm_per_year``,
``USD_per_1000m3``, ``KZT_per_t_1000km`` (per tonne and 1000 km). Its parts are in ``units.txt``,
which pint reads instead of its own list; what it makes of them is the table of `unit_sizes`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from caspia.amounts.unit_sizes import unit_sizes
from caspia.errors import AmountError

# A capacity read off a year's flow names that year after its unit; the year is no part of it.
_FLOW_OF_A_YEAR = re.compile(r"_(?:19|20)\d\d_flow$")
_COUNTED_PART = re.compile(r"(\d*)(\D.*)")
_COMPOSITE = {
    "power and time": "energy",
    "length and length": "area",
    "length and mass": "freight work",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One factor of a unit: ``1000m3`` is the number 1000 and the name ``m3``."""

    number: int
    name: str

    def __str__(self) -> str:
        return f"{self.number}{self.name}" if self.number != 1 else self.name


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit taken apart, its names in canonical spelling.

    Attributes
    ----------
    above, below : tuple of Part
        Factors over and under the stroke.
    """

    above: tuple[Part, ...]
    below: tuple[Part, ...]

    def __str__(self) -> str:
        over = "_".join(str(part) for part in self.above)
        return over + ("_per_" + "_".join(str(part) for part in self.below) if self.below else "")


@lru_cache(maxsize=4096)
def take_apart(text: str) -> Unit:
    """Return the parts of a unit.

    Raises
    ------
    AmountError
        Where a part is no unit; names the nearest spelling.
    """
    above, *below = _FLOW_OF_A_YEAR.sub("", text.strip()).split("_per_")
    try:
        return Unit(_parts(above), tuple(part for piece in below for part in _parts(piece)))
    except KeyError as fault:
        name = str(fault.args[0])
        raise AmountError(
            f"{text!r} is no unit: there is no {name!r}. {_advice(text, name)}"
        ) from None


def check_unit(text: str) -> str:
    """Return a unit in its canonical spelling (``Mt_per_y`` gives ``Mt_per_year``).

    A trailing ``_2023_flow``, which says that a capacity was read off that year's flow, is no part
    of the unit and is not returned.

    Raises
    ------
    AmountError
        Where `text` is no unit; names the nearest spelling.
    """
    return str(take_apart(text))


@lru_cache(maxsize=4096)
def dimension(unit: str) -> str:
    """Return the field's word for what a unit measures.

    ``mass``, ``money per mass``, ``volume per time``, ``count`` and so on. Two units of one word
    need not convert (USD and EUR, trucks and wagons, gas and oil): `same_dimension` tells.

    Raises
    ------
    AmountError
        Where `unit` is no unit.
    """
    over: list[str] = []
    under: list[str] = []
    for name, power in _measure(check_unit(unit))[1]:
        word = name.strip("[]").partition("__")[0].replace("_", " ")
        (over if power > 0 else under).extend([word] * abs(power))
    top = " and ".join(sorted(over)) or "ratio"
    top = _COMPOSITE.get(top, top)
    bottom = " and ".join(sorted(under)).replace("containers", "container")
    return f"{top} per {bottom}" if bottom else top


def same_dimension(one: str, other: str) -> bool:
    """Tell whether amounts in one unit convert to the other.

    Raises
    ------
    AmountError
        Where either is no unit.
    """
    return _measure(check_unit(one))[1] == _measure(check_unit(other))[1]


def factor(unit: str, target: str) -> Fraction:
    """Return the number of `target` in one `unit`, exactly.

    Raises
    ------
    AmountError
        Where either is no unit, or they measure different things.
    """
    if unit == target:
        return Fraction(1)
    size, measured = _measure(check_unit(unit))
    target_size, target_measured = _measure(check_unit(target))
    if measured != target_measured:
        raise AmountError(f"{unit} does not convert to {target}. {_why_apart(unit, target)}")
    return size / target_size


def product_factor(one: str, other: str, target: str) -> Fraction:
    """Return the number of `target` in one `one` times one `other`, exactly.

    Raises
    ------
    AmountError
        Where the product measures something else than `target`.
    """
    size, measured = _measure(check_unit(one), check_unit(other))
    target_size, target_measured = _measure(check_unit(target))
    if measured != target_measured:
        raise AmountError(
            f"{one} times {other} is not measured in {target}. "
            "Name a unit that the two multiply to, e.g. USD for USD_per_t times t."
        )
    return size / target_size


def unit_names() -> tuple[str, ...]:
    """Return every name and alias that a unit may be made of, sorted."""
    return tuple(sorted(unit_sizes()))


def _parts(text: str) -> tuple[Part, ...]:
    """Split at underscores, but keep names that have some themselves (``train_pairs``)."""
    names = unit_sizes()
    pieces = text.split("_")
    parts: list[Part] = []
    while pieces:
        for length in range(len(pieces), 0, -1):
            match = _COUNTED_PART.fullmatch("_".join(pieces[:length]))
            if match and match[2] in names:
                parts.append(Part(int(match[1] or "1"), names[match[2]].unit))
                del pieces[:length]
                break
        else:
            raise KeyError("_".join(pieces))
    return tuple(parts)


@lru_cache(maxsize=4096)
def _measure(*units: str) -> tuple[Fraction, tuple[tuple[str, int], ...]]:
    """Return the size of a product of units in base units, and its dimensions with powers."""
    size, powers = Fraction(1), Counter[str]()
    for unit in units:
        taken = take_apart(unit)
        for parts, sign in ((taken.above, 1), (taken.below, -1)):
            for part in parts:
                known = unit_sizes()[part.name]
                size *= (part.number * known.size) ** sign
                for name, power in known.powers:
                    powers[name] += sign * power
    return size, tuple(sorted((name, power) for name, power in powers.items() if power))


def _why_apart(unit: str, target: str) -> str:
    one, other = dimension(unit), dimension(target)
    if one == other == "money":
        return "Currencies convert only with a dated rate: take one from exchange_rates."
    if one == other:
        return f"Both are {one}, but of different things. Give both in one unit."
    if {one, other} == {"mass", "containers"}:
        return "How many tonnes a TEU holds is an amount of its own: multiply by it."
    return f"One is {one}, the other {other}. Choose a unit of {one}."


def _advice(text: str, name: str) -> str:
    """Say which spelling comes nearest."""
    from rapidfuzz.distance import OSA

    bare = name.lstrip("0123456789")
    near = {
        known: (
            OSA.normalized_similarity(bare.lower(), known.lower()),
            OSA.normalized_similarity(bare, known),
        )
        for known in unit_names()
    }
    best = max(near, key=lambda known: near[known])
    if not bare or near[best][0] < 0.5:
        return "Write it as NUMERATOR_per_DENOMINATOR from the units in docs/amounts.md."
    return f"Did you mean {text.replace(bare, best)!r}?"
