"""What the readers of claims without a figure share: places, times, and who stands for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.claims.claim import Claim, Kind, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from caspia.claims.figure_claims import Setting
    from caspia.claims.naming import Named
    from caspia.claims.times import Time
    from caspia.ledger import Ledger

STATES = ("state", "region")
BLOCS = ("bloc", "group")


def own_names(setting: Setting) -> list[Named]:
    """Return the names of the sentence itself, without those carried over."""
    return [one for one in setting.named if one.at >= 0]


def of_kinds(setting: Setting, kinds: Sequence[str], *, carried: bool = False) -> list[Named]:
    """Return the names of some kinds, by place."""
    pool = setting.named if carried else own_names(setting)
    return [one for one in pool if setting.kinds.get(one.id) in kinds]


def claim_over(setting: Setting, kind: Kind, at: int, stop: int, **slots: Any) -> Claim:
    """Return a claim over some tokens."""
    start = setting.sentence.tokens[at].start
    end = setting.sentence.tokens[stop - 1].end
    return Claim(start, end, setting.text[start:end], kind, **slots)


def stretch(time: Time | None) -> Stretch | None:
    """Return the days of a time."""
    return Stretch(time.first, time.after) if time else None


def nearest_time(setting: Setting, at: int, stop: int, *, since: bool = False) -> Time | None:
    """Return the time nearest to some tokens in the sentence."""
    times = [one for one in setting.times if one.role == "when" or since]
    return min(times, key=lambda one: gap(one.at, one.stop, at, stop), default=None)


def gap(at: int, stop: int, other_at: int, other_stop: int) -> int:
    """Return how many tokens lie between two stretches."""
    if stop <= other_at:
        return other_at - stop
    return max(at - other_stop, 0)


def is_planned(setting: Setting, at: int, stop: int) -> bool:
    """Tell whether a word of plan stands near, and no other clause between."""
    return any(gap(cue.at, cue.stop, at, stop) <= 12 for cue in setting.sentence.of("plan"))


def state_of(ledger: Ledger, kinds: dict[str, str], name: str) -> str | None:
    """Return the state that a name stands for: itself, or the home of a person or company."""
    if kinds.get(name) in STATES:
        return name
    row = ledger.find(name)
    home = row["iso3"] if row is not None and row.table == "parties" else None
    return home if isinstance(home, str) and kinds.get(home) in STATES else None


def listed(setting: Setting, first: int, stop: int) -> Iterator[tuple[Named, Time]]:
    """Yield names with a time in brackets behind them: "Kyrgyzstan (October 2022)"."""
    for time in setting.times:
        if not first <= time.at < stop or setting.sentence.word(time.at - 1) != "(":
            continue
        before = [one for one in own_names(setting) if first <= one.at and one.stop <= time.at - 1]
        near = [one for one in before if time.at - 1 - one.stop <= 3]
        if near:
            yield near[-1], time
