"""The section on peace talks: who mediated, lent the place or was a party (convention C11)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from caspia.briefs.document import Missing, Paragraph, Section
from caspia.briefs.sections.counting import count_figure
from caspia.briefs.sections.listing import joined, left_out, newest
from caspia.briefs.sections.peace_routes import routes_blocks
from caspia.briefs.sections.peace_rows import (
    HOST,
    MEDIATOR,
    OFFER,
    PLATFORM,
    Effort,
    efforts_by,
)
from caspia.briefs.sections.peace_steps import steps_blocks
from caspia.briefs.sections.peace_tables import day_of, efforts_blocks, roles_table, year_of
from caspia.briefs.sections.rankings import ranking_blocks, rankings_of, verdict
from caspia.briefs.sections.sides import joins_both
from caspia.briefs.sections.wording import say_both, say_date, say_list, say_side, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from caspia.briefs.document import Block, Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Party

_APART = (
    "A mediator works on the substance, a platform lends the place; a host received the two and "
    "no source says more. Hosting is not mediating, and each is counted apart."
)


_AT_ODDS = frozenset({"ARM", "AZE"})
_HELP = {
    MEDIATOR: "mediated",
    PLATFORM: "lent the place",
    HOST: "received the parties",
    OFFER: "offered help",
}


def peace_section(page: Page) -> Section:
    """Return the parts of third parties in talks of the two sides, and those of the two elsewhere.

    Where the two sides talked with each other alone, every third party is told; otherwise what
    either of the two did in talks of the other, and between Armenia and Azerbaijan.
    """
    efforts = page.once(efforts_by)
    both = tuple(effort for effort in efforts if joins_both(page, effort.parties))
    is_direct = any(len(effort.parties) == 2 for effort in both)
    rest = tuple(effort for effort in efforts if effort not in both)
    blocks = _direct(page, both) if is_direct else []
    blocks += _lead(page, both, rest, is_direct=is_direct)
    blocks += _roles(page, () if is_direct else both, rest)
    if any(not isinstance(block, Missing) for block in blocks):
        blocks.append(Paragraph((_APART,)))
    if is_direct and page.is_bilateral:
        found = page.once(rankings_of)
        blocks += [*steps_blocks(page), verdict(found), *ranking_blocks(page, found)]
        blocks += routes_blocks(page)
    return Section("peace", "Peace process", tuple(blocks))


def _direct(page: Page, efforts: Sequence[Effort]) -> list[Block]:
    sides = say_both(page)
    blocks: list[Block] = [
        Paragraph(_direct_lead(page, efforts, sides)),
        roles_table(page, "direct", efforts, f"Third parties in talks between {sides}"),
        *efforts_blocks(page, "direct", efforts, f"Talks between {sides} with a third party"),
    ]
    if any(not effort.event["outcome"] for effort in efforts):
        what = "What came of some of these talks."
        blocks.append(Missing(what, "Say what each led to, with a source (events: outcome)."))
    return blocks


def _direct_lead(page: Page, efforts: Sequence[Effort], sides: str) -> Text:
    how = f"Counted: talks between {sides} in which a third party had a part."
    ids = [effort.id for effort in efforts]
    total = count_figure(page, "peace.direct.total", len(ids), ids, how)
    pieces: list[str | Figure] = [f"Recorded talks between {sides} with a third party: ", total]
    pieces += _span(page, efforts)
    pieces += [". A third party mediated in ", *_some(page, "mediated", efforts, _is_mediated)]
    pieces += ["; lent the place without mediating in "]
    pieces += [*_some(page, "platform-only", efforts, _is_platform_only)]
    pieces += ["; did no more than receive them in "]
    return (*pieces, *_some(page, "host-only", efforts, _is_host_only), ".")


def _span(page: Page, efforts: Sequence[Effort]) -> Text:
    if len(efforts) == 1:
        return (", ", day_of(page, efforts[0]))
    return (", the first ", day_of(page, efforts[0]), ", the latest ", day_of(page, efforts[-1]))


def _is_mediated(effort: Effort) -> bool:
    return bool(effort.helpers(MEDIATOR))


def _is_platform_only(effort: Effort) -> bool:
    return bool(effort.helpers(PLATFORM)) and not effort.helpers(MEDIATOR)


def _is_host_only(effort: Effort) -> bool:
    return bool(effort.helpers(HOST)) and not effort.helpers(MEDIATOR, PLATFORM)


def _some(page: Page, name: str, efforts: Sequence[Effort], test: Callable[[Effort], bool]) -> Text:
    ids = [effort.id for effort in efforts if test(effort)]
    if not ids:
        return ("none",)
    how = f"Counted: talks with a third party that were {name.replace('-', ' ')}."
    return (count_figure(page, f"peace.direct.{name}", len(ids), ids, how),)


def _lead(
    page: Page, both: Sequence[Effort], rest: Sequence[Effort], *, is_direct: bool
) -> list[Block]:
    """Say what either did in talks of the other, and to how many talks each was a party."""
    a, b = _say_actor(page.a), _say_actor(page.b)
    sentences = [
        _helped(page, "a", rest, page.is_a, page.is_b, (a, b)),
        _helped(page, "b", rest, page.is_b, page.is_a, (b, a)),
    ]
    if not is_direct:
        sentences.append(_as_party(page, "a", (*both, *rest), page.is_a, a))
        sentences.append(_as_party(page, "b", (*both, *rest), page.is_b, b))
    said = joined(sentences, " ")
    blocks: list[Block] = [Paragraph(said)] if said else []
    if not is_direct and not any(_helps_other(page, effort) for effort in rest):
        blocks.append(_no_role(page))
    return blocks


def _say_actor(party: Party) -> str:
    """Name a side as one who acts: a bloc may act itself or through a member."""
    return f"{say_side(party)} or its members" if party.kind == "bloc" else say_side(party)


def _roles(page: Page, both: Sequence[Effort], rest: Sequence[Effort]) -> list[Block]:
    """Return what either of the two did as a third party, with talks to which both were parties."""
    every = [effort for effort in rest if _helps(page, effort)]
    near = [effort for effort in (*both, *every) if effort in both or _is_near(page, effort)]
    blocks: list[Block] = []
    if every:
        caption = "The two as third parties in talks of others"
        blocks.append(roles_table(page, "roles", every, caption, of_the_two=True))
    if near:
        blocks += _listed(page, sorted(near, key=_order))
    return blocks


def _is_near(page: Page, effort: Effort) -> bool:
    """Tell whether help of one of the two went to the other, or to Armenia and Azerbaijan."""
    concerned = _AT_ODDS.intersection(effort.parties)
    return (
        _helps_other(page, effort) or concerned == _AT_ODDS or (effort.is_offer and bool(concerned))
    )


def _listed(page: Page, efforts: Sequence[Effort]) -> list[Block]:
    shown, earlier = newest(efforts)
    caption = "Talks in which the two had these parts, and those of Armenia and Azerbaijan"
    blocks = efforts_blocks(page, "roles", tuple(reversed(shown)), caption)
    if earlier:
        ids, first = [effort.id for effort in earlier], day_of(page, earlier[0])
        blocks.append(left_out(page, "peace.roles.earlier", "talks", len(ids), ids, first))
    return blocks


def _helped(
    page: Page,
    side: str,
    efforts: Sequence[Effort],
    is_side: Callable[[str | None], bool],
    is_other: Callable[[str | None], bool],
    names: tuple[str, str],
) -> Text:
    """Say in how many talks of the other side this side had which role; empty for none."""
    said: list[Text] = []
    found: list[Effort] = []
    for role, words in _HELP.items():
        here = [
            effort
            for effort in efforts
            if any(is_side(one) for one in effort.helpers(role))
            and any(is_other(one) for one in effort.parties)
        ]
        if here:
            ids = [effort.id for effort in here]
            how = f"Counted: talks of {names[1]} in which {names[0]} {words}."
            noun = "case" if not said else ""
            key = f"peace.{side}.{role}"
            said.append((f"{words} in ", count_figure(page, key, len(ids), ids, how, noun)))
            found += here
    if not found:
        return ()
    latest = max(found, key=_order)
    return (sentence(f"in talks of {names[1]}, {names[0]} "), *joined(said, ", "),
            ", the latest ", day_of(page, latest), ".")  # fmt: skip


def _as_party(
    page: Page,
    side: str,
    efforts: Sequence[Effort],
    is_side: Callable[[str | None], bool],
    name: str,
) -> Text:
    """Say with whom this side was itself a party to talks of third parties, and when."""
    found = sorted(
        (e for e in efforts if not e.is_offer and any(is_side(party) for party in e.parties)),
        key=_order,
    )
    if not found:
        return ()
    others = {party for e in found for party in e.parties if not is_side(party)}
    first, last = found[0], found[-1]
    ids, how = [first.id, last.id], "The years of the first and the last of these talks."
    years = " to ".join(dict.fromkeys((year_of(first), year_of(last))))
    words = f"{name} held talks, with a third party's help, with "
    said = sentence(words) + say_list(sorted(page.name(other) for other in others))
    return (said, ", ", page.figure(f"peace.{side}.party", years, ids, how), ".")


def _order(effort: Effort) -> tuple[date, str]:
    return effort.event["start"] or date.min, effort.id


def _helps(page: Page, effort: Effort) -> bool:
    return any(page.is_a(party) or page.is_b(party) for party in effort.helpers())


def _helps_other(page: Page, effort: Effort) -> bool:
    """Tell whether one side has a part in talks of the other."""
    return any(
        (page.is_a(helper) and page.is_b(party)) or (page.is_b(helper) and page.is_a(party))
        for helper in effort.helpers()
        for party in effort.parties
    )


def _no_role(page: Page) -> Missing:
    sides = f"{say_side(page.a)} nor {say_side(page.b)}"
    return Missing(
        f"By {say_date(page.on)} neither {sides} is recorded as mediator, platform or host in "
        "talks of the other.",
        "Add such talks with those who took part; that somebody mediated or lent the place must be "
        "stated by a source (participants: role mediator or platform).",
    )
