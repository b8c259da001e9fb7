"""The section with the map of the two sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.briefs.document import Missing, Paragraph, Picture, Section
from caspia.briefs.pictures.basemap import load_basemap
from caspia.briefs.pictures.map_request import MapRequest
from caspia.briefs.pictures.region_map import region_map
from caspia.briefs.sections.counting import count_figure
from caspia.briefs.sections.map_lines import MapLines
from caspia.briefs.sections.map_places import capitals, meetings, ports, project_places
from caspia.briefs.sections.wording import say_both, say_date, say_list, say_side, sentence
from caspia.errors import BadDateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caspia.briefs.document import Block, Figure, Text
    from caspia.briefs.page import Page
    from caspia.briefs.pictures.basemap import Basemap
    from caspia.briefs.sections.map_items import DrawnLine, DrawnPlace

# More than these, of which so many runs of corridors, and their names do not find room.
MOST_LINES = 14
MOST_RUNS = 6
MOST_CITIES = 8
_MOST_NAMES = 10


@dataclass(frozen=True, slots=True)
class _Content:
    """What the map shows, and the lines that it does not."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    capitals: tuple[DrawnPlace, ...]
    cities: tuple[DrawnPlace, ...]
    more_cities: tuple[DrawnPlace, ...]
    elsewhere: tuple[str, ...]
    projects: tuple[DrawnPlace, ...]
    ports: tuple[DrawnPlace, ...]
    lines: tuple[DrawnLine, ...]
    left_out: tuple[DrawnLine, ...]
    stopped: tuple[DrawnLine, ...]


def region_section(page: Page) -> Section:
    """Return the map of both sides with what lies between them, and what it shows in words."""
    try:
        basemap = load_basemap(page.on)
    except BadDateError as fault:
        return Section("region", "Where", (Missing("A map of that day", str(fault)),))
    content = _content(page, basemap)
    missing = _missing(page, basemap)
    if not content.a and not content.b:
        return Section("region", "Where", missing)
    drawing = region_map(_request(page, content))
    title = f"{sentence(say_side(page.a))} and {say_side(page.b)} on {say_date(page.on)}"
    picture = Picture("map", title, drawing.svg, drawing.alt, basemap.credit)
    blocks: list[Block] = [Paragraph(text) for text in _words(page, content)]
    return Section("region", "Where", (blocks[0], picture, *blocks[1:], *missing))


def _content(page: Page, basemap: Basemap) -> _Content:
    a = _on_map(basemap, (state for state in page.a.states if page.is_a(state)))
    b = _on_map(basemap, (s for s in page.b.states if page.is_b(s) and s not in a))
    states = (*a, *b)
    met = meetings(page, states)
    lines = MapLines(page)
    between, along = lines.between(), lines.corridors
    room = MOST_LINES - len(along[:MOST_RUNS])
    return _Content(
        a,
        b,
        capitals(page, states),
        met.cities[:MOST_CITIES],
        met.cities[MOST_CITIES:],
        met.elsewhere,
        project_places(page, states),
        ports(page, states, [row for line in between[:room] for row in line.rows]),
        (*between[:room], *along[:MOST_RUNS]),
        (*between[room:], *along[MOST_RUNS:]),
        lines.stopped(),
    )


def _on_map(basemap: Basemap, states: Iterable[str]) -> tuple[str, ...]:
    drawn = {area.iso3 for area in basemap.areas}
    return tuple(state for state in states if state in drawn)


def _request(page: Page, content: _Content) -> MapRequest:
    places = (*content.capitals, *content.cities, *content.ports, *content.projects)
    return MapRequest(
        a=content.a,
        b=content.b,
        on=page.on,
        places=tuple(drawn.place for drawn in places),
        lines=tuple(drawn.line for drawn in content.lines),
    )


def _words(page: Page, content: _Content) -> list[Text]:
    others = _other_meetings(page, content)
    return [_lead(page, content), *_line_texts(page, content), *((others,) if others else ())]


def _lead(page: Page, content: _Content) -> Text:
    pieces: list[str | Figure] = [f"The map shows {say_both(page)} with their capitals"]
    for words, key, places in (
        ("cities in which both have met", "cities", content.cities),
        ("ports between them", "ports", content.ports),
        ("places of common projects", "projects", content.projects),
    ):
        if places:
            pieces += [f"; {words}: ", _names(page, key, places)]
    straight = " Lines run straight from node to node." if content.lines else ""
    return (*pieces, f".{straight}")


def _other_meetings(page: Page, content: _Content) -> Text:
    """Say what is known of meetings and not drawn."""
    pieces: list[str | Figure] = []
    if content.more_cities:
        cities = _names(page, "cities.more", content.more_cities)
        pieces += ["Earlier meetings, not drawn, were in ", cities, ". "]
    if content.elsewhere:
        how = "Counted: events with both sides in a third state."
        ids = content.elsewhere
        figure = count_figure(page, "region.elsewhere", len(ids), ids, how, "meeting")
        pieces += ["Not drawn either: " if pieces else "Not drawn: ", figure, " in other states."]
    return tuple(pieces)


def _names(page: Page, key: str, places: Sequence[DrawnPlace]) -> Figure:
    rows = [row for drawn in places for row in drawn.rows]
    text = say_list(dict.fromkeys(drawn.place.name for drawn in places))
    return page.figure(f"region.{key}", text, rows, "Named by the rows; where it lies by its own.")


def _line_texts(page: Page, content: _Content) -> list[Text]:
    day = say_date(page.on)
    opened = [line for line in content.lines if line.line.kind != "planned"]
    planned = [line for line in content.lines if line.line.kind == "planned"]
    said: list[Text] = []
    for words, key, lines in (
        (f"Lines drawn as open on {day}: ", "open", opened),
        ("Drawn dashed as planned or being built: ", "planned", planned),
        (f"Not drawn, since not open on {day}: ", "stopped", content.stopped),
    ):
        if lines:
            said.append((words, *_named(page, key, lines), "."))
    if content.left_out:
        said.append(_left_out(page, content.left_out))
    return said


def _named(page: Page, key: str, lines: Sequence[DrawnLine]) -> Text:
    pieces: list[str | Figure] = []
    for line in lines:
        how = f"Status of the links on {say_date(page.on)} as their rows and agreements state it."
        figure = page.figure(f"region.{key}.{line.key}", line.words, line.rows, how)
        pieces += ["; " if pieces else "", figure]
    return tuple(piece for piece in pieces if piece)


def _left_out(page: Page, lines: Sequence[DrawnLine]) -> Text:
    rows = [row for line in lines for row in line.rows]
    how = f"Counted: lines beyond the {MOST_LINES} that the map has room for."
    few = len(lines) <= _MOST_NAMES
    names = f": {say_list(line.words for line in lines)}" if few else ""
    figure = count_figure(page, "region.more", len(lines), rows, how, "line")
    return ("For want of room the map leaves out ", figure, f"{names}.")


def _missing(page: Page, basemap: Basemap) -> tuple[Missing, ...]:
    every = dict.fromkeys((*page.a.states, *page.b.states))
    drawn = _on_map(basemap, every)
    absent = [page.name(state) for state in every if state not in drawn]
    if not absent:
        return ()
    return (
        Missing(
            f"{say_list(absent)} on the map",
            "The base map ends before them; a wider one would show them (tools/make_basemap.py).",
        ),
    )
