"""Which links, places, agreements and zones a patch means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.demand import goods, zones
from caspia.ledger.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from caspia.errors import RowProblem
    from caspia.ledger import Ledger, Row
    from caspia.scenarios.patch import Patch

_SELECTORS = "corridor:MIDDLE, node:aktau, between:KAZ-RUS, each with a mode after it if need be"
PLACE, HANDLING = "place:", "handling:"


@dataclass(frozen=True, slots=True)
class Meant:
    """What the targets of a patch come to.

    Attributes
    ----------
    links : tuple of Row
        Physical links.
    handling : tuple of Row
        Handling at places.
    places : tuple of str
        Nodes whose handling is meant as a whole.
    rows : tuple of Row
        Agreements, or figures of a price.
    """

    links: tuple[Row, ...] = ()
    handling: tuple[Row, ...] = ()
    places: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def meant_by(patch: Patch, ledger: Ledger, problems: list[RowProblem]) -> Meant:
    """Return what a patch is about; what is not there is added to `problems`."""
    if patch.verb in ("suspend", "lapse", "revive"):
        return Meant(rows=_rows(patch, ledger, "agreements", problems))
    if patch.verb in ("close", "open", "build"):
        return Meant(links=_links(patch, patch.targets, ledger, problems))
    if patch.verb in ("set", "scale"):
        return _things(patch, ledger, problems)
    if patch.verb == "price":
        return Meant(rows=_figures(patch, ledger, problems))
    if patch.verb == "demand":
        _check_demand(patch, problems)
    else:
        _check_parties(patch, ledger, problems)
    return Meant()


def zones_of(name: str) -> tuple[str, ...]:
    """Return the zones of demand that a state or zone stands for; none for no name."""
    if name in zones():
        return (name,)
    return tuple(zone.id for zone in zones().values() if name in zone.states)


def _rows(patch: Patch, ledger: Ledger, table: str, problems: list[RowProblem]) -> tuple[Row, ...]:
    known = {row.id: row for row in ledger.rows(table)}
    found = []
    for target in patch.targets:
        if target in known:
            found.append(known[target])
        else:
            near = did_you_mean(target, known)
            what = f"There is no row {target!r} of {table}.{near}"
            problems.append(patch.problem(what, f"`caspia facts --table {table}` lists them."))
    return tuple(found)


def _things(patch: Patch, ledger: Ledger, problems: list[RowProblem]) -> Meant:
    """Return links, places and single handlings among the targets."""
    handling, places, others = [], [], []
    known = {row.id: row for row in ledger.rows("handling")}
    nodes = {row.id for row in ledger.rows("nodes")}
    for target in patch.targets:
        kind, name = target.partition(":")[::2]
        if f"{kind}:" == HANDLING and name in known:
            handling.append(known[name])
        elif f"{kind}:" == PLACE and name in nodes:
            places.append(name)
        elif f"{kind}:" in (HANDLING, PLACE):
            near = did_you_mean(name, known if f"{kind}:" == HANDLING else nodes)
            problems.append(patch.problem(f"There is no {kind} {name!r}.{near}", "Mend the id."))
        else:
            others.append(target)
    links = _links(patch, others, ledger, problems)
    return Meant(links, tuple(handling), tuple(places))


def _links(
    patch: Patch, targets: Iterable[str], ledger: Ledger, problems: list[RowProblem]
) -> tuple[Row, ...]:
    links = {row.id: row for row in ledger.rows("links", part="physical")}
    found: dict[str, Row] = {}
    for target in targets:
        chosen = {target: links[target]} if target in links else _selected(target, links, ledger)
        if not chosen:
            near = did_you_mean(target, links)
            cure = f"Name a link (`caspia network` lists them) or select: {_SELECTORS}."
            problems.append(patch.problem(f"There is no link {target!r}.{near}", cure))
        found.update(chosen)
    return tuple(found[link_id] for link_id in sorted(found))


def _selected(target: str, links: Mapping[str, Row], ledger: Ledger) -> dict[str, Row]:
    selector, _, mode = target.partition(" ")
    kind, _, name = selector.partition(":")
    countries = {row.id: row["country"] or "" for row in ledger.rows("nodes")}
    ends = frozenset(name.split("-"))

    def is_meant(link: Row) -> bool:
        if mode and link["mode"] != mode:
            return False
        if kind == "corridor":
            return name in link["corridors"]
        if kind == "node":
            return name in (link["a"], link["b"])
        return kind == "between" and {countries[link["a"]], countries[link["b"]]} == ends

    return {link_id: link for link_id, link in links.items() if is_meant(link)}


def _figures(patch: Patch, ledger: Ledger, problems: list[RowProblem]) -> tuple[Row, ...]:
    """Return the figures of a price whose time begins while the patch holds."""
    figures = ledger.rows("observations", series=patch.attribute, modality="actual")
    found = [row for row in figures if row["subject"] in patch.targets and _within(row, patch)]
    if not found:
        names = ", ".join(patch.targets)
        what = f"There is no figure of {patch.attribute} about {names} in that time."
        cure = f"`caspia facts --series {patch.attribute}` lists what there is."
        problems.append(patch.problem(what, cure))
    return tuple(found)


def _within(row: Row, patch: Patch) -> bool:
    begins = row["valid_from"]
    after = patch.start is None or (begins is not None and begins >= patch.start)
    return after and (patch.end is None or begins is None or begins < patch.end)


def _check_demand(patch: Patch, problems: list[RowProblem]) -> None:
    if patch.good and patch.good not in goods():
        near = did_you_mean(patch.good, goods())
        what = f"There is no good of demand {patch.good!r}.{near}"
        problems.append(patch.problem(what, f"Use all, {', '.join(goods())}."))
    for end in (patch.origin, patch.destination):
        if end and not zones_of(end):
            near = did_you_mean(end, zones())
            what = f"There is no zone of demand {end!r}.{near}"
            problems.append(patch.problem(what, f"Use {', '.join(zones())}."))


def _check_parties(patch: Patch, ledger: Ledger, problems: list[RowProblem]) -> None:
    known = {row.id for row in ledger.rows("parties")}
    for name in (*patch.targets, *patch.bound):
        if name not in known:
            near = did_you_mean(name, known)
            problems.append(patch.problem(f"There is no party {name!r}.{near}", "Mend the id."))
