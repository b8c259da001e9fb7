"""The reference facts with their files edited by hand, as an oracle for scenarios.

What a patch says is written into the CSV rows themselves: intervals are cut and figures multiplied.
Nothing of the scenarios is used.
"""

from __future__ import annotations

import csv
import shutil
from datetime import date, timedelta

from caspia.ledger import Layer, Ledger, compile_over, read_folder
from caspia.ledger.layers import reference_folder

_STATUS = {"close": "closed", "open": "open"}
_STANDING = {"suspend": "suspended", "lapse": "ended", "revive": "in_force"}


def edited_ledger(folder, patches):
    """Return a ledger of files that were edited as patches (mappings) say."""
    copied = folder / "facts"
    shutil.rmtree(copied, ignore_errors=True)
    shutil.copytree(reference_folder(), copied, ignore=shutil.ignore_patterns("*.py", "__*"))
    for number, patch in enumerate(patches):
        _edit(copied, patch, number)
    target = folder / "edited.duckdb"
    target.unlink(missing_ok=True)
    compile_over(read_folder(copied), [], target)
    return Ledger((Layer("reference", target, str(patches)),))


def _edit(folder, patch, number):
    verb = next(iter(patch))
    if verb in _STATUS:
        _cut(folder, "link_status", ("link_id", patch[verb]), _STATUS[verb], patch, number)
    elif verb in _STANDING:
        named = ("agreement_id", patch[verb])
        _cut(folder, "agreement_status", named, _STANDING[verb], patch, number)
    elif verb == "scale":
        _multiply(folder, patch)
    else:
        raise ValueError(verb)


def _cut(folder, table, named, status, patch, number):
    """Take the days of a patch out of the statuses of a thing, and put its own there."""
    column, thing = named
    start = str(patch.get("from") or "")
    last = patch.get("to")
    end = str(date.fromisoformat(str(last)) + timedelta(days=1)) if last else ""
    header, rows = _read(folder, table)
    key = header[0]
    kept = []
    for row in rows:
        if row[column] != thing:
            kept.append(row)
            continue
        begins, ends = row["valid_from"], row["valid_to"]
        before = start and (not begins or begins < start)
        after = end and (not ends or ends > end)
        if before:
            kept.append(row | {"valid_to": min(ends or start, start)})
        if after:
            name = f"{row[key]}/after{number}" if before else row[key]
            kept.append(row | {key: name, "valid_from": max(begins or end, end)})
            _report(folder, name)
        if not before and not after:
            _forget(folder, row[key])
    name = f"edited/{number}"
    new = dict.fromkeys(header, "") | {key: name, column: thing, "status": status}
    new |= {"valid_from": start, "valid_to": end}
    if table == "agreement_status":
        new |= {"precision": "day", "reading": "stated"}
    _report(folder, name)
    _write(folder, table, header, [*kept, new])


def _multiply(folder, patch):
    header, rows = _read(folder, "link_values")
    for row in rows:
        if row["link_id"] == patch["of"] and row["attribute"] == patch["scale"]:
            for column in ("value", "low", "high"):
                if row[column]:
                    row[column] = f"{float(row[column]) * patch['by']:.12g}"
    _write(folder, "link_values", header, rows)


def _forget(folder, row_id):
    """Take out what others say of a row that is gone."""
    for table, columns in (("reports", ("row_id",)), ("rivals", ("row_id", "rival_id"))):
        header, rows = _read(folder, table)
        kept = [row for row in rows if all(row[column] != row_id for column in columns)]
        _write(folder, table, header, kept)


def _report(folder, row_id):
    header, rows = _read(folder, "reports")
    source = "general-knowledge"
    new = dict.fromkeys(header, "") | {"row_id": row_id, "source_id": source}
    _write(folder, "reports", header, [*rows, new])


def _read(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        return list(reader.fieldnames), list(reader)


def _write(folder, table, header, rows):
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
