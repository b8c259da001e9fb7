"""The walk over a text that every renderer shares: words, and figures with their sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.amounts import Amount, format_interval
from caspia.briefs.document import Figure
from caspia.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caspia.briefs.document import Brief, Text

MOST_NUMBERS = 3  # more small numbers behind a figure would be noise; the rest is one link away


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure where it stands on the page.

    Attributes
    ----------
    anchor : str
        Fragment of the page at which the figure is found, the same wherever it is cited.
    numbers : tuple of int
        Numbers of its sources in the list at the foot, ascending.
    shown : tuple of int
        Those of them that stand beside the figure: of its first rows, at most `MOST_NUMBERS`.
    explained : str
        How it was come by, its interval, and that sources disagree where they do.
    is_first : bool
        Whether it stands here for the first time: there it carries the anchor.
    """

    figure: Figure
    anchor: str
    numbers: tuple[int, ...]
    shown: tuple[int, ...]
    explained: str
    is_first: bool

    @property
    def is_disputed(self) -> bool:
        """Whether visible rows disagree about it."""
        return bool(self.figure.rivals)

    @property
    def more(self) -> int:
        """How many of its sources are not shown beside it."""
        return len(self.numbers) - len(self.shown)

    @property
    def entry(self) -> str:
        """Anchor of its entry in the list of figures, which has all numbers."""
        return f"e{self.anchor[1:]}"


class Citations:
    """Turns the texts of one brief into words and cited figures, in the order of the page.

    Raises
    ------
    RenderError
        A figure has a source that the brief does not list, or two figures differ under one id.
    """

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._numbers = {note.source_id: note.number for note in brief.sources}
        self._seen: dict[str, Figure] = {}

    def pieces(self, text: Text) -> list[str | Cited]:
        """Return the text with each figure cited."""
        return [self.cite(piece) if isinstance(piece, Figure) else piece for piece in text]

    def cite(self, figure: Figure) -> Cited:
        """Cite a figure here."""
        is_first = figure.id not in self._seen
        first = self._seen.setdefault(figure.id, figure)
        if first != figure:
            raise RenderError(
                f"Two figures of {self._brief.id} differ under the id {figure.id}: {first.text!r} "
                f"and {figure.text!r}. Give each its own id."
            )
        unlisted = [source for source in figure.sources if source not in self._numbers]
        if unlisted:
            raise RenderError(
                f"{self._brief.id} does not list the sources {unlisted} of {figure.id}. "
                "Add them to Brief.sources."
            )
        numbers = tuple(dict.fromkeys(self._numbers[source] for source in figure.sources))
        return Cited(
            figure,
            anchor_of(self._brief, figure),
            tuple(sorted(numbers)),
            tuple(sorted(numbers[:MOST_NUMBERS])),
            explained(figure),
            is_first=is_first,
        )


def anchor_of(brief: Brief, figure: Figure) -> str:
    """Return the anchor of a figure: its id without that of the brief; no two share one."""
    name = figure.id.removeprefix(f"{brief.id}:")
    return "f-" + re.sub(r"[^A-Za-z0-9_.:-]", lambda found: f"~{ord(found[0]):x}~", name)


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return the runs in ascending numbers: 1, 2, 3, 7 are 1 to 3 and 7 to 7."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def plain(text: Text) -> str:
    """Return a text without its citations."""
    return "".join(piece.text if isinstance(piece, Figure) else piece for piece in text)


def interval_of(figure: Figure) -> str:
    """Write the interval of a figure, e.g. ``529.35–529.45 MUSD``; empty where it has none."""
    bounds = [end for end in (figure.low, figure.high) if end is not None]
    if not bounds or not figure.unit:
        return ""
    low, high = figure.low, figure.high
    return format_interval(Amount(bounds[0], "between", low, high, figure.unit))


def explained(figure: Figure) -> str:
    """Tell in a line or two how a figure was come by and what it may mean."""
    said = [figure.how]
    interval = interval_of(figure)
    if interval and figure.low != figure.high:
        said.append(f"It stands for {interval}.")
    if figure.rivals:
        noun = "row disagrees" if len(figure.rivals) == 1 else "rows disagree"
        said.append(f"Disputed: {len(figure.rivals)} other {noun} ({', '.join(figure.rivals)}).")
    return " ".join(said)


def told_provenance(brief: Brief) -> list[tuple[str, str]]:
    """Return the provenance as names and values to print; what was not asked for is left out."""
    told = brief.provenance.items()
    return [(_words(name), _told(value)) for name, value in told if value is not None]


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _told(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{_words(str(key)).lower()} {_told(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_told(part) for part in value)
    return str(value)


def web_address(url: str) -> str:
    """Return an address that may be linked: one of the web; empty for any other."""
    return url if url.startswith(("https://", "http://")) else ""
