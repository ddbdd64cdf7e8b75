"""What is known of a merchant when it first enters the record, from a form or a row of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minhbach.domains.subjects.types.kinds import IdentifierKind, SubjectKind

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Place


@dataclass(frozen=True)
class MerchantFacts:
    """One merchant. IDENTIFIERS are (kind, value, bank); ROW is its place in a list, as the officer sees it."""

    kind: SubjectKind
    name: str
    representative: str = ""
    address: str = ""
    place: Place | None = None
    identifiers: Sequence[tuple[IdentifierKind, str, str]] = field(default_factory=tuple)
    url: str = ""
    row: int = 0
