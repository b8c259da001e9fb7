"""Names that a user may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(
    word: str, options: Iterable[str], *, most: int = 1, least: float = 0.6
) -> tuple[str, ...]:
    """Return the options closest in spelling, best first.

    Parameters
    ----------
    word : str
        What was written.
    options : iterable of str
        What there is.
    most : int
        How many at most.
    least : float
        Least similarity, from 0 to 1: one less the edits per letter (optimal string alignment).
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(
        word,
        sorted(set(options)),
        scorer=OSA.normalized_similarity,
        processor=str.casefold,
        limit=most,
        score_cutoff=least,
    )
    return tuple(name for name, _, _ in found)


def nearest_by_word(word: str, ids: Iterable[str], *, most: int = 1) -> tuple[str, ...]:
    """Return the ids of which a word, or the whole, is closest in spelling; of equals the shortest.

    Parameters
    ----------
    word : str
        What was written.
    ids : iterable of str
        What there is, words joined by ``_``.
    most : int
        How many at most.
    """
    having: dict[str, list[str]] = {}
    for one in sorted(ids, key=lambda name: (len(name), name)):
        for part in {*one.split("_"), one}:
            having.setdefault(part, []).append(one)
    close = nearest(word, having, most=most)
    return tuple(dict.fromkeys(one for part in close for one in having[part]))[:most]


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """Return " Did you mean 'x' or 'y'?", or nothing where no option is close."""
    names = " or ".join(repr(name) for name in nearest(word, options, most=2))
    return f" Did you mean {names}?" if names else ""
