"""Every value has a source, and whoever states it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from minhbach.domains.subjects.types.kinds import SourceKind

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Agency
    from minhbach.domains.subjects.models import Import
    from minhbach.foundation.scope import Sharing


@dataclass(frozen=True)
class Source:
    """Where a value comes from: a kind, and the words by which it can be looked up (a number, a date, an address)."""

    kind: SourceKind = SourceKind.OFFICER
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Who states something of a subject and from what source, who sees it, when it holds, the list that brought it."""

    # The officer's own, unless named.
    agency: Agency | None = None
    # As wide as the subject's, unless named; a new subject is its area's.
    sharing: Sharing | str | None = None
    source: Source = Source()
    valid_from: date | None = None
    valid_until: date | None = None
    taken_in: Import | None = None


# An officer's word, for the own agency, as wide as the subject, for as long as nothing else is stated.
OWN_WORD = Provenance()
