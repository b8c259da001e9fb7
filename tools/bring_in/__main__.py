"""Command line: ``python -m tools.bring_in FACTS [--into FOLDER]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from .run import bring_in
from .writing import write_all

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Read the facts, fill the tables, check them and write every file at once."""
    parser = argparse.ArgumentParser(prog="python -m tools.bring_in", description=__doc__)
    parser.add_argument("facts", type=Path, help="folder of gathered facts")
    parser.add_argument("--into", type=Path, default=ROOT, help="root to write under")
    arguments = parser.parse_args()
    book, account = bring_in(arguments.facts)
    for path in write_all(book, account, arguments.into):
        print(path)


if __name__ == "__main__":
    main()
