"""The files of a GDELT export: plain or packed, one or many, read in blocks of whole rows."""

from __future__ import annotations

import os
import re
import threading
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from caspia.errors import BadInputError
from caspia.importers.delimited import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from caspia.errors import BadRowsError
    from caspia.importers.gdelt_scan import Picked

# A block and what is made of it fit the cache of a processor; a stretch is the work of a thread.
_BLOCK = 4 << 20
_STRETCH = 16 << 20
_EXPORT = re.compile(r"\.export\.csv(\.zip)?$", re.IGNORECASE)
_PACKED = b"PK\x03\x04"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
_CUT_OFF = "Is the file cut off? Download it again."
#: Column of the moment at which GDELT added an event.
_ADDED = 59
_own = threading.local()


@dataclass(frozen=True, slots=True)
class Part:
    """Events of a part of a file.

    Attributes
    ----------
    picked : Picked
        The events.
    size : int
        Bytes read.
    added : tuple of str
        When GDELT added the first and the last row, as 14 digits.
    """

    picked: Picked
    size: int
    added: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Whole rows of a file, as places of bytes in it, unpacked."""

    path: Path
    first: int
    last: int


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


def read_parts(files: Sequence[Path], workers: int | None = None) -> Iterator[Part]:
    """Yield the events of files part by part, in order, read by several threads.

    Parameters
    ----------
    files : sequence of Path
        Exports, plain or packed by zip.
    workers : int, optional
        Threads; as many as there are processors where it is not given.

    Raises
    ------
    BadRowsError
        A file is cut off, mis-encoded, or a row is not one of an export.
    """
    stretches = [stretch for file in files for stretch in _stretches(file)]
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        for parts in pool.map(_read, stretches):
            yield from parts


def _stretches(path: Path) -> Iterator[_Stretch]:
    """Cut a plain file where rows begin; a packed one cannot be entered in the middle."""
    if _is_packed(path):
        with _unpacking(path), zipfile.ZipFile(path) as archive:
            yield _Stretch(path, 0, archive.infolist()[0].file_size)
        return
    size = path.stat().st_size
    with path.open("rb") as file:
        first = 0
        while first < size:
            file.seek(min(first + _STRETCH, size))
            file.readline()
            yield _Stretch(path, first, file.tell())
            first = file.tell()


def _is_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_PACKED)) == _PACKED


def _read(stretch: _Stretch) -> list[Part]:
    with _opened(stretch.path) as file:
        if stretch.first:
            file.seek(stretch.first)
        return list(_parts(file, stretch))


def _parts(file: IO[bytes], stretch: _Stretch) -> Iterator[Part]:
    """Yield blocks of whole rows; what is left of a block is the beginning of the next."""
    block = _block()
    view = memoryview(block)
    place, left, kept = stretch.first, stretch.last - stretch.first, 0
    while left:
        got = file.readinto(view[kept : kept + min(left, _BLOCK - kept)])  # type: ignore[attr-defined]
        if not got:
            raise problem(stretch.path, "It ends before its end.", _CUT_OFF)
        left -= got
        size = kept + got
        whole = block.rfind(b"\n", 0, size) + 1 if left else _finished(block, size)
        if not whole:
            raise _at(stretch.path, place, "The row is longer than four million characters.")
        yield _part(block, whole, stretch.path, place)
        place += whole
        kept = max(size - whole, 0)
        view[:kept] = view[whole : whole + kept]


def _block() -> bytearray:
    """Return the array of bytes that the blocks of this thread are read into."""
    from caspia.importers.gdelt_scan import SLACK

    if not hasattr(_own, "block"):
        _own.block = bytearray(_BLOCK + SLACK)
    held: bytearray = _own.block
    return held


def _finished(block: bytearray, size: int) -> int:
    """End the last row with the line feed that a file may lack; return the size with it."""
    if block[size - 1] == ord("\n"):
        return size
    block[size] = ord("\n")
    return size + 1


def _part(block: bytearray, size: int, path: Path, place: int) -> Part:
    import numpy as np

    from caspia.importers.gdelt_scan import BadBlockError, scan

    _check_text(block, size, path, place)
    try:
        picked = scan(np.frombuffer(block, np.uint8), size)
    except BadBlockError as fault:
        raise _at(path, place + fault.place, fault.what) from None
    return Part(picked, size, _added(block, size))


def _check_text(block: bytearray, size: int, path: Path, place: int) -> None:
    import pyarrow as pa

    ends = pa.py_buffer(bytes(4) + size.to_bytes(4, "little"))
    text = pa.Array.from_buffers(pa.string(), 1, [None, ends, pa.py_buffer(block)])
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        bad = _first_bad(bytes(block[:size]))
        raise _at(path, place + bad, "It is not UTF-8.") from None


def _first_bad(rows: bytes) -> int:
    try:
        rows.decode()
    except UnicodeDecodeError as fault:
        return fault.start
    return 0


def _added(block: bytearray, size: int) -> tuple[str, str]:
    first = block[: block.find(b"\n")]
    last = block[block.rfind(b"\n", 0, size - 1) + 1 : size]
    return first.split(b"\t")[_ADDED].decode(), last.split(b"\t")[_ADDED].decode()


def _at(path: Path, place: int, what: str) -> BadRowsError:
    """Return an error that names the line that a byte lies in."""
    line = 1
    with _opened(path) as file:
        while place > 0 and (block := file.read(min(place, _BLOCK))):
            line += block.count(b"\n")
            place -= len(block)
    old = "58 columns" in what or "57 columns" in what
    cure = "It is of GDELT 1.0; give exports of GDELT 2.0." if old else _CUT_OFF
    return problem(path, what, cure, line)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if not _is_packed(path):
        with path.open("rb", buffering=0) as file:
            yield file
        return
    with (
        _unpacking(path),
        zipfile.ZipFile(path) as archive,
        archive.open(archive.infolist()[0]) as member,
    ):
        yield member


@contextmanager
def _unpacking(path: Path) -> Iterator[None]:
    try:
        yield
    except _DAMAGED as fault:
        raise problem(path, f"It cannot be unpacked: {fault}.", _CUT_OFF) from None
