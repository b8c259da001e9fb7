"""Names that people give to goods of demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.errors import UnknownNameError

_WHOLE = ("whole", "wide")
_MOST_NAMES = 3


def goods_of_names(names: Sequence[str]) -> tuple[str, ...] | None:
    """Return the goods of demand that some names stand for, each once; None for no names.

    A name is the id of a good (``natural_gas``), its label (``Goods in containers``), a name that
    the ledger uses for all of it (``wheat`` is only part of grain and will not do), or a word of
    one id alone (``gas``).

    Raises
    ------
    UnknownNameError
        A name stands for none of them, or for a part of one.
    """
    found = [good for name in names for good in _goods_of(name)]
    return tuple(dict.fromkeys(found)) if names else None


def _goods_of(name: str) -> tuple[str, ...]:
    from caspia.demand import goods
    from caspia.demand.tables import goods_named

    known = goods()
    word = "_".join(name.casefold().replace("-", " ").replace("_", " ").split())
    if word in known:
        return (word,)
    labelled = [good for good, row in known.items() if row.label.casefold() == name.casefold()]
    if labelled:
        return tuple(labelled)
    some, covers = goods_named(word)
    if word and some and covers in _WHOLE:
        return some
    with_word = [good for good in known if word in good.split("_")]
    if len(with_word) == 1:
        return tuple(with_word)
    raise _unknown(name, word, some)


def _unknown(name: str, word: str, wider: Sequence[str]) -> UnknownNameError:
    from caspia.demand import goods
    from caspia.errors import UnknownNameError
    from caspia.ledger import nearest_by_word

    hint = f"Use one of {', '.join(goods())}."
    if wider:
        hint = f"It is part of {', '.join(wider)}, which demand does not tell apart. {hint}"
    near = () if wider else nearest_by_word(word, goods(), most=_MOST_NAMES)
    return UnknownNameError("good of demand", name, near, hint)
