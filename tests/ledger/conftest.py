from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ledger.small_ledger import compiled

if TYPE_CHECKING:
    from caspia.ledger import Layer


@pytest.fixture(scope="session")
def small_layer(tmp_path_factory: pytest.TempPathFactory) -> Layer:
    """The small ledger, compiled once."""
    return compiled(tmp_path_factory.mktemp("small"))
