"""Texts from files: plain text, Markdown, HTML, and the text layer of a PDF."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.claims.markup import Form, form_of
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from pathlib import Path

_PDF = b"%PDF-"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Page:
    """A text as read from a file, with its form."""

    text: str
    form: Form


def read_file(path: Path) -> Page:
    """Read a text from a file; spans of its claims are characters of what comes back.

    Raises
    ------
    BadInputError
        The file cannot be read, is no text, or is a PDF without a text layer.
    """
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise BadInputError(
            f"{path} cannot be read: {fault.strerror or fault}. Name a file, or - for the input."
        ) from None
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str = "") -> Page:
    """Read a text from bytes; its name says which form it has.

    Raises
    ------
    BadInputError
        The bytes are no text in UTF-8 or UTF-16, or a PDF without a text layer.
    """
    if content.startswith(_PDF):
        return Page(_of_pdf(content, name), "plain")
    encoding = next((code for mark, code in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise BadInputError(
            f"{name or 'The input'} is no text in UTF-8. Save it as UTF-8, or give a PDF."
        ) from None
    form = form_of(name)
    if form == "plain" and text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        form = "html"
    return Page(text, form)


def _of_pdf(content: bytes, name: str) -> str:
    from pypdf import PdfReader

    # What it remarks on a broken file is told by our own error.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = [page.extract_text() or "" for page in PdfReader(io.BytesIO(content)).pages]
    except Exception as fault:  # the library raises many kinds on a broken file
        raise BadInputError(
            f"{name or 'The input'} is no PDF that can be read: {fault}. Save it anew."
        ) from None
    text = "\n\n".join(pages)
    if not text.strip():
        raise BadInputError(
            f"{name or 'The PDF'} has no text layer. Recognise its text first, then check it."
        )
    return text
