"""Shapes of the answers, for the description of the API and for whoever checks against it."""

from __future__ import annotations
