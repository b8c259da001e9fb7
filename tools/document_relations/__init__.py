"""Write what docs/ties.md and docs/mediators.md work out from the reference ledger."""
