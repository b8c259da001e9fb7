"""Who and what a sentence names: parties, persons, places, lines and corridors."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from caspia.claims.lexicon import Lexicon, forms
from caspia.claims.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.claims.lexicon import Entry
    from caspia.claims.sentence import Sentence
    from caspia.ledger import Ledger, Row

Case = Literal["", "to", "from", "with"]

_TABLES = ("corridors", "nodes", "subjects", "links", "parties")
_LINES = ("oil_pipeline", "gas_pipeline")
_SHORTEST = 3
# Names of one word that say something else far more often.
_ORDINARY = word_set("ordinary")
_FROM = ("dan", "den", "dən", "tan", "ten", "tən")
_WITH = ("la", "lə", "yla", "ylə")
_TO = ("a", "e", "ə", "ya", "ye", "yə", "na", "nə", "ne")


@dataclass(frozen=True, slots=True)
class Named:
    """A name at a place.

    Attributes
    ----------
    id : str
        Row of the ledger.
    at, stop : int
        Tokens.
    case : str
        ``to`` ("Türkiyəyə", "to Türkiye"), ``from``, ``with`` ("Özbəkistanla"), or empty.
    """

    id: str
    at: int
    stop: int
    case: Case = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a ledger.

    Attributes
    ----------
    lexicon : Lexicon
        Every form, its meaning being the id.
    kinds : dict
        Id to ``state``, ``bloc``, ``person`` …, ``port``, ``node``, ``corridor``, ``subject``,
        ``gas_pipeline`` or ``oil_pipeline``.
    """

    lexicon: Lexicon
    kinds: dict[str, str]


_KNOWN: WeakKeyDictionary[object, Names] = WeakKeyDictionary()


def names_of(ledger: Ledger) -> Names:
    """Return the names of a ledger, read once."""
    if ledger not in _KNOWN:
        kinds = dict(_kinds(ledger))
        entries = [*_spoken(kinds), *_of_tables(ledger)]
        _KNOWN[ledger] = Names(Lexicon(entries), kinds)
    return _KNOWN[ledger]


def _kinds(ledger: Ledger) -> Iterator[tuple[str, str]]:
    for table in _TABLES:
        for row in ledger.rows(table):
            yield row.id, _kind(table, row)


def _kind(table: str, row: Row) -> str:
    """Return what a name stands for: the kind of a party, a port, a line of oil or of gas."""
    if table == "parties":
        return str(row["kind"])
    if table == "links" and row["mode"] in _LINES:
        return str(row["mode"])
    if table == "nodes" and row["kind"] == "port":
        return "port"
    return table.removesuffix("s")


def _spoken(kinds: dict[str, str]) -> Iterator[Entry]:
    with (files("caspia.claims") / "words" / "names.csv").open(encoding="utf8") as file:
        for row in csv.DictReader(file):
            if row["id"] in kinds:
                yield from forms("name", row["id"], row["forms"])


def _of_tables(ledger: Ledger) -> Iterator[Entry]:
    for table in _TABLES:
        for row in ledger.rows(table):
            if table == "links" and row["mode"] not in _LINES:
                continue
            for name in (row["name"], *(row.cells.get("aliases") or ())):
                if len(name) >= _SHORTEST and name.lower() not in _ORDINARY and ";" not in name:
                    yield from forms("name", row.id, name)


def named_in(sentence: Sentence, names: Names) -> list[Named]:
    """Return the names of a sentence in order; of those that overlap the longest."""
    found: list[Named] = []
    at = 0
    while at < len(sentence.tokens):
        best = None
        for one in names.lexicon.at(sentence.tokens, at):
            if best is None or one.stop > best.stop:
                best = one
        if best is None or not _begins_a_name(sentence, at):
            at += 1
            continue
        stop, rest = best.stop, best.rest
        if sentence.kind(stop) == "suffix":
            rest = rest + sentence.word(stop)
            stop += 1
        found.append(Named(best.meaning, at, stop, _case(sentence, at, rest)))
        at = stop
    return found


def _begins_a_name(sentence: Sentence, at: int) -> bool:
    """Names have a capital somewhere; adjectives in Russian and Turkish have none."""
    text = sentence.tokens[at].text
    if len(text) <= _SHORTEST and text.islower() and sentence.language == "en":
        return False  # "tap" is no line, "eco" no bloc
    return text[:1].isupper() or sentence.language in ("ru", "tr", "az") or text.islower()


def _case(sentence: Sentence, at: int, rest: str) -> Case:
    if sentence.language in ("az", "tr"):
        if rest.endswith(_FROM):
            return "from"
        if rest in _WITH and sentence.language == "az":
            return "with"
        return "to" if rest in _TO or rest.endswith(("ya", "ye", "yə")) else ""
    before = sentence.word(at - 1)
    if before in ("the", "republic"):
        before = sentence.word(at - 2)
    for direction in sentence.of("direction"):
        if direction.stop == at or (direction.stop == at - 1 and sentence.word(at - 1) == "the"):
            return "to" if direction.meaning == "to" else "from"
    return ""
