"""An ensemble for people: sentences and tables on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.cli.terminal import print_table, say, terminal

if TYPE_CHECKING:
    from caspia.scenarios.ensembles import Ensemble

_WIDTH = 150


def print_ensemble(answer: Ensemble) -> None:
    """Print bands beside the record, and the facts that move them."""
    from caspia.scenarios.ensembles.sentences import foot, summary
    from caspia.scenarios.ensembles.tables import tables

    console = terminal(_WIDTH)
    say(console, "", summary(answer))
    for table in tables(answer):
        print_table(console, table)
    console.print()
    say(console, "", foot(answer))
