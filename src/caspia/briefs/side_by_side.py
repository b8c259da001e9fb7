"""Two pictures beside each other as one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caspia.briefs.document import Picture
from caspia.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP_PX, _HEAD_PX, _LETTERS_PX = 24, 34, 20
_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
# What the whole says once for both, or what the place in the whole says.
_OWN = re.compile(r'\s(?:aria-label|role|width|height|x|y)="[^"]*"')
_NAMED = re.compile(r'(\bid="|url\(#|href="#)')


def side_by_side(name: str, title: str, pictures: dict[str, Picture]) -> Picture:
    """Return pictures as one, each below its heading.

    Parameters
    ----------
    name, title : str
        Id and title of the whole.
    pictures : dict of str to Picture
        By heading, from left to right.

    Raises
    ------
    RenderError
        A picture does not say how large it is.
    """
    sizes = [_size(one) for one in pictures.values()]
    width = sum(w for w, _ in sizes) + _GAP_PX * (len(sizes) - 1)
    height = max(h for _, h in sizes) + _HEAD_PX
    alt = " ".join(f"{heading}: {one.alt}" for heading, one in pictures.items())
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{_quoted(alt)}" '
        f'viewBox="0 0 {width:g} {height:g}" font-family="Arial, sans-serif">'
        f"{''.join(_placed(pictures, sizes))}</svg>"
    )
    credit = next((one.credit for one in pictures.values() if one.credit), "")
    return Picture(name, title, svg, alt, credit)


def _placed(pictures: dict[str, Picture], sizes: list[tuple[float, float]]) -> Iterator[str]:
    left = 0.0
    for number, ((heading, one), (width, height)) in enumerate(
        zip(pictures.items(), sizes, strict=True)
    ):
        yield (
            f'<text x="{left + width / 2:g}" y="{_LETTERS_PX:g}" font-size="{_LETTERS_PX}" '
            f'text-anchor="middle" fill="#3b3b3b">{_quoted(heading)}</text>'
        )
        # Ids of one picture must not be taken for those of the other.
        inner = _NAMED.sub(rf"\g<1>m{number}-", one.svg)
        opening, _, rest = inner.partition(">")
        place = f'<svg x="{left:g}" y="{_HEAD_PX:g}" width="{width:g}" height="{height:g}"'
        yield f"{_OWN.sub('', opening).replace('<svg', place, 1)}>{rest}"
        left += width + _GAP_PX


def _size(picture: Picture) -> tuple[float, float]:
    found = _BOX.search(picture.svg)
    if found is None:
        raise RenderError(f"The picture {picture.id} has no viewBox. Report it.")
    return float(found[1]), float(found[2])


def _quoted(text: str) -> str:
    found = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return found.replace('"', "&quot;")
