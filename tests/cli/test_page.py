"""docs/commands.md says what the commands say of themselves."""

from __future__ import annotations

from tools.document_commands import PAGE, commands_as_markdown


def test_the_page_of_commands_is_up_to_date():
    page = PAGE.read_text(encoding="utf-8")
    assert page == commands_as_markdown(), "run `python -m tools.document_commands`"
    for name in ("brief", "facts", "why", "ledger check", "ledger add", "ledger export"):
        assert f"## caspia {name}\n" in page
