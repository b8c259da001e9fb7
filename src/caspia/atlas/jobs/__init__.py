"""Jobs: questions that take long, one process each, kept in a folder so that they outlive the page.

A job is known by its question and the ledger: who asks the same again gets the same job.
"""

from __future__ import annotations
