"""Notes that put the words of several sources one after another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .facts import InputRow


def told_apart(row: InputRow) -> tuple[str, dict[str, str]]:
    """Split ``general words; source-1: its words; source-2: its words``.

    Returns
    -------
    str
        What stands before the first source.
    dict
        The words of each source, by the id as the row gives it.
    """
    cited = "|".join(sorted(map(re.escape, row.several("source_ids")), key=len, reverse=True))
    general, *rest = re.split(rf"(?:^|; )({cited}): ", row["note"])
    return general, dict(zip(rest[::2], rest[1::2], strict=True))
