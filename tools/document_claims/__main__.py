"""Command line: ``python -m tools.document_claims``."""

from __future__ import annotations

from .pages import main

if __name__ == "__main__":
    main()
