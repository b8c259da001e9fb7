"""The built page: carried by a wheel, or built in a checkout on the first call."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from caspia.atlas.node import node_environment, npm_command
from caspia.errors import BadInputError, CacheError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Step = Callable[[str, int, int], None]

_CARRIED = Path(__file__).with_name("static")
_LEFT_OUT = frozenset({"node_modules", "dist"})
_STEPS = ("node", "what the page is made of", "the page", "done")
_LOCK_S = 900
_LINES = 12


def page_folder(step: Step | None = None) -> Path:
    """Return the folder of the built page; in a checkout build it where its source has changed.

    Parameters
    ----------
    step : callable, optional
        Told what is done, its number and how many there are.

    Raises
    ------
    BadInputError
        There is neither a built page nor its source, or it cannot be built.
    CacheError
        It cannot be stored.
    """
    if (_CARRIED / "index.html").is_file():
        return _CARRIED
    source = checkout_source()
    if source is None:
        raise BadInputError(
            "This installation carries no page. Install a wheel of caspia, or run it in a checkout."
        )
    from caspia.ledger.cache import cache_folder

    built = cache_folder() / "atlas" / f"page-{source_hash(source)}"
    if not is_whole(built):
        with _building(built.parent):
            if not is_whole(built):
                build_page(source, built, built.parent, step or _silent)
                _drop_others(built)
    return built


def checkout_source() -> Path | None:
    """Return the folder ``web`` of the checkout that this package runs from; None elsewhere."""
    root = Path(__file__).resolve().parents[3]
    is_checkout = (root / "pyproject.toml").is_file() and (root / "web/package.json").is_file()
    return root / "web" if is_checkout else None


def source_hash(source: Path) -> str:
    """Return a hash of all that the page is built from: its folder, and the base map of briefs."""
    hashed = hashlib.sha256()
    for path in sorted((*_files(source), *_files(source.parent / "src/caspia/briefs/basemap"))):
        hashed.update(f"{path.relative_to(source.parent).as_posix()}\x00".encode())
        hashed.update(hashlib.sha256(path.read_bytes()).digest())
    return hashed.hexdigest()[:20]


def is_whole(built: Path) -> bool:
    """Tell whether a page was built to its end: folders are renamed once they are whole."""
    return (built / "index.html").is_file()


def build_page(source: Path, built: Path, tools: Path, step: Step) -> None:
    """Build the page into a folder, whole or not at all.

    Parameters
    ----------
    source : Path
        The folder ``web``.
    built : Path
        Where the page goes; it must not be there.
    tools : Path
        Where Node is kept if it must be fetched.
    step : callable
        Told what is done.

    Raises
    ------
    BadInputError
        A command fails; its last lines are told.
    """
    with tempfile.TemporaryDirectory(dir=built.parent, prefix="building-") as scratch:
        step(_STEPS[0], 0, len(_STEPS) - 1)
        environment = node_environment(tools)
        # The base map is read from where it stands beside the folder, so the tree is kept.
        copy = Path(scratch) / "web"
        shutil.copytree(source, copy, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        basemap = "src/caspia/briefs/basemap"
        shutil.copytree(source.parent / basemap, Path(scratch) / basemap)
        step(_STEPS[1], 1, len(_STEPS) - 1)
        _run([*npm_command(environment), "ci", "--ignore-scripts"], copy, environment)
        step(_STEPS[2], 2, len(_STEPS) - 1)
        _run([*npm_command(environment), "run", "build"], copy, environment)
        step(_STEPS[3], 3, len(_STEPS) - 1)
        (copy / "dist").replace(built)


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inner = path.relative_to(folder).parts
        if path.is_file() and not _LEFT_OUT & set(inner):
            yield path


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603  nothing of it comes from a request
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines()[-_LINES:]
        told = "\n  ".join(lines)
        raise BadInputError(
            f"The page could not be built: `{' '.join(command[-3:])}` ended with "
            f"{done.returncode}:\n  {told}\n"
            "See to the network, which is needed once, and start `caspia atlas` again."
        )


@contextmanager
def _building(folder: Path) -> Iterator[None]:
    """Let one process build; others wait for it."""
    import filelock

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(folder / "building-page.lock", timeout=_LOCK_S):
            for left in folder.glob("building-*/"):
                shutil.rmtree(left, ignore_errors=True)
            yield
    except filelock.Timeout:
        raise CacheError(
            f"Another process has been building the page in {folder} for {_LOCK_S} s. "
            "Wait for it, or set CASPIA_CACHE to another folder."
        ) from None
    except OSError as fault:
        if isinstance(fault, CacheError):
            raise
        raise CacheError(
            f"The page cannot be stored in {folder}: {fault.strerror or fault}. "
            "Set CASPIA_CACHE to a folder that you can write to."
        ) from None


def _drop_others(built: Path) -> None:
    """Remove pages of older sources."""
    for other in built.parent.glob("page-*"):
        if other != built:
            shutil.rmtree(other, ignore_errors=True)


def _silent(words: str, number: int, total: int) -> None:
    del words, number, total
