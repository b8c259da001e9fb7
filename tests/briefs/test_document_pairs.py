"""The table of docs/brief.md says what the briefs of today hold."""

from __future__ import annotations

from tools.document_pairs import END, PAGE, PAIRS, START, pairs_as_markdown


def test_the_row_of_azerbaijan_and_kazakhstan_is_that_of_today():
    written = PAGE.read_text(encoding="utf-8").split(START)[1].split(END)[0].strip().splitlines()
    *head, row = pairs_as_markdown([("AZE", "KAZ")]).splitlines()
    assert written[: len(head)] == head
    assert [line for line in written if line.startswith("| AZE KAZ |")] == [row]
    assert len(written) == len(head) + len(PAIRS)
