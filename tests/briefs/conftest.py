"""Ledgers that several tests of sections share; a ledger never changes once opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.briefs import tied_ledger
from tests.briefs.meetings_ledger import opened
from tests.briefs.section_ground import made_page
from tests.reference import reference

if TYPE_CHECKING:
    from caspia.briefs.page import Page
    from caspia.ledger import Ledger


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Return the ledger of made-up meetings."""
    return opened(tmp_path_factory.mktemp("meetings"))


@pytest.fixture(scope="session")
def real() -> Ledger:
    """Return the reference ledger."""
    return reference()


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """Return the page of two states tied by made-up agreements, blocs and projects."""
    folder = tmp_path_factory.mktemp("ties")
    return made_page(folder, tied_ledger.ROWS, "AZE", "KAZ", tied_ledger.ON)
