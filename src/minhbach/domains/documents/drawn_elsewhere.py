"""Papers that a unit draws, with their numbers, in another system: neither paper nor number is ours for these."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import Q

from minhbach.domains.agencies.models import Agency
from minhbach.domains.documents.models import NumberSource
from minhbach.domains.documents.types import NumberFrom


@cache
def _table() -> dict[str, frozenset[str]]:
    rows = tomllib.loads((Path(__file__).parent / "data/drawn_elsewhere.toml").read_text(encoding="utf-8"))
    return {"forces": frozenset(rows["forces"]), "kinds": frozenset(rows["kinds"])}


def may_be_drawn_elsewhere(kind: str) -> bool:
    """Say whether a kind of paper is one of those that another system draws."""
    return kind in _table()["kinds"]


def begins_elsewhere(agency: Agency) -> bool:
    """Say whether a unit that enters the system draws its papers elsewhere to begin with."""
    return agency.force in _table()["forces"]


def drawn_elsewhere(agency: Agency, *, on: date) -> frozenset[str]:
    """List the kinds of paper that a unit draws elsewhere on a day: what it set for a kind, else for every kind."""
    rows = NumberSource.objects.filter(owner_agency=agency, valid_from__lte=on)
    set_for = {row.kind: row.source for row in rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on))}
    every = set_for.get("", NumberFrom.HERE)
    return frozenset(kind for kind in _table()["kinds"] if set_for.get(kind, every) == NumberFrom.DRAWN)
