"""Addresses of the API: what each takes, and which answer it gives."""

from __future__ import annotations
