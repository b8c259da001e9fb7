"""Results in a folder, chunk by chunk, each written whole or not at all."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import caspia
from caspia.errors import BadInputError
from caspia.scenarios.batch.outcome import LOST, Failed, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caspia.scenarios.batch.chunk import Function


def job_key(function: Function, tasks: Sequence[object], content: str) -> str:
    """Return what a job is known by: function, tasks, version and what the payload holds.

    Raises
    ------
    BadInputError
        The tasks are not made of numbers, texts, lists and mappings.
    """
    name = f"{function.__module__}.{function.__qualname__}"
    try:
        told = json.dumps([name, caspia.__version__, content, list(tasks)], sort_keys=True)
    except TypeError as error:
        raise BadInputError(
            f"Tasks cannot be told apart in a store: {error}. "
            "Make them of numbers, texts, lists and mappings, or leave the store out."
        ) from error
    return sha256(told.encode()).hexdigest()[:32]


_LOST_LINE = line_of(Failed(LOST, ""))[: -len('""]}')]


class Store:
    """The results of one job in a folder of its own.

    Parameters
    ----------
    folder : Path
        For many jobs; made if need be.
    key : str
        Of the job.
    """

    def __init__(self, folder: Path, key: str) -> None:
        self.folder = Path(folder) / key
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob("*.part"):
            left.unlink(missing_ok=True)

    def held(self) -> dict[int, str]:
        """Return the lines that are there, by place; a spoilt file is worked again."""
        found: dict[int, str] = {}
        for path in sorted(self.folder.glob("*.jsonl")):
            found |= _read(path)
        return found

    def keep(self, places: Sequence[int], lines: Sequence[str]) -> None:
        """Write the lines of a chunk, all or none.

        Lost workers are left out: the next run tries again.
        """
        kept = [
            (place, line)
            for place, line in zip(places, lines, strict=True)
            if not line.startswith(_LOST_LINE)
        ]
        if kept:
            self._write(kept)

    def _write(self, kept: list[tuple[int, str]]) -> None:
        # What a failing machine leaves spoilt, the sum at its end tells: no need to await the disk.
        path = self.folder / f"{kept[0][0]:07d}-{kept[-1][0]:07d}.jsonl"
        part = path.with_suffix(f".{os.getpid()}.part")
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(f"{place}\t{line}\n" for place, line in kept)
            stream.write(f"{_sum(kept)}\n")
        part.replace(path)


def _read(path: Path) -> dict[int, str]:
    *rows, total = path.read_text(encoding="utf-8").split("\n")[:-1] or [""]
    parted = [row.partition("\t") for row in rows]
    if any(not place.isdigit() for place, _, _ in parted):
        return {}
    kept = [(int(place), line) for place, _, line in parted]
    return dict(kept) if total == _sum(kept) else {}


def _sum(kept: Iterable[tuple[int, str]]) -> str:
    return sha256("\n".join(f"{place}\t{line}" for place, line in kept).encode()).hexdigest()
