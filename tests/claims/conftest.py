from __future__ import annotations

from datetime import date

import pytest

from caspia.claims import check
from caspia.claims.naming import names_of
from caspia.claims.reading import read_claims
from tests.reference import reference

DAY = "2024-05-31"


@pytest.fixture(scope="session")
def ledger():
    return reference()


@pytest.fixture(scope="session")
def read(ledger):
    """Read the claims of a text, without verdicts."""
    names_of(ledger)
    return lambda text, day=DAY: read_claims(text, ledger, date.fromisoformat(day))


@pytest.fixture(scope="session")
def verdict(ledger):
    """Return the verdict on the only claim of a text."""

    def of(text, day=DAY):
        (one,) = check(text, ledger, day).claims
        return one

    return of
