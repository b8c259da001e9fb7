"""Conventions that the tables themselves hold: C9 on definitions, C11 on hosts and mediators."""

from __future__ import annotations

import csv
from importlib.resources import files

LEDGER = files("caspia.ledger")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((LEDGER / name).read_text(encoding="utf-8").splitlines()))


def column(table: str, name: str) -> dict[str, str]:
    (found,) = [r for r in rows("schema.csv") if (r["table"], r["column"]) == (table, name)]
    return found


def identity(table: str) -> list[str]:
    (found,) = [row["identity"] for row in rows("tables.csv") if row["table"] == table]
    return found.split()


def test_c9_two_definitions_are_two_things_and_two_reporters_are_one():
    assert "scope" in identity("observations")
    assert "modality" in identity("observations")
    assert column("observations", "reporter")["type"] == "row"
    assert "reporter" not in identity("observations")


def test_c11_host_and_mediator_are_two_roles_and_neither_is_assumed():
    role = column("participants", "role")
    assert {"host", "mediator", "platform"} <= set(role["type"].removeprefix("enum:").split("|"))
    assert (role["required"], role["default"]) == ("yes", "")
    assert "role" not in identity("participants")
