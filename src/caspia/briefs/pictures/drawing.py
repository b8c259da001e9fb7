"""A finished picture, and the one way from a Vega specification to its SVG."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from caspia.briefs.pictures.look import FONT

if TYPE_CHECKING:
    Specification = dict[str, Any]

# The version of Vega-Lite that the charts are written for.
_VEGA_LITE = "6.4"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture and what it shows.

    Attributes
    ----------
    svg : str
        A complete ``<svg>`` element with ``role="img"`` and `alt` as its label; no outside assets,
        and the same bytes whenever the input is the same.
    alt : str
        What it shows in a few sentences, with the names of whatever had to be left out.
    """

    svg: str
    alt: str


def draw_vega(specification: Specification, alt: str) -> Drawing:
    """Draw a Vega specification."""
    import vl_convert

    return Drawing(standalone(vl_convert.vega_to_svg(specification), alt), alt)


def draw_chart(specification: Specification, alt: str) -> Drawing:
    """Draw a Vega-Lite specification."""
    import vl_convert

    svg = vl_convert.vegalite_to_svg(specification, vl_version=_VEGA_LITE)
    return Drawing(standalone(svg, alt), alt)


def standalone(svg: str, alt: str) -> str:
    """Give an SVG of Vega one role and label, and ids that are its own on a page of many.

    Vega marks every group as a graphics object, which a screen reader would read out one by one.
    """
    svg = _own_ids(_slim(re.sub(r"<[^<>]*>", _without_roles, svg)))
    names = f'role="img" aria-label="{escape(alt)}" font-family="{FONT}"'
    return svg.replace("<svg", f"<svg {names}", 1)


def _slim(svg: str) -> str:
    """Say once what holds for every text, and place outlines to a tenth of a pixel.

    A text with a halo has its letters over the halo, not under it.
    """
    svg = svg.replace(f' font-family="{FONT}"', "")
    svg = re.sub(r' font-(?:style|weight)="normal"', "", svg)
    svg = re.sub(r'<text(?=[^<>]* stroke=")', '<text paint-order="stroke"', svg)
    return re.sub(r'(?<= d=")[^"]+', lambda d: re.sub(r"-?\d+\.\d{2,}", _tenth, d.group()), svg)


def _tenth(number: re.Match[str]) -> str:
    return f"{float(number.group()):.1f}".removesuffix(".0")


def _own_ids(svg: str) -> str:
    """Replace ids by a hash of the drawing and a number; Vega counts on from picture to picture."""
    found = list(dict.fromkeys(re.findall(r' id="([^"]+)"', svg)))
    for number, name in enumerate(found):
        svg = svg.replace(f' id="{name}"', f' id="@{number}"').replace(f"#{name})", f"#@{number})")
    prefix = f"p{hashlib.sha256(svg.encode()).hexdigest()[:8]}-"
    return re.sub(r'(?<= id=")@(?=\d)|(?<=url\(#)@(?=\d)', prefix, svg)


def _without_roles(tag: re.Match[str]) -> str:
    return re.sub(r' (role|aria-[a-z]+|class)="[^"]*"', "", tag.group())
