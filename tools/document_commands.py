"""Write docs/commands.md from the commands themselves.

Run from the root of the repository: ``python -m tools.document_commands``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer.main

from caspia.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
_INTRODUCTION = """# Commands

Every command only calls the [Python interface](ledger.md); `caspia atlas` gives the same answers as
a [page and over HTTP](atlas.md). Two clocks, the same everywhere:
`--on DATE` or `--period P` is when something holds, `--as-of DATE` is what was known by the end of
that day.

| exit code | meaning |
| --- | --- |
| 0 | done |
| 1 | done, and the answer is a finding |
| 2 | bad input: the message names it and ends with what to do |
| 3 | a fault of ours; run again with `CASPIA_DEBUG=1` to see where |
| 130 | stopped by Ctrl-C; nothing is left half-made |

| variable | meaning |
| --- | --- |
| `CASPIA_CACHE` | folder for the compiled ledger, where the usual cache cannot be written to |
| `CASPIA_LEDGER` | your own facts for every command, as `--ledger` |

Progress goes to standard error, and only where a person looks on; answers go to standard output
or to files in `--out`.
"""


def commands_as_markdown() -> str:
    """Return the page: every command with its arguments and options."""
    group = typer.main.get_command(app)
    return _INTRODUCTION + "".join(_commands(group, "caspia"))


def _commands(command: Any, path: str) -> Iterator[str]:
    for name, child in getattr(command, "commands", {}).items():
        where = f"{path} {name}"
        if hasattr(child, "commands"):
            yield from _commands(child, where)
        else:
            yield "\n".join(_command(child, where))


def _command(command: Any, path: str) -> Iterator[str]:
    with command.make_context(path, [], resilient_parsing=True) as context:
        pieces = " ".join(command.collect_usage_pieces(context))
    yield f"\n## {path}\n"
    yield f"`{path} {pieces}`\n"
    yield _plain(command.help or "") + "\n"
    yield "| argument or option | meaning |"
    yield "| --- | --- |"
    for parameter in command.params:
        if parameter.name != "help":
            yield f"| {_named(parameter)} | {_plain(parameter.help or '')} |"
    yield ""


def _named(parameter: Any) -> str:
    longest = max(parameter.opts, key=len)
    if not longest.startswith("-"):
        return f"`{parameter.metavar}`"
    return f"`{longest}`" if parameter.is_flag else f"`{longest} {parameter.metavar}`"


def _plain(text: str) -> str:
    """Turn the marks of the terminal into those of Markdown."""
    return re.sub(r"\[dim\](.*?)\[/dim\]", r"`\1`", text.strip()).replace("\b", "")


if __name__ == "__main__":
    PAGE.write_text(commands_as_markdown(), encoding="utf-8")
