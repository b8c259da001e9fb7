"""The words of a map of flows: around it, on hover, and for those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.briefs.pictures.flow_look import told_mt, word_of
from caspia.briefs.pictures.look import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.pictures.flow_lines import FlowLine, FlowStroke
    from caspia.briefs.pictures.flow_look import FlowScale
    from caspia.briefs.pictures.flow_names import FlowMark

_MOST_TIGHT = 12


@dataclass(frozen=True, slots=True)
class FlowCaption:
    """The words around a map of flows.

    Attributes
    ----------
    title : str
        Above it.
    remark : str
        What the map is and by which engine, below the title.
    credit : str
        Whom to name, below the key.
    counted : str
        What the largest lines are the largest of, one and many.
    """

    title: str
    remark: str
    credit: str
    counted: tuple[str, str] = ("flow", "flows")


@dataclass(frozen=True, slots=True)
class StrandedPlace:
    """What cannot leave a place, in tonnes; `told` says it in sentences."""

    name: str
    lat: float
    lon: float
    tonnes: float
    told: str


def told_line(line: FlowLine) -> str:
    """Say what moves over a link, or what else is told of it."""
    if line.told:
        return line.told
    moved, (a, b) = line.moved, line.ends
    said = [f"{line.name}, {word_of(line.mode)}: {told_mt(moved.tonnes)}"]
    said.append(f"{a} to {b} {told_mt(moved.there)}, back {told_mt(moved.back)}")
    if moved.utilisation is not None:
        known = "an assumed" if moved.capacity_assumed else "its known"
        said.append(f"{100 * moved.utilisation:.0f} % of {known} capacity is used")
    hint = ": indicative" if moved.is_indicative else ""
    said.append(f"{100 * moved.assumed:.0f} % of its inputs are assumed{hint}")
    return ". ".join(said) + "."


def told_beyond(
    lines: Sequence[FlowLine],
    strokes: Sequence[FlowStroke],
    outside: Sequence[StrandedPlace],
    counted: str = "flow",
) -> str:
    """Say what the frame leaves out."""
    drawn = {stroke.line.moved.link_id for stroke in strokes}
    left = sorted(
        (line for line in lines if line.moved.link_id not in drawn),
        key=lambda line: (-line.moved.tonnes, line.moved.link_id),
    )
    said = []
    if left:
        most = f"{left[0].name} ({told_mt(left[0].moved.tonnes)})"
        ones = "link lies" if len(left) == 1 else "links lie"
        said.append(f"{len(left)} more {ones} beyond the map, the largest {counted} on {most}.")
    if outside:
        named = listed(f"{place.name} ({told_mt(place.tonnes)})" for place in outside)
        said.append(f"Stranded beyond the map: {named}.")
    return " ".join(said)


def told_widths(strokes: Sequence[FlowStroke], scale: FlowScale) -> str:
    """Say how wide lines are drawn."""
    said = "Widths grow with the square root of tonnes"
    if any(one.line.moved.tonnes > scale.largest for one in strokes):
        return f"{said}, up to those of {told_mt(scale.largest)}."
    return f"{said}."


def told_picture(
    strokes: Sequence[FlowStroke], marks: Sequence[FlowMark], caption: FlowCaption, beyond: str
) -> str:
    """Describe the picture."""
    tight = [one for one in strokes if one.line.moved.is_tight]
    largest = listed(f"{one.line.name} {told_mt(one.line.moved.tonnes)}" for one in strokes[:5])
    said = [f"Map. {caption.title}. {caption.remark} {len(strokes)} links are drawn"]
    said[0] += f"; the largest {caption.counted[1]}: {largest}." if strokes else "."
    if tight:
        named = listed(one.line.name for one in tight[:_MOST_TIGHT])
        more = f" and {len(tight) - _MOST_TIGHT} more" if len(tight) > _MOST_TIGHT else ""
        said.append(f"Over 90 % of a known capacity: {named}{more}.")
    said += [f"Stranded at {mark.told}" for mark in marks]
    return " ".join([*said, beyond]).strip()
