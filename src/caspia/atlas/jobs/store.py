"""Where jobs lie on disk: a folder each, every file written whole or not at all."""

from __future__ import annotations

import json
import os
import re
import shutil
from typing import TYPE_CHECKING

from caspia.atlas.jobs.job import Job
from caspia.errors import CacheError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ID = re.compile(r"[a-z]+-[0-9a-f]{20}")
_NAME = re.compile(r"[a-z][a-z_\-]*\.(?:json|csv|xlsx|html|pdf|svg|png|geojson)")
_STATE = "job.json"
_UNFINISHED = ".unfinished"


class Store:
    """Jobs in a folder.

    Parameters
    ----------
    folder : Path
        Made if need be.

    Raises
    ------
    CacheError
        The folder cannot be written to.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise CacheError(
                f"Jobs cannot be kept in {folder}: {fault.strerror or fault}. "
                "Set CASPIA_CACHE to a folder that you can write to."
            ) from None

    def jobs(self) -> Iterator[Job]:
        """Yield the jobs that are there, oldest first; what cannot be read is cleared away."""
        found = []
        for place in sorted(self.folder.iterdir()):
            if not _ID.fullmatch(place.name):
                continue
            try:
                kept = json.loads((place / _STATE).read_text(encoding="utf-8"))
                found.append(Job.read(kept))
            except (OSError, ValueError, KeyError, TypeError):
                shutil.rmtree(place, ignore_errors=True)
        yield from sorted(found, key=lambda job: (job.created, job.id))

    def place(self, job_id: str) -> Path:
        """Return the folder of a job.

        Raises
        ------
        ValueError
            It is no id of a job.
        """
        if not _ID.fullmatch(job_id):
            raise ValueError(f"{job_id!r} is no id of a job.")
        return self.folder / job_id

    def keep(self, job: Job) -> None:
        """Write how a job stands."""
        place = self.place(job.id)
        place.mkdir(parents=True, exist_ok=True)
        write_whole(place / _STATE, json.dumps(job.kept(), ensure_ascii=False).encode())

    def content(self, job_id: str, name: str) -> bytes | None:
        """Return a file of a job; None where there is none of that name."""
        if not _NAME.fullmatch(name):
            return None
        path = self.place(job_id) / name
        return path.read_bytes() if path.is_file() else None

    def clear(self, job_id: str) -> None:
        """Remove the files of a job, not what is known of it."""
        for path in self.place(job_id).glob("*"):
            if path.name != _STATE:
                path.unlink(missing_ok=True)

    def forget(self, job_id: str) -> None:
        """Remove a job with its files."""
        shutil.rmtree(self.place(job_id), ignore_errors=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}{_UNFINISHED}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
