"""Markup put out of sight, character for character, so that spans stay those of the file."""

from __future__ import annotations

import re
from html import unescape
from typing import Literal

from caspia.claims.word_sets import word_set

Form = Literal["plain", "markdown", "html"]
FORMS: tuple[Form, ...] = ("plain", "markdown", "html")

_LINK = re.compile(r"(!?\[)([^\[\]\n]{0,500})(\]\([^()\s]{0,2000}(?:\s\"[^\"\n]*\")?\))")
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_STRESS = re.compile(r"\*\*|__|`|\\(?=[$#*_.\-()\[\]])|(?<![\w*])\*(?=\w)|(?<=\w)\*(?![\w*])")
_HIDDEN = re.compile(
    r"<!--.*?-->|<(script|style|head|template|svg)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]{0,5000}>|<[!?][^<>]{0,5000}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BLOCKS = word_set("html blocks")


def without_markup(text: str, form: Form) -> str:
    """Return a text of the same length in which markup is blank.

    Parameters
    ----------
    text : str
        The file as it is.
    form : str
        ``plain``, ``markdown`` or ``html``.
    """
    if form == "html":
        return _of_html(text)
    return _of_markdown(text) if form == "markdown" else text


def _of_markdown(text: str) -> str:
    text = _LINK.sub(lambda m: _blank(m[1]) + m[2] + _blank(m[3]), text)
    text = _HEADING.sub(lambda m: _blank(m[0]), text)
    return _STRESS.sub(lambda m: _blank(m[0]), text)


def _of_html(text: str) -> str:
    text = _HIDDEN.sub(lambda m: _blank(m[0]), text)
    text = _TAG.sub(_tag, text)
    return _ENTITY.sub(_entity, text)


def _tag(match: re.Match[str]) -> str:
    name = (match[1] or "").lower()
    length = len(match[0])
    if name in _BLOCKS and length > 2:
        return "\n\n" + " " * (length - 2)
    return " " * length


def _entity(match: re.Match[str]) -> str:
    said = unescape(match[0])
    return said[:1].ljust(len(match[0])) if said != match[0] else match[0]


def _blank(piece: str) -> str:
    return " " * len(piece)


def form_of(name: str) -> Form:
    """Return the form of a file by its name; plain where the ending says nothing."""
    ending = name.lower().rpartition(".")[2]
    forms: dict[str, Form] = {
        "md": "markdown",
        "markdown": "markdown",
        "html": "html",
        "htm": "html",
        "xhtml": "html",
    }
    return forms.get(ending, "plain")
