"""Which sources of the ledger are the very text that is checked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from caspia.claims.tokens import plain, tokens_of

if TYPE_CHECKING:
    from caspia.ledger import Ledger

_FEWEST = 3  # quotations that must all stand in the text
_SHARE = 0.7


def own_sources(ledger: Ledger, text: str) -> frozenset[str]:
    """Return the sources whose title names the text, or whose quotations stand in it.

    A source is the text itself where the words of its title all stand at its head and most of
    what the ledger quotes from it is found there.
    """
    words = {token.plain for token in tokens_of(text)}
    if len(words) < 40:
        return frozenset()
    quoted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for row in ledger.connection.execute(
        "SELECT source_id, quoted FROM reports WHERE coalesce(quoted, '') <> ''"
    ).fetchall():
        source, quotation = str(row[0]), str(row[1])
        pieces = [piece.plain for piece in tokens_of(quotation)]
        quoted[source] += 1
        found[source] += bool(pieces) and all(piece in words for piece in pieces)
    candidates = [
        source
        for source, count in quoted.items()
        if count >= _FEWEST and found[source] >= _SHARE * count
    ]
    head = {token.plain for token in tokens_of(text[:3000])}
    return frozenset(one for one in candidates if _is_titled(ledger, one, head))


def _is_titled(ledger: Ledger, source_id: str, head: set[str]) -> bool:
    title = [plain(piece.text) for piece in tokens_of(ledger.source(source_id).title)]
    long = [word for word in title if len(word) > 3]
    return bool(long) and sum(word in head for word in long) >= _SHARE * len(long)
