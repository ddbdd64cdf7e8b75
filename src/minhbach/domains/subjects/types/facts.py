"""What is known of a merchant when it first enters the record, from a form or a row of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minhbach.domains.subjects.types.kinds import IdentifierKind, PresenceKind, SubjectKind
from minhbach.engine.identifiers import Identity

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Place


@dataclass(frozen=True)
class SellsOn:
    """An account on a platform, on which the identifiers of the same facts were seen."""

    kind: PresenceKind
    platform: str
    account: str = ""


@dataclass(frozen=True)
class MerchantFacts:
    """One merchant. IDENTIFIERS are (kind, value, bank), IDENTITIES those that were read already.

    ROW is its place in a list, as the officer sees it.
    """

    kind: SubjectKind
    name: str
    representative: str = ""
    address: str = ""
    place: Place | None = None
    identifiers: Sequence[tuple[IdentifierKind, str, str]] = field(default_factory=tuple)
    identities: Sequence[Identity] = field(default_factory=tuple)
    account: SellsOn | None = None
    url: str = ""
    row: int = 0
