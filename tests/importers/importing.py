"""Read a sample into a ledger over the reference, as the command does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from caspia.importers import add_import
from caspia.ledger import Ledger, reference_layer
from caspia.ledger.user_layer import user_layer

if TYPE_CHECKING:
    from caspia.importers import Preview

SAMPLES = Path(__file__).parent / "samples"
SHARED = Path(__file__).parents[3] / "shared" / "data"


def imported(file: Path, target: Path) -> tuple[Preview, Ledger]:
    """Add a file to a ledger and open it over the reference."""
    preview = add_import(file, target, [reference_layer()])
    return preview, opened(target)


def opened(target: Path) -> Ledger:
    below = reference_layer()
    return Ledger([below, user_layer(target, [below])])


def shared(name: str) -> Path:
    """Return a genuine file, or skip the test where it is not beside the checkout."""
    path = SHARED / name
    if not path.exists():
        pytest.skip("the shared data are not beside the checkout")
    return path


def refused(preview: Preview) -> dict[str, int]:
    """Return how many rows are left out by the first words of the reason."""
    return {refusal.reason: refusal.count for refusal in preview.refused}
