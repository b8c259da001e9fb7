"""Answers kept as they are sent, within a bound of memory; each is worked out once at a time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING

from caspia.atlas.answers.content import Content, Refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from caspia.atlas.answers import Question


class Shelf:
    """Answers by question; those used longest ago go first.

    Parameters
    ----------
    ask : callable
        Works out an answer that is not there.
    most : int
        Bytes that it keeps.
    """

    def __init__(self, ask: Callable[[Question], Awaitable[Content | Refusal]], most: int) -> None:
        self._ask = ask
        self._most = most
        self._kept: OrderedDict[Question, Content] = OrderedDict()
        self._coming: dict[Question, asyncio.Task[Content | Refusal]] = {}
        self.size = 0

    def __contains__(self, question: Question) -> bool:
        return question in self._kept

    async def get(self, question: Question) -> Content | Refusal:
        """Return an answer; who asks while it is worked out waits for the same one."""
        kept = self._kept.get(question)
        if kept is not None:
            self._kept.move_to_end(question)
            return kept
        coming = self._coming.get(question)
        if coming is None:
            coming = asyncio.create_task(self._made(question))
            self._coming[question] = coming
            coming.add_done_callback(lambda _: self._coming.pop(question, None))
        # A reader of the page who goes away does not take the answer from the others.
        return await asyncio.shield(coming)

    async def _made(self, question: Question) -> Content | Refusal:
        made = await self._ask(question)
        if isinstance(made, Content) and made.size <= self._most // 4:
            self._kept[question] = made
            self.size += made.size
            while self.size > self._most:
                _, gone = self._kept.popitem(last=False)
                self.size -= gone.size
        return made
