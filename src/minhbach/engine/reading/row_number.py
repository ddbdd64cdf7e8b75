"""The column that says which row of its table a listing is."""

from __future__ import annotations

ROW = "__row"
"""The row as the person who opens the file sees it."""
