"""What surrounds a document's content: who issues it, its number and date, who signs, who receives."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from .fields import says


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """The issuing agency as a document's head names it; `place` is the "địa danh"."""

    agency: str | None = None
    superior: str | None = None
    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class CitedDocument:
    """A document named by another: its number with symbol, and its date."""

    number: Annotated[str | None, says(_lazy("Số, ký hiệu"))] = None
    dated: Annotated[date | None, says(_lazy("Ngày văn bản"))] = None


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signs. `on_behalf_of` is the rank signed for ("Chi cục trưởng"), after `authority` such as "KT."."""

    title: str | None = None
    full_name: str | None = None
    authority: str | None = None
    on_behalf_of: str | None = None
    delegation: CitedDocument | None = None


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """Everything about a document but its content.

    `symbol` is what follows the number ("QĐ-XPHC"); number and date stay None until the records clerk gives them.
    """

    letterhead: Letterhead
    symbol: str | None = None
    number: int | None = None
    dated: date | None = None
    signature: Signature = Signature()
    recipients: tuple[str, ...] = ()
