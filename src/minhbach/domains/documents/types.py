"""States of documents, what they are about, and what several papers say alike.

Other rooms fill the content of a paper (`papers/<kind>.py`) and hand it to `services.draft`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import CitedDocument
from minhbach.domains.documents.layout.goods import GoodsRow
from minhbach.domains.documents.layout.inspected import Inspected
from minhbach.domains.documents.layout.listed import Listed, sheet_numbers, write_sheets
from minhbach.domains.documents.layout.parts import Delivery, Individual, Organization, Participant, Party
from minhbach.domains.documents.layout.words import amount_in_words
from minhbach.domains.documents.papers import PAPERS, Content, Form, Kind, SignedBy
from minhbach.foundation.office import offered
from minhbach.foundation.pages.chips import ChipChoices
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.requirements import Unmet

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Officer
    from minhbach.domains.documents.models import OfficialDocument


class State(ChipChoices):
    """Where a document stands on its way."""

    DRAFT = "draft", _lazy("dự thảo")
    SUBMITTED = "submitted", "info", _lazy("đã trình")
    RETURNED = "returned", "warn", _lazy("bị trả lại")
    SIGNED = "signed", "info", _lazy("đã ký")
    NUMBERED = "numbered", "info", _lazy("đã cấp số")
    ISSUED = "issued", "good", _lazy("đã phát hành")
    FILED = "filed", "good", _lazy("đã lưu")
    CANCELLED = "cancelled", "late", _lazy("đã hủy")
    SUPERSEDED = "superseded", "warn", _lazy("đã bị thay thế, thu hồi")


class FileKind(models.TextChoices):
    """What a file of a document is."""

    SLIP = "slip", _lazy("phiếu trình")
    SIGNED_OVER = "signed_over", _lazy("tệp trình ký đã cố định")
    NUMBERED = "numbered", _lazy("tệp đã có số, ngày")
    SCAN = "scan", _lazy("bản quét văn bản đã đóng dấu")


class NumberFrom(models.TextChoices):
    """Where an agency's papers get their numbers: here, or in a system of the office, typed here once."""

    HERE = "here", _lazy("cấp trong hệ thống này")
    OFFICE = "office", _lazy("lấy từ phần mềm quản lý văn bản của cơ quan")
    FORMS = "forms", _lazy("lấy từ hệ thống quản lý ấn chỉ (INS)")
    # Paper and number are made there: neither is ours.
    DRAWN = "drawn", _lazy("lập và lấy số trong INS, không soạn ở đây")


class ScanTime(models.TextChoices):
    """When the sealed copy of a paper is scanned: before it is issued, or afterwards, as work that stays."""

    FIRST = "first", _lazy("quét trước khi phát hành")
    LATER = "later", _lazy("quét sau khi phát hành")


class Supersession(models.TextChoices):
    """What a new document does to the one it corrects."""

    REPLACES = "replaces", _lazy("thay thế")
    REVOKES = "revokes", _lazy("thu hồi")


# What a clerk is asked about once: no scan of the sealed paper.
NO_SCAN = "documents.no_scan"


@dataclass(frozen=True)
class Target:
    """What a document is about: ("cases.case", id), or a part of it: a violator, a matter, a line of goods.

    No key upward; the higher domain knows its own.
    """

    target_type: str
    target_id: UUID
    part: str = ""


@dataclass(frozen=True)
class PaperGuard:
    """What a domain asks of the papers about its records before they go a step further; offered in its `office.py`.

    UNMET lists what a document lacks to come to a state (submitted, signed, numbered) at a moment.
    """

    target_type: str
    unmet: Callable[[OfficialDocument, State, datetime], Iterable[Unmet]]


def unmet_before(document: OfficialDocument, to: State, *, at: datetime) -> list[Unmet]:
    """List what the domains that a document's record belongs to still ask of it before it comes to a state."""
    guards = [guard for guard in offered(PaperGuard) if guard.target_type == document.target_type]
    return [one for guard in guards for one in guard.unmet(document, to, at)]


@dataclass(frozen=True)
class DocumentMoved:
    """Told to whoever listens, in the transaction of the act."""

    document_id: UUID
    kind: Kind
    state: State
    previous_state: State
    target_type: str
    target_id: UUID | None
    target_part: str
    number_text: str
    dated: date | None
    officer: Officer
    at: datetime


class TellFacts(Protocol):
    def __call__(self, document: OfficialDocument, *, at: datetime) -> Sequence[Fact]: ...


@dataclass(frozen=True)
class PaperSummary:
    """What a signer should see beside a paper about a record of TARGET_TYPE, offered by the domain that owns it.

    FACTS are five lines or so: who, what for, how much and within which frame, the clock. DUE gives the day by which
    each of many records must be dealt with, where there is one: papers are signed in this order.
    """

    target_type: str
    facts: TellFacts
    due: Callable[[Collection[UUID]], Mapping[UUID, date]]


__all__ = [
    "NO_SCAN",
    "PAPERS",
    "CitedDocument",
    "Content",
    "Delivery",
    "DocumentMoved",
    "FileKind",
    "Form",
    "GoodsRow",
    "Individual",
    "Inspected",
    "Kind",
    "Listed",
    "NumberFrom",
    "Organization",
    "PaperGuard",
    "PaperSummary",
    "Participant",
    "Party",
    "ScanTime",
    "SignedBy",
    "State",
    "Supersession",
    "Target",
    "amount_in_words",
    "sheet_numbers",
    "unmet_before",
    "write_sheets",
]
