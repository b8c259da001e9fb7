"""How flows look: colours by mode, and widths by tonnes."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10, sqrt

from caspia.briefs.pictures.look import (
    BORDER,
    GREEN,
    INK,
    LAND,
    MUTED,
    PAPER,
    PURPLE,
    VERMILION,
    WATER,
)
from caspia.errors import BadInputError

WIDEST_PX, THINNEST_PX = 12.0, 0.7
HOLLOW_FROM_PX = 2.0
STATE_INK, WATER_INK, TIGHT_INK = "#8b8d88", "#5b87a3", "#a84a00"
HALO, LAKE_EDGE = "#fffffff0", "#a9c0cd"


@dataclass(frozen=True, slots=True)
class FlowMode:
    """A mode of transport on the map.

    Attributes
    ----------
    word : str
        In the key.
    colour : str
        Of its lines.
    core : str
        Within hollow lines.
    ink : str
        Of amounts beside its lines; darker, as small text needs a contrast of 4.5 on land.
    dash : tuple of float
        Multiples of the width of a line; empty where it is drawn through.
    """

    word: str
    colour: str
    core: str
    ink: str
    dash: tuple[float, ...] = ()


# What is drawn later lies on top.
FLOW_MODES: dict[str, FlowMode] = {
    "road": FlowMode("road", "#a8823f", "#ecdcba", "#7a5a1e"),
    "sea": FlowMode("ship", "#2f7db5", "#cfe4f3", "#1f5f8f"),
    "ferry": FlowMode("ferry", "#2f7db5", "#cfe4f3", "#1f5f8f", (1.8, 1.0)),
    "swap": FlowMode("gas swap", GREEN, "#c3e8dc", "#00694d", (0.6, 0.8)),
    "gas": FlowMode("gas pipeline", GREEN, "#c3e8dc", "#00694d"),
    "oil": FlowMode("oil pipeline", PURPLE, "#efd3e4", "#8a3a6b"),
    "rail": FlowMode("railway", "#33373c", "#dcddde", "#26282b"),
}
_OF_MODE = {"gas_pipeline": "gas", "oil_pipeline": "oil", "river": "sea"}


def group_of(mode: str) -> str:
    """Return how a mode of the network is drawn, a key of `FLOW_MODES`.

    Raises
    ------
    BadInputError
        Nothing is known to move by this mode.
    """
    group = _OF_MODE.get(mode, mode)
    if group not in FLOW_MODES:
        known = ", ".join((*FLOW_MODES, *_OF_MODE))
        raise BadInputError(f"No flow can be drawn for the mode {mode!r}. Known are {known}.")
    return group


def has_core(width: float) -> bool:
    """Tell whether a line is wide enough to be drawn hollow."""
    return width >= HOLLOW_FROM_PX


def word_of(mode: str) -> str:
    """Return a mode of the network as the key names it."""
    return FLOW_MODES[group_of(mode)].word


@dataclass(frozen=True, slots=True)
class FlowScale:
    """Widths by tonnes: they grow with the square root, up to `WIDEST_PX` for `largest` tonnes."""

    largest: float

    def width_px(self, tonnes: float) -> float:
        """Return how wide a flow is drawn; what would be thinner than a hair is a hair."""
        share = tonnes / self.largest if self.largest > 0 else 0.0
        return max(THINNEST_PX, WIDEST_PX * sqrt(min(share, 1.0)))

    def examples(self) -> tuple[float, ...]:
        """Return three amounts for the key in tonnes, largest first, each a fifth of the last."""
        if self.largest <= 0:
            return ()
        power = 10.0 ** floor(log10(self.largest))
        top = next(step * power for step in (5, 2, 1) if step * power <= self.largest)
        return tuple(_round(top / part) for part in (1, 5, 25))


def _round(tonnes: float) -> float:
    return float(f"{tonnes:.6g}")


def told_mt(tonnes: float) -> str:
    """Write tonnes as million tonnes to two digits: ``14 Mt``, ``5.9 Mt``, ``0.29 Mt``."""
    millions = tonnes / 1e6
    if millions >= 10:
        return f"{millions:,.0f} Mt"
    if millions >= 1:
        return f"{millions:.1f} Mt"
    if millions >= 0.01:
        return f"{millions:.2f} Mt"
    return f"{tonnes:,.0f} t"


# What each colour of the map is on a dark page.
DARK = {
    PAPER: "#16181b",
    INK: "#e6e5e0",
    MUTED: "#a9adb3",
    LAND: "#25282c",
    WATER: "#15202b",
    BORDER: "#474c52",
    LAKE_EDGE: "#3a5568",
    HALO: "#16181be0",
    STATE_INK: "#8d9197",
    WATER_INK: "#7fa3bd",
    VERMILION: "#ff8534",
    TIGHT_INK: "#ffb07a",
    "#a8823f": "#cfaa66",
    "#ecdcba": "#4b3f29",
    "#7a5a1e": "#e2c790",
    "#2f7db5": "#5fa8dd",
    "#cfe4f3": "#1f3d56",
    "#1f5f8f": "#93c9f0",
    GREEN: "#2fc08f",
    "#c3e8dc": "#184a3c",
    "#00694d": "#74deba",
    PURPLE: "#d583b4",
    "#efd3e4": "#532e44",
    "#8a3a6b": "#ecaed2",
    "#33373c": "#d3d5d8",
    "#dcddde": "#484c52",
}
