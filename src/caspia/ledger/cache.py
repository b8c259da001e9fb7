"""The compiled reference ledger in the user's cache: built once per content, then opened."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from caspia.errors import CacheError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

VARIABLE = "CASPIA_CACHE"
_LOCK_SECONDS = 120
# Each scenario and each state of a user's file has a ledger of its own, some of them asked once.
_KEPT_DAYS = 30
_DAY_SECONDS = 86_400


def cache_folder() -> Path:
    """Return where compiled ledgers lie: ``$CASPIA_CACHE``, else the user's cache folder."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("caspia")


def content_hash(files: Iterable[Path], *more: str) -> str:
    """Return a hash of the names and bytes of files, and of further texts."""
    hashed = hashlib.sha256()
    for text in more:
        hashed.update(f"{text}\x00".encode())
    for file in sorted(files, key=lambda path: path.name):
        hashed.update(f"{file.name}\x00".encode())
        hashed.update(hashlib.sha256(file.read_bytes()).digest())
    return hashed.hexdigest()[:20]


def cached(name: str, build: Callable[[Path], None], folder: Path | None = None) -> Path:
    """Return the whole and unspoilt file `name` in the cache, built where it is not there.

    The file carries a seal: a hash of its bytes beside it. A file that was cut short, overwritten
    or left unsealed by a process that died is built anew. Processes that start at once wait for
    the one that builds. Files that nobody has asked for in 30 days make room when one is built.

    Parameters
    ----------
    name : str
        Names the content, so that it never changes under one name.
    build : callable
        Writes the file to the path it is given, whole or not at all.
    folder : Path, optional
        Where; the default is `cache_folder`.

    Raises
    ------
    CacheError
        The folder cannot be written to, or another process holds the lock for too long.
    """
    folder = folder or cache_folder()
    target = folder / name
    if _is_sealed(target):
        _mark_used(target)
        return target
    with _writing(folder), _lock(folder):
        if not _is_sealed(target):
            _remove_unfinished(folder)
            _remove_unused(folder)
            build(target)
            _seal(target)
    return target


def _is_sealed(target: Path) -> bool:
    try:
        return _seal_of(target).read_text(encoding="ascii") == _hash(target)
    except (OSError, UnicodeDecodeError):
        return False


def _seal(target: Path) -> None:
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.seal.unfinished")
    unfinished.write_text(_hash(target), encoding="ascii")
    unfinished.replace(_seal_of(target))


def _seal_of(target: Path) -> Path:
    return target.with_name(f"{target.name}.sha256")


def _hash(target: Path) -> str:
    with target.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove_unfinished(folder: Path) -> None:
    """Sweep up after processes that were killed; under the lock nobody else is writing."""
    for left in folder.glob("*.unfinished*"):
        left.unlink(missing_ok=True)


def _mark_used(target: Path) -> None:
    """Date a file by its last use; one in a folder that is only read stays as it is."""
    with suppress(OSError):
        os.utime(target)


def _remove_unused(folder: Path) -> None:
    """Remove sealed files that were last used long ago; who has one open keeps it."""
    oldest = time.time() - _KEPT_DAYS * _DAY_SECONDS
    for seal in folder.glob("*.sha256"):
        target = seal.with_suffix("")
        with suppress(OSError):
            if target.stat().st_mtime < oldest:
                target.unlink()
                seal.unlink()


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    import filelock

    try:
        with filelock.FileLock(folder / "building.lock", timeout=_LOCK_SECONDS):
            yield
    except filelock.Timeout:
        raise CacheError(
            f"Another process has been building the ledger in {folder} for {_LOCK_SECONDS} s. "
            f"Wait for it, or set {VARIABLE} to another folder."
        ) from None


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except CacheError:
        raise
    except OSError as fault:
        raise CacheError(
            f"The ledger cannot be stored in {folder}: {fault.strerror or fault}. "
            f"Set {VARIABLE} to a folder that you can write to."
        ) from None
