"""The project as a whole: its size, its front page, its conventions, and what it must not name."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

import caspia

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONVENTIONS = (ROOT / "docs" / "conventions.md").read_text(encoding="utf-8")
MOST_LINES = 500
SHELLS = ("sh", "bash", "")


def kept_files() -> list[Path]:
    """Return the tracked files, or in an unpacked source archive all that came with it."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        found = [
            path
            for path in ROOT.rglob("*")
            if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
        ]
    return [path for path in found if path.is_file()]


def fenced(text: str) -> list[tuple[str, str, str]]:
    """Return (mark before, language, content) of each fenced block."""
    pattern = r"(?:<!-- command:(\w+) -->\n)?```(\w*)\n(.*?)```"
    return re.findall(pattern, text, flags=re.DOTALL)


def commands(text: str) -> list[str]:
    return [
        line
        for _, language, content in fenced(text)
        if language in SHELLS
        for line in content.splitlines()
        if line and not line.startswith("#")
    ]


def test_no_file_of_python_is_long():
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in kept_files()
        if path.suffix == ".py"
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_the_version_is_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == caspia.__version__
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert caspia.__version__ in changes


@pytest.mark.parametrize("name", ["main", "test"])
def test_the_front_page_marks_one_command_of_each_kind(name):
    marked = [content for mark, _, content in fenced(README) if mark == name]
    assert len(marked) == 1
    assert README.count("<!-- command:") == 2
    assert "uv run" in marked[0]
    done = subprocess.run(
        ["bash", "-n", "-c", marked[0]], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_commands_of_the_front_page_are_commands_of_caspia():
    from typer.main import get_command

    from caspia.cli import app

    root = get_command(app)
    lines = [line for line in commands(README) if line.startswith("caspia ")]
    assert len(lines) >= 5
    for line in lines:
        _, *words = shlex.split(line)
        command = root
        while hasattr(command, "commands"):
            assert words, line
            command = command.commands[words.pop(0)]
        with command.make_context(line, words) as context:
            assert context.command is command


def test_links_of_the_pages_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    assert len(pages) > 4
    for page in pages:
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", text):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def held_conventions() -> list[str]:
    return re.findall(r"^\| (C\d+) \| held", CONVENTIONS, flags=re.MULTILINE)


def test_conventions_are_numbered_without_gaps_and_each_has_its_standing():
    numbers = re.findall(r"^\*\*(C\d+) ", CONVENTIONS, flags=re.MULTILINE)
    assert numbers == [f"C{n}" for n in range(1, 12)]
    assert re.findall(r"^\| (C\d+) \|", CONVENTIONS, flags=re.MULTILINE) == numbers


def names_of_tests() -> str:
    """Return the names and first words of all tests, where a convention can be named."""
    found = []
    for path in (ROOT / "tests").rglob("test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.append(ast.get_docstring(tree) or "")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found += [node.name, ast.get_docstring(node) or ""]
    return "\n".join(found)


def test_every_convention_that_is_held_is_named_by_a_test():
    names = names_of_tests()
    held = held_conventions()
    assert {"C6", "C10"} <= set(held)
    unnamed = [n for n in held if not re.search(rf"\b{n}\b|_{n.lower()}_", names)]
    assert unnamed == []


def test_no_file_names_a_place_on_a_machine():
    folder = re.compile(r"(?<![\w.~/-])/(?:root|home|work|opt|Users)/")
    named = []
    for path in kept_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        named += [f"{path.name}: {match.group()}" for match in folder.finditer(text)]
    assert named == []
