"""Whose matter a report is: by kind of goods, force and place, as far as law that was read says so."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from minhbach.domains.agencies.models import Agency, Place
from minhbach.domains.agencies.selectors import agencies_in, agencies_on
from minhbach.domains.agencies.types import AgencyLevel
from minhbach.domains.law.selectors import Law
from minhbach.domains.law.types import Citation

_TABLE = Path(__file__).parent / "data" / "competence.toml"
# Whoever is handed something is the body that has a clerk and a seal: of a province before a region, that before all.
_LEVELS = (AgencyLevel.PROVINCE, AgencyLevel.REGION, AgencyLevel.NATION)


@dataclass(frozen=True)
class Matter:
    """LAW: rows of the table of competence; CLOCK: a row of the deadlines, where that says who it goes to."""

    code: str
    words: str
    law: tuple[str, ...] = ()
    clock: str = ""
    force: str = ""
    pattern: str = ""


@dataclass(frozen=True)
class Proposal:
    """To whom a matter goes; AGENCY is none where the directory names nobody for the place."""

    matter: Matter
    agency: Agency | None
    cited: tuple[Citation, ...]
    place: Place | None


@cache
def matters() -> dict[str, Matter]:
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["matter"]
    return {row["code"]: Matter(**{**row, "law": tuple(row.get("law", ()))}) for row in rows}


def propose(code: str, *, place: Place | None, on: date, law: Law) -> Proposal | None:
    """Propose who deals with a matter at a place; None where no row in force on the day says so."""
    matter = matters()[code]
    rows = law.book.competence if matter.law else law.book.deadlines
    wanted = matter.law or (matter.clock,)
    cited = tuple(row.citation for row in rows if row.citation.row_id in wanted and row.citation.holds_on(on))
    if not cited:
        return None
    return Proposal(matter, _agency(matter, place, on), cited, place)


def _agency(matter: Matter, place: Place | None, on: date) -> Agency | None:
    rows = agencies_on(on).filter(level__in=_LEVELS)
    rows = rows.filter(force=matter.force) if matter.force else rows.filter(key__startswith=f"{matter.pattern}.")
    near = list(agencies_in(rows, place, on=on)) if place is not None else []
    found = near or list(rows.filter(level=AgencyLevel.NATION))
    return min(found, key=lambda one: (_LEVELS.index(AgencyLevel(one.level)), bool(one.parent_id)), default=None)
