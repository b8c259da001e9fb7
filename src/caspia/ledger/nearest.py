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


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """Return " Did you mean 'x' or 'y'?", or nothing where no option is close."""
    names = " or ".join(repr(name) for name in nearest(word, options, most=2))
    return f" Did you mean {names}?" if names else ""
