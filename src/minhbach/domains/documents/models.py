"""Official documents, what happened to them, their files, and the registers their numbers come from."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.words import write_official_number
from minhbach.domains.documents.types import PAPERS, FileKind, Form, NumberFrom, ScanTime, State, Supersession
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.periods import PeriodModel
from minhbach.foundation.scope import ScopedModel
from minhbach.foundation.writing import write_day

NUMBERED_STATES = (State.NUMBERED, State.ISSUED, State.FILED, State.SUPERSEDED)


class OfficialDocument(Personal, ScopedModel):
    """One official document. `owner_agency` is the unit that drafts; `issuing_agency` stands at its head."""

    # A code of the table of papers; no choices, so that a new paper needs no migration.
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    issuing_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    # "cases.case" and its id: what the document is about. No key, since the record lives in a higher domain.
    target_type = models.CharField(max_length=60, blank=True)
    target_id = models.UUIDField(null=True)
    target_part = models.CharField(max_length=60, blank=True, default="")
    content = models.JSONField()
    recipients = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    drafted_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    # Who is asked to sign, and under which delegation; settled when the document is submitted.
    signer_post = models.ForeignKey("agencies.Post", on_delete=models.PROTECT, related_name="+", null=True)
    delegation = models.ForeignKey("agencies.Delegation", on_delete=models.PROTECT, related_name="+", null=True)
    signed_at = models.DateTimeField(null=True)
    # Empty while neither the form nor the agency gives one: then the paper has a date and no number.
    symbol = models.CharField(max_length=60, blank=True)
    number = models.PositiveIntegerField(null=True)
    dated = models.DateField(null=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, related_name="successors", null=True)
    supersession = models.CharField(max_length=8, choices=Supersession.choices, blank=True)
    changed_at = models.DateTimeField()
    folded = models.CharField(max_length=400, db_index=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.CheckConstraint(
                # Without a symbol there is no number, only a date.
                condition=Q(number__isnull=True, dated__isnull=True)
                | Q(dated__isnull=False, number__isnull=True, symbol="")
                | Q(dated__isnull=False, number__isnull=False) & ~Q(symbol=""),
                name="documents_officialdocument_number_with_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=NUMBERED_STATES) | Q(dated__isnull=False),
                name="documents_officialdocument_numbered_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.SIGNED, *NUMBERED_STATES))
                | Q(signed_at__isnull=False, signer_post__isnull=False),
                name="documents_officialdocument_signed_has_signer",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True, supersession="")
                | Q(supersedes__isnull=False) & ~Q(supersession="") & ~Q(supersedes=F("id")),
                name="documents_officialdocument_supersedes_another",
            ),
            models.UniqueConstraint(
                F("issuing_agency"),
                F("symbol"),
                ExtractYear("dated"),
                F("number"),
                condition=Q(number__isnull=False),
                name="documents_officialdocument_number_once",
            ),
        ]
        indexes = [
            models.Index(fields=["target_type", "target_id", "target_part"], name="documents_target"),
            models.Index(fields=["state", "signer_post"], name="documents_waiting"),
            models.Index(fields=["-changed_at", "id"], name="documents_recent"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.id])

    @property
    def form(self) -> Form:
        return PAPERS[self.kind]

    @property
    def number_text(self) -> str:
        """The number with its symbol, as "07/QĐ-XPHC"; empty before it is given."""
        return "" if self.number is None else f"{write_official_number(self.number)}/{self.symbol}"


class PaperSymbol(ScopedModel, PeriodModel):
    """What follows the number of one kind of paper at an agency, where the form itself gives no symbol."""

    kind = models.CharField(max_length=40)
    symbol = models.CharField(max_length=60)

    class Meta(ScopedModel.Meta):
        verbose_name = _lazy("ký hiệu văn bản")
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner_agency", "kind", "valid_from"], name="documents_papersymbol_once"),
        ]


class NumberSource(ScopedModel, PeriodModel):
    """Where an agency takes the numbers of one kind of paper from; of every kind where KIND is empty."""

    kind = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=8, choices=NumberFrom.choices)

    class Meta(ScopedModel.Meta):
        verbose_name = _lazy("nơi lấy số văn bản")
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner_agency", "kind", "valid_from"], name="documents_numbersource_once"),
        ]


class ScanRule(ScopedModel, PeriodModel):
    """When an agency scans the sealed copy of one kind of paper; of every kind where KIND is empty."""

    kind = models.CharField(max_length=40, blank=True)
    scanned = models.CharField(max_length=8, choices=ScanTime.choices)

    class Meta(ScopedModel.Meta):
        verbose_name = _lazy("lúc quét văn bản đã đóng dấu")
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner_agency", "kind", "valid_from"], name="documents_scanrule_once"),
        ]


class DocumentFile(Personal, models.Model):
    """One file of a document, kept by its content. Added, never changed.

    `frozen` holds the content and envelope that a drawn file was made from; `content_digest` is the hash of that
    content, the same on the file put up for signing and on the one that later carries number and date.
    """

    tells_of = ("documents.officialdocument", "document_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(OfficialDocument, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=12, choices=FileKind.choices)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    sha256 = KeptFile()
    size = models.PositiveBigIntegerField()
    content_digest = models.CharField(max_length=64, blank=True)
    frozen = models.JSONField(null=True)
    made_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "kind", "version"], name="documents_documentfile_version_once")
        ]


class DocumentEvent(Personal, models.Model):
    """One step of a document's way: who, when, in which post, over which file. Added, never changed."""

    tells_of = ("documents.officialdocument", "document_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(OfficialDocument, on_delete=models.PROTECT, related_name="events")
    action = models.CharField(max_length=60)
    state = models.CharField(max_length=12, choices=State.choices)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("agencies.Post", on_delete=models.PROTECT, related_name="+", null=True)
    delegation = models.ForeignKey("agencies.Delegation", on_delete=models.PROTECT, related_name="+", null=True)
    file = models.ForeignKey(DocumentFile, on_delete=models.PROTECT, related_name="+", null=True)
    note = models.TextField(blank=True)
    # What its officer was asked about and went on without: [{"code": …, "sentence": as it was read}].
    confirmed = models.JSONField(default=list)
    at = models.DateTimeField()

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["at", "id"]


class NumberRegister(ScopedModel):
    """An agency's register of one symbol in one year, locked while a number is taken: none is lost, none doubled."""

    symbol = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)
    last_dated = models.DateField(null=True)

    class Meta(ScopedModel.Meta):
        verbose_name = _lazy("sổ cấp số")
        constraints = [
            models.UniqueConstraint(fields=["owner_agency", "symbol", "year"], name="documents_numberregister_once")
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.symbol} · {self.owner_agency.short_name}"

    @property
    def last_day_text(self) -> str:
        """The latest day a number in it bears; empty before the first."""
        return "" if self.last_dated is None else write_day(self.last_dated)

    def get_absolute_url(self) -> str:
        return reverse("documents:register_back", args=[self.id])


class RegisterReturn(models.Model):
    """A register whose dates ran ahead was brought back to a day: by whom, and why. Added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    register = models.ForeignKey(NumberRegister, on_delete=models.PROTECT, related_name="returns")
    ahead_until = models.DateField()
    back_to = models.DateField()
    reason = models.CharField(max_length=500)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Any] = models.Manager()


class TakenNumber(models.Model):
    """A number given out. Never given again, even when its document is cancelled."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    register = models.ForeignKey(NumberRegister, on_delete=models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    document = models.OneToOneField(OfficialDocument, on_delete=models.PROTECT, related_name="taken_number")
    dated = models.DateField()
    # Typed from another system, it may leave gaps behind it.
    source = models.CharField(max_length=8, choices=NumberFrom.choices, default=NumberFrom.HERE)
    taken_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="documents_takennumber_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="documents_takennumber_positive"),
        ]
        indexes = [models.Index(fields=["-taken_at", "id"], name="documents_takennumber_latest")]


class RegisterLine(Personal, models.Model):
    """What a register of outgoing papers holds besides the paper: copies, who keeps the file copy, the sending."""

    tells_of = ("documents.officialdocument", "document_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.OneToOneField(OfficialDocument, on_delete=models.PROTECT, related_name="register_line")
    copies = models.PositiveSmallIntegerField(null=True)
    file_copy = models.CharField(max_length=200, blank=True)
    sent_on = models.DateField(null=True)
    received_by = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    # It went out before its sealed copy was scanned.
    is_scan_owed = models.BooleanField(default=False)
    written_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["document"], condition=Q(is_scan_owed=True), name="documents_registerline_owed"),
        ]
