"""One server for all tests that only ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.atlas.ground import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx


@pytest.fixture(scope="session")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Return a client of a server on the reference ledger."""
    page = tmp_path_factory.mktemp("page")
    (page / "assets").mkdir()
    (page / "index.html").write_text("<!doctype html><title>The atlas</title>")
    (page / "assets/page-1a2b.js").write_text("export const years = [];\n" * 200)
    (page.parent / "beside.txt").write_text("not of the page")
    with served(tmp_path_factory.mktemp("jobs"), built=page) as client:
        yield client
