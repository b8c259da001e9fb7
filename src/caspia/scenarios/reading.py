"""Scenarios from YAML, and the presets of the package."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caspia.errors import BadScenarioError, RowProblem, UnknownNameError
from caspia.ledger import nearest
from caspia.scenarios.grammar import Place, UnreadableError, read_patch
from caspia.scenarios.model import Compared, Observed, Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping

    import yaml

_NAME = re.compile(r"[a-z0-9][a-z0-9.\-]*")
_ENDINGS = (".yaml", ".yml")
_KEYS = ("name", "title", "text", "period", "sources", "patches", "observed")
_COMPARED = ("series", "subject", "partner", "good", "scope", "before", "after")
_LONGEST = 200_000


def presets() -> tuple[str, ...]:
    """Return the names of the scenarios that the package carries, in order."""
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml")))


def scenario(name: str | Path | Scenario) -> Scenario:
    """Return a scenario.

    Parameters
    ----------
    name : str, path or Scenario
        A preset, a file of YAML, or a scenario, which is returned as it is.

    Raises
    ------
    UnknownNameError
        There is no such preset or file.
    BadScenarioError
        The file cannot be read; everything wrong with it is listed.
    """
    if isinstance(name, Scenario):
        return name
    path = Path(name)
    if path.suffix in _ENDINGS:
        if not path.is_file():
            raise UnknownNameError("file", str(name), (), "Give a scenario in YAML, or a preset.")
        return read_scenario(path)
    if str(name) not in presets():
        cure = f"Presets: {', '.join(presets())}. Or give a file that ends in .yaml."
        raise UnknownNameError("scenario", str(name), nearest(str(name), presets(), most=3), cure)
    return read_scenario(_folder() / f"{name}.yaml")


def read_scenario(path: Path) -> Scenario:
    """Read a scenario from a file.

    Raises
    ------
    BadScenarioError
        With everything that cannot be read, by line.
    """
    import yaml

    file = path.name
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise _bad(file, 0, f"It cannot be read: {fault}.", "Save it as UTF-8.") from None
    if len(text) > _LONGEST:
        raise _bad(file, 0, f"It is longer than {_LONGEST} characters.", "Give a scenario.")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        said = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = 0 if mark is None else mark.line + 1
        told = str(getattr(fault, "problem", fault))
        raise _bad(file, line, f"It is not YAML: {told}.", "Mend the indentation.") from None
    if not isinstance(said, dict):
        raise _bad(file, 1, "It holds no scenario.", "Begin it with name: and patches:.")
    return scenario_from(said, file, _lines_of_patches(node), path.stem)


def scenario_from(
    said: Mapping[str, Any], file: str = "patches", lines: tuple[int, ...] = (), stem: str = ""
) -> Scenario:
    """Return a scenario from what a file or a program says.

    Parameters
    ----------
    said : mapping
        ``name``, ``title``, ``patches`` and so on.
    file : str
        What messages call it.
    lines : tuple of int
        Lines of the patches; their numbers where left out.
    stem : str
        The name that the file asks for; empty for any.

    Raises
    ------
    BadScenarioError
        With everything that is wrong.
    """
    problems = _head_problems(said, file, stem)
    name = str(said.get("name", stem))
    patches = []
    listed = said.get("patches")
    for number, one in enumerate(listed if isinstance(listed, list) else (), start=1):
        at = Place(name, number, file, lines[number - 1] if lines else number)
        try:
            patches.append(read_patch(_mapping(one), at))
        except UnreadableError as fault:
            problems.extend(RowProblem(file, at.line, *problem) for problem in fault.problems)
    observed = _observed(said.get("observed"), file, problems)
    if problems:
        raise BadScenarioError(problems)
    return Scenario(
        name,
        str(said["title"]).strip(),
        " ".join(str(said.get("text", "")).split()),
        tuple(patches),
        str(said.get("period", "")),
        tuple(map(str, said.get("sources") or ())),
        observed,
    )


def _mapping(one: object) -> dict[str, Any]:
    if isinstance(one, dict):
        return {str(key): value for key, value in one.items()}
    raise UnreadableError([(f"{one!r} is no patch.", "Write it as `close: link`.")])


def _head_problems(said: Mapping[str, Any], file: str, stem: str) -> list[RowProblem]:
    found = []
    name = said.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        cure = "Use small letters, digits, points and hyphens."
        found.append(RowProblem(file, 1, f"{name!r} is no name of a scenario.", cure))
    elif stem and name != stem:
        found.append(RowProblem(file, 1, f"It is named {name!r}.", f"Name it {stem}, as the file."))
    if not str(said.get("title", "")).strip():
        found.append(RowProblem(file, 1, "It has no title.", "Add title: with what is asked."))
    if not isinstance(said.get("patches"), list) or not said["patches"]:
        found.append(RowProblem(file, 1, "It has no patches.", "List them under patches:."))
    found.extend(
        RowProblem(file, 1, f"A scenario has no {key!r}.", f"Use {', '.join(_KEYS)}.")
        for key in said
        if key not in _KEYS
    )
    return found


def _observed(said: object, file: str, problems: list[RowProblem]) -> Observed | None:
    if said is None:
        return None
    if not isinstance(said, dict) or not str(said.get("text", "")).strip():
        problems.append(RowProblem(file, 0, "observed: has no text.", "Say what happened."))
        return None
    compare = [_compared(one, file, problems) for one in said.get("compare") or ()]
    rows = tuple(map(str, said.get("rows") or ()))
    kept = tuple(one for one in compare if one is not None)
    return Observed(" ".join(str(said["text"]).split()), rows, kept)


def _compared(one: object, file: str, problems: list[RowProblem]) -> Compared | None:
    needed = {"series", "subject", "before", "after"}
    if not isinstance(one, dict) or not needed <= set(one) <= set(_COMPARED):
        what = f"{one!r} is no comparison."
        cure = f"Give {', '.join(_COMPARED)}; partner, good and scope may be left out."
        problems.append(RowProblem(file, 0, what, cure))
        return None
    return Compared(**{key: str(value) for key, value in one.items()})


def _lines_of_patches(node: yaml.Node | None) -> tuple[int, ...]:
    """Return the line on which each patch begins."""
    pairs: list[Any] = node.value if node is not None and isinstance(node.value, list) else []
    for key, value in (pair for pair in pairs if isinstance(pair, tuple)):
        if key.value == "patches" and isinstance(value.value, list):
            return tuple(one.start_mark.line + 1 for one in value.value)
    return ()


def _bad(file: str, line: int, what: str, cure: str) -> BadScenarioError:
    return BadScenarioError([RowProblem(file, line, what, cure)])


def _folder() -> Path:
    return Path(str(files("caspia.scenarios"))) / "presets"
