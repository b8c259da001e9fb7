"""Texts from files: spans stay those of the file; what is no text is our own error."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caspia.claims import check, read_bytes, read_file
from caspia.claims.markup import FORMS, without_markup
from caspia.errors import BadInputError, CaspiaError

SAID = "Azerbaijan's seaports handled 13.4 million tonnes of cargo in 2023."


def test_markdown_links_are_blanked_and_spans_kept(ledger):
    text = "Azerbaijan's seaports [handled](https://a.b/c_2021) **13.4 million tonnes** in 2023."
    (one,) = check(text, ledger, "2024-05-31").claims
    assert text[one.claim.start : one.claim.end] == one.claim.text == "13.4 million tonnes"
    assert one.verdict == "supported"


def test_html_tags_and_scripts_are_blanked(ledger):
    text = (
        "<html><head><style>p{width:99%}</style></head><body><p>Azerbaijan&#39;s seaports "
        "handled <b>13.4</b>&nbsp;million tonnes of cargo in 2023.</p>"
        "<script>var a = '17 percent';</script></body></html>"
    )
    page = read_bytes(text.encode(), "a.html")
    assert page.form == "html"
    (one,) = check(page.text, ledger, "2024-05-31", page.form).claims
    assert one.verdict == "supported"
    assert page.text[one.claim.start : one.claim.end].startswith("13.4")


def test_the_text_layer_of_a_pdf(ledger, tmp_path):
    import typst

    source = tmp_path / "a.typ"
    source.write_text(SAID, encoding="utf-8")
    path = tmp_path / "a.pdf"
    path.write_bytes(typst.compile(str(source)))
    page = read_file(path)
    (one,) = check(page.text, ledger, "2024-05-31", page.form).claims
    assert one.verdict == "supported"


@pytest.mark.parametrize("content", [b"\xff\xfa\x00", b"%PDF-1.4 broken", b"\x80abc"])
def test_bytes_that_are_no_text_are_bad_input(content):
    with pytest.raises(BadInputError, match=r"Save it|text"):
        read_bytes(content, "a.txt")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadInputError, match="Name a file"):
        read_file(tmp_path / "none.md")


def test_a_byte_order_mark_and_utf_16():
    assert read_bytes(SAID.encode("utf-8-sig")).text == SAID
    assert read_bytes(SAID.encode("utf-16")).text == SAID


WORDS = """
    2023 году более млн тонн (по 600%) between 10 to 20 bcm $ € % № article a third Tokayev visited
    Azerbaijan March 2024 yüzde 13,8 arttı 2023-cü ildə -dən <b> ](#)
"""
PIECES = st.sampled_from([*SAID.split(), *WORDS.split()])


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join)))
def test_any_text_is_read_and_its_spans_hold(ledger, text):
    for form in FORMS:
        assert len(without_markup(text, form)) == len(text)
        for one in check(text, ledger, "2024-05-31", form).claims:
            assert text[one.claim.start : one.claim.end] == one.claim.text


@settings(max_examples=60)
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf"]))
def test_any_bytes_are_a_text_or_our_own_error(content, name):
    with suppress(CaspiaError):
        assert isinstance(read_bytes(content, name).text, str)
