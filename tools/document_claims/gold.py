"""The gold sentences, their split, and how claims are scored against them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caspia.amounts import Amount, convert, same_dimension
from caspia.claims import checked_claims
from caspia.errors import BadDateError
from caspia.ledger import read_period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.claims import CheckedClaim
    from caspia.ledger import Ledger

GOLD = Path(__file__).parents[2] / "tests" / "claims" / "gold"
LANGUAGES = ("en", "az", "ru", "tr")
TEXT_SLOTS = ("kind", "qualifier", "modality", "scope", "series", "event", "role", "office")
#: Slots that nobody can score where the series is made up.
ABOUT = ("series", "subject", "partner")
ANY_ORDER = ("quantity", "change", "agreement", "event")
SYMMETRIC = ("trade_turnover", "trade_turnover_change", "documents_signed", None)


def gold(split: str) -> Iterator[dict[str, Any]]:
    """Yield the sentences of a split, ``dev`` or ``test``."""
    for language in LANGUAGES:
        for line in (GOLD / f"{language}.jsonl").read_text(encoding="utf8").splitlines():
            item = json.loads(line)
            if split_of(item["id"]) == split:
                yield item


def split_of(name: str) -> str:
    """Return the split of a sentence: a third, by the hash of its id, is the test."""
    return "test" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0 else "dev"


@dataclass(slots=True)
class Score:
    """Counts over a split.

    Attributes
    ----------
    right, scored : int
        Slots filled rightly, and all slots that gold or the reading fills.
    missed, spurious : int
        Claims of the gold that were not read, and claims read that are none.
    verdicts : dict
        (gold, given) to count; a claim that was missed has none.
    wrong : list of str
        One line per wrong slot or verdict, for reading.
    """

    right: int = 0
    scored: int = 0
    claims: int = 0
    missed: int = 0
    spurious: int = 0
    verdicts: dict[tuple[str, str], int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Share of the slots that are right."""
        return self.right / self.scored if self.scored else 0.0


def score(split: str, ledger: Ledger) -> Score:
    """Read and judge every sentence of a split and compare with the gold."""
    total = Score()
    for item in gold(split):
        given = list(checked_claims(item["text"], ledger, item["date"]))
        for wanted in item["claims"]:
            total.claims += 1
            match = _best(wanted, given)
            if match is None:
                total.missed += 1
                _miss(total, item, wanted)
            else:
                given.remove(match)
                _compare(total, item, wanted, match)
        total.spurious += len(given)
        for one in given:
            total.scored += 1
            total.wrong.append(f"{item['id']} spurious {one.claim.kind} {one.claim.text!r}")
    return total


def _best(wanted: dict[str, Any], given: list[CheckedClaim]) -> CheckedClaim | None:
    overlapping = [
        one for one in given if one.claim.start < wanted["end"] and wanted["start"] < one.claim.end
    ]
    same = [one for one in overlapping if one.claim.kind == wanted["kind"]]
    return next(iter(same or overlapping), None)


def _miss(total: Score, item: dict[str, Any], wanted: dict[str, Any]) -> None:
    total.scored += sum(1 for _ in _wanted_slots(wanted))
    key = (wanted["verdict"], "not read")
    total.verdicts[key] = total.verdicts.get(key, 0) + 1
    total.wrong.append(f"{item['id']} missed {item['text'][wanted['start'] : wanted['end']]!r}")


def _wanted_slots(wanted: dict[str, Any]) -> Iterator[str]:
    for name in (*TEXT_SLOTS, "subject", "partner", "period", "base", "value"):
        if wanted.get(name) is not None:
            yield name


def _compare(
    total: Score, item: dict[str, Any], wanted: dict[str, Any], given: CheckedClaim
) -> None:
    for name, right, what in _slots(wanted, given):
        total.scored += 1
        total.right += right
        if not right:
            total.wrong.append(f"{item['id']} {name}: {what} | {item['text']}")
    key = (wanted["verdict"], given.verdict)
    total.verdicts[key] = total.verdicts.get(key, 0) + 1
    if key[0] != key[1]:
        total.wrong.append(f"{item['id']} verdict {key[0]} given {key[1]} | {item['text']}")


def _slots(wanted: dict[str, Any], given: CheckedClaim) -> Iterator[tuple[str, bool, str]]:
    """Yield each slot that either side fills: its name, whether it is right, and both."""
    claim = given.claim
    made_up = wanted["kind"] in ("quantity", "change", "share", "rank", "ordinal") and not (
        wanted.get("series")
    )
    for name in TEXT_SLOTS:
        if name in ABOUT and made_up and name != "series":
            continue
        said = getattr(claim, name) if name != "qualifier" else _qualifier(claim.amount)
        if name == "modality" and "modality" not in wanted:
            continue
        if wanted.get(name) is not None or said is not None:
            yield name, wanted.get(name) == said, f"{wanted.get(name)} given {said}"
    if not made_up:
        yield from _parties(wanted, claim)
    for name in ("period", "base"):
        want, said = _dates(wanted.get(name)), getattr(claim, name)
        pair = (said.first, said.after) if said else None
        if want or pair:
            yield name, want == pair, f"{wanted.get(name)} given {said}"
    if wanted.get("value") is not None:
        yield "value", _same_value(wanted, claim.amount), f"{wanted['value']} given {claim.amount}"


def _qualifier(amount: Amount | None) -> str | None:
    return amount.qualifier if amount else None


def _parties(wanted: dict[str, Any], claim: Any) -> Iterator[tuple[str, bool, str]]:
    want = [wanted.get("subject"), wanted.get("partner")]
    said = [claim.subject, claim.partner]
    either_way = wanted.get("series") in SYMMETRIC and wanted["kind"] in ANY_ORDER
    between = wanted.get("event") in (None, "negotiation")
    if either_way and between and set(want) == set(said):
        said = want
    for name, one, other in zip(("subject", "partner"), want, said, strict=True):
        if one is not None or other is not None:
            yield name, one == other, f"{one} given {other}"


def _dates(text: str | None) -> tuple[Any, Any] | None:
    if not text:
        return None
    if text.endswith(".."):
        return read_period(text[:-2]).start, None
    try:
        period = read_period(text)
    except BadDateError:
        months = {"H1": ("01", "06"), "H2": ("07", "12")}[text[-2:]]
        period = read_period(f"{text[:4]}-{months[0]}..{text[:4]}-{months[1]}")
    return period.start, period.end


def _same_value(wanted: dict[str, Any], amount: Amount | None) -> bool:
    if amount is None or amount.value is None or not same_dimension(amount.unit, wanted["unit"]):
        return False
    said = convert(amount, wanted["unit"])
    pairs = [(wanted["value"], said.value)]
    if "low" in wanted:
        pairs += [(wanted["low"], said.low), (wanted["high"], said.high)]
    return all(b is not None and abs(a - b) <= 1e-4 * max(abs(a), 1e-9) for a, b in pairs)
