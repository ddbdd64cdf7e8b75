"""What hangs on a case and has a small life of its own: a file each, and a line here. Their acts join the case's."""

from __future__ import annotations

_NAMES = ("seizure", "expertise", "restriction", "sealing", "valuation", "ownerless", "disposal", "search", "contest")
MATTERS = tuple(f"{__name__}.{name}" for name in _NAMES)
