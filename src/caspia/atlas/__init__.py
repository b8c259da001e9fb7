"""The atlas: the whole system as a web page, served on the machine it runs on.

The server's own process keeps answers and sends them; reader processes work them out
(``answers``); jobs that take long run in a process each (``jobs``). See ``docs/atlas.md``.
"""

from __future__ import annotations
