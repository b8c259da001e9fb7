"""The files of a GDELT export: plain or packed, one or many."""

from __future__ import annotations

import re
import shutil
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from caspia.errors import BadInputError
from caspia.importers.delimited import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Bytes of files that are read in one go: packed ones lie unpacked on disk for as long.
_BATCH = 256 << 20
_EXPORT = re.compile(r"\.export\.csv(\.zip)?$", re.IGNORECASE)
_PACKED = b"PK\x03\x04"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
CUT_OFF = "Is the file cut off? Download it again."


@dataclass(frozen=True, slots=True)
class Export:
    """An export as it can be read.

    Attributes
    ----------
    given : Path
        The file that it came as, to name it by.
    plain : Path
        Its rows: the same file, or what was packed in it.
    """

    given: Path
    plain: Path


def export_files(path: Path) -> list[Path]:
    """Return the exports that a path stands for: a file, those of a folder, or of a pattern.

    One that lies there packed and unpacked counts once, unpacked.

    Raises
    ------
    BadInputError
        There is none.
    """
    if path.is_file():
        return [path]
    found = path.iterdir() if path.is_dir() else path.parent.glob(path.name)
    exports = sorted(file for file in found if _EXPORT.search(file.name))
    if not exports:
        raise BadInputError(f"{path} has no GDELT export. Its files are named *.export.CSV.")
    names = {file.name.casefold() for file in exports}
    return [
        file
        for file in exports
        if not file.name.casefold().endswith(".zip") or file.stem.casefold() not in names
    ]


def unpacked(files: Iterable[Path]) -> Iterator[tuple[Export, ...]]:
    """Yield files in batches, packed ones unpacked for as long as their batch is read.

    Raises
    ------
    BadRowsError
        A packed file cannot be unpacked.
    """
    for batch in _batches(files):
        with TemporaryDirectory(prefix="caspia-gdelt-") as folder:
            yield tuple(
                Export(file, _unpack(file, Path(folder, str(n))) if _is_packed(file) else file)
                for n, file in enumerate(batch)
            )


def _batches(files: Iterable[Path]) -> Iterator[Sequence[Path]]:
    batch: list[Path] = []
    size = 0
    for file in files:
        more = _size(file)
        if batch and size + more > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += more
    if batch:
        yield batch


def _size(file: Path) -> int:
    if not _is_packed(file):
        return file.stat().st_size
    with _unpacking(file), zipfile.ZipFile(file) as archive:
        return archive.infolist()[0].file_size


def _is_packed(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(_PACKED)) == _PACKED


def _unpack(file: Path, target: Path) -> Path:
    with (
        _unpacking(file),
        zipfile.ZipFile(file) as archive,
        archive.open(archive.infolist()[0]) as member,
        target.open("wb") as stream,
    ):
        shutil.copyfileobj(member, stream)
    return target


@contextmanager
def _unpacking(file: Path) -> Iterator[None]:
    try:
        yield
    except _DAMAGED as fault:
        raise problem(file, f"It cannot be unpacked: {fault}.", CUT_OFF) from None
