"""What each package offers is what its ``__all__`` says; the tree of errors is drawn in full."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest

import caspia
from caspia import errors

if TYPE_CHECKING:
    from types import ModuleType

PACKAGES = [
    "caspia",
    *(
        module.name
        for module in pkgutil.walk_packages(caspia.__path__, "caspia.")
        if module.ispkg and not module.name.rpartition(".")[2].startswith("_")
    ),
]
NOT_OFFERED = {"annotations", "TYPE_CHECKING"}  # a future feature, and a constant of typing


def offered(package: ModuleType) -> set[str]:
    """Return the names without underscore that a package made; modules and borrowed names aside."""
    return {
        name
        for name, value in vars(package).items()
        if not name.startswith("_")
        and name not in NOT_OFFERED
        and not inspect.ismodule(value)
        and getattr(value, "__module__", "caspia").partition(".")[0] == "caspia"
    }


def order(name: str) -> tuple[int, str]:
    """Sort constants first, then classes, then functions, as ruff does."""
    kind = 0 if name.isupper() else 1 if name[:1].isupper() else 2
    return kind, name


@pytest.mark.parametrize("name", PACKAGES)
def test_what_a_package_offers_is_what_it_says(name):
    package = importlib.import_module(name)
    said = list(getattr(package, "__all__", []))
    assert offered(package) <= set(said), "public names that __all__ does not list"
    assert [name for name in said if not hasattr(package, name)] == []
    assert said == sorted(set(said), key=order)


def test_the_packages_are_found():
    assert {"caspia.amounts", "caspia.ledger", "caspia.briefs", "caspia.cli"} <= set(PACKAGES)


def drawn_tree() -> list[tuple[int, str, str, str]]:
    """Return (depth, name, builtin in brackets, meaning) for each line of the drawing."""
    rows = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.fullmatch(r"    ([│├└─ ]*)(\w+)(?: \((\w+)\))?(?:\s+(.*))?", line)
        if match:
            rows.append((len(match[1]) // 4, match[2], match[3] or "", match[4] or ""))
    return rows


def test_the_tree_of_errors_lists_every_class_below_its_parent():
    classes = {
        name: value
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, Exception) and name in errors.__dict__
    }
    rows = drawn_tree()
    assert sorted(name for _, name, _, _ in rows) == sorted(classes)
    parents: dict[int, str] = {}
    for depth, name, builtin, meaning in rows:
        bases = [base.__name__ for base in classes[name].__bases__]
        wanted = [parents[depth - 1]] if depth else ["Exception"]
        assert bases == wanted + ([builtin] if builtin else []), name
        assert meaning or not depth, f"{name} has no meaning beside it"
        parents[depth] = name


def test_every_error_says_how_a_command_ends():
    for _, name, _, _ in drawn_tree():
        error = getattr(errors, name)
        assert error.exit_code == (2 if issubclass(error, ValueError | OSError) else 3), name
        assert error.__doc__, name
