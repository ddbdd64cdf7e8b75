"""Writing the demo world into the database, through the domains' own services."""

from __future__ import annotations

from minhbach.interfaces.demo.world.building import build

__all__ = ["build"]
