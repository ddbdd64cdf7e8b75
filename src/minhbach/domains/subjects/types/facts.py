"""What is known of a merchant when it first enters the record, from a form or a row of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minhbach.domains.subjects.types.kinds import PresenceKind, Property, SubjectKind
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

    WORDS are what is said of it besides its name and representative, ACCOUNT where the identifiers were seen.

    URLS are where it sells, HOLDER who holds its bank accounts, ROW its place in a list, as the officer sees it.
    """

    kind: SubjectKind
    name: str
    representative: str = ""
    address: str = ""
    place: Place | None = None
    identifiers: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
    identities: Sequence[Identity] = ()
    account: SellsOn | None = None
    urls: Sequence[str] = ()
    holder: str = ""
    words: Sequence[tuple[Property, str]] = ()
    row: int = 0
