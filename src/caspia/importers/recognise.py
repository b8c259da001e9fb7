"""Which format a file is in, told by its head."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from caspia.importers.formats import FORMATS
from caspia.importers.plan import Head

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.importers.plan import Importer

_HEAD = 65_536
_GZIP = b"\x1f\x8b"


def recognise(path: Path) -> Importer | None:
    """Return what reads a file; None for our own CSV and for what nobody knows.

    Parameters
    ----------
    path : Path
        The file, one packed by gzip is looked into; or what some formats are given as, a folder or
        a pattern of names.
    """
    head = head_of(path)
    return next((importer for importer in FORMATS if importer.recognises(head)), None)


def head_of(path: Path) -> Head:
    """Return the first 64 KiB of a file, unpacked where it is packed; of what is none, nothing."""
    if not path.is_file():
        return Head(path, b"")
    with path.open("rb") as file:
        start = file.read(_HEAD)
    if start.startswith(_GZIP):
        # One that breaks off still shows what it began with; reading it whole names the break.
        start = zlib.decompressobj(wbits=31).decompress(start, _HEAD)
    return Head(path, start)
