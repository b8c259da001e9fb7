"""The reference ledger, opened once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reference import reference

if TYPE_CHECKING:
    from caspia.ledger import Ledger


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    return reference()
