"""The frame of a chart: where a value falls in pixels, and the round steps of its axis."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot with linear axes inside a picture.

    Attributes
    ----------
    x_low, x_high, y_low, y_high : float
        Values at the edges of the plot.
    left, top, width, height : float
        The plot in pixels of the picture.
    picture_width, picture_height : int
        The whole picture in pixels.
    """

    x_low: float
    x_high: float
    y_low: float
    y_high: float
    left: float
    top: float
    width: float
    height: float
    picture_width: int
    picture_height: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a value falls, in pixels right and down from the corner of the picture."""
        across = (x - self.x_low) / (self.x_high - self.x_low)
        up = (y - self.y_low) / (self.y_high - self.y_low)
        return self.left + across * self.width, self.top + (1 - up) * self.height

    def value(self, x_px: float, y_px: float) -> tuple[float, float]:
        """Return the value at a place of the picture: the inverse of `place`."""
        across = (x_px - self.left) / self.width
        up = 1 - (y_px - self.top) / self.height
        x = self.x_low + across * (self.x_high - self.x_low)
        return x, self.y_low + up * (self.y_high - self.y_low)


def round_steps(low: float, high: float, most: int = 5) -> list[float]:
    """Return round values at even steps that hold `low` and `high`, `most` + 1 or fewer.

    Steps are 1, 2, 2.5 or 5 times a power of ten.
    """
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** floor(log10(span / most))
    step = next(
        power * factor
        for factor in (1, 2, 2.5, 5, 10, 20, 25)
        if _count(low, high, power * factor) <= most
    )
    first = floor(low / step + 1e-9)
    return [round(n * step, 12) for n in range(first, first + _count(low, high, step) + 1)]


def _count(low: float, high: float, step: float) -> int:
    return max(1, ceil(high / step - 1e-9) - floor(low / step + 1e-9))


def short_number(value: float) -> str:
    """Write a number to four digits or to the unit: ``0.494``, ``529.4``, ``52,410``."""
    decimals = 3 if value == 0 else max(0, 3 - max(0, floor(log10(abs(value)))))
    text = f"{value:,.{decimals}f}".replace("-", "\N{MINUS SIGN}")
    return text.rstrip("0").rstrip(".") if "." in text else text
