"""The folder of a server's jobs: its own while it runs, the same one when it starts again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from caspia.errors import CacheError
from caspia.ledger.cache import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST = 16


@contextmanager
def jobs_folder(parent: Path | None = None) -> Iterator[Path]:
    """Hold a folder for jobs that no other server holds.

    Parameters
    ----------
    parent : Path, optional
        Where; the user's cache where left out.

    Raises
    ------
    CacheError
        It cannot be written to, or too many servers run.
    """
    import filelock

    place = (parent or cache_folder()) / "atlas"
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CacheError(
            f"Jobs cannot be kept in {place}: {fault.strerror or fault}. "
            "Set CASPIA_CACHE to a folder that you can write to."
        ) from None
    for number in range(1, _MOST + 1):
        lock = filelock.FileLock(place / f"jobs-{number}.lock")
        try:
            # The system frees the lock of a server that was killed.
            lock.acquire(blocking=False)
        except filelock.Timeout:
            continue
        try:
            yield place / f"jobs-{number}"
        finally:
            lock.release()
        return
    raise CacheError(f"{_MOST} servers hold folders for jobs in {place}. End one of them.")
