"""Bring the folder of gathered facts into the tables of the reference ledger.

Run from the root of the repository::

    python -m tools.bring_in ../shared/facts

Every input row is accounted for in ``tools/curation/account.csv`` (input file, line, what became of
it, where it went and why); the totals stand in ``docs/data.md``. What was decided by hand is in
the other files of ``tools/curation``, each with a reason. The run is reproducible byte for byte.
"""
