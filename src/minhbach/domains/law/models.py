"""Rows of law as they are kept: appended and superseded, never edited."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Proposal
from minhbach.domains.law.types.rows import Confidence, RawRow, Table
from minhbach.foundation.ids import new_id
from minhbach.foundation.periods import PeriodModel, PeriodQuerySet


class Origin(models.TextChoices):
    REFERENCE = "reference", _lazy("có sẵn trong hệ thống")
    OFFICER = "officer", _lazy("cán bộ pháp chế nhập")


class LawRowQuerySet(PeriodQuerySet["LawRow"]):
    def current(self) -> LawRowQuerySet:
        """Keep the newest version of each row."""
        return self.filter(superseded_by__isnull=True)


class LawRow(PeriodModel):
    """One version of one row of one table. `content` is the row as the tables write it; the columns find it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    table = models.CharField(max_length=30, choices=[(table.value, table.value) for table in Table])
    row_id = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    # The same provision through time: a frame's series, a deadline's family, a title's office.
    series = models.CharField(max_length=60)
    instrument = models.CharField(max_length=300)
    # The instrument without its amendments, to browse by.
    root_instrument = models.CharField(max_length=200)
    article = models.CharField(max_length=200)
    title_vi = models.TextField()
    folded = models.TextField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Confidence])
    origin = models.CharField(max_length=10, choices=Origin.choices)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    basis = models.TextField(blank=True)

    objects: ClassVar[Any] = LawRowQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        indexes = [
            models.Index(fields=["table", "series"], name="law_lawrow_series"),
            models.Index(fields=["root_instrument"], name="law_lawrow_instrument"),
        ]
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(fields=["table", "row_id", "version"], name="law_lawrow_version_once"),
        ]

    def __str__(self) -> str:
        return self.row_id

    @property
    def kind(self) -> Table:
        return Table(self.table)

    @property
    def on_by_default(self) -> bool:
        return Confidence(self.confidence).on_by_default

    @property
    def is_checked(self) -> bool:
        return self.confidence == Confidence.SEEN

    def raw(self, *, is_on: bool) -> RawRow:
        return RawRow(table=self.kind, row_id=self.row_id, content=self.content, is_on=is_on)


class LawSwitch(models.Model):
    """A legal officer put one version of a row to use, or took it out: by name, date and basis."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    row = models.ForeignKey(LawRow, on_delete=models.PROTECT, related_name="switches")
    is_on = models.BooleanField()
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    basis = models.TextField()

    class Meta:
        ordering = ["at", "id"]


class ChangeKind(models.TextChoices):
    ADD = "add", _lazy("thêm mục")
    CORRECT = "correct", _lazy("sửa mục")
    SWITCH_ON = "switch_on", _lazy("bật mục")
    SWITCH_OFF = "switch_off", _lazy("tắt mục")
    # Nothing changes: two people stand for what is in use.
    APPROVE = "approve", _lazy("duyệt mục")


# By which two people put a row to use, or keep it there.
APPROVALS = (ChangeKind.APPROVE, ChangeKind.SWITCH_ON)


class ChangeSet(models.Model):
    """Changes that one legal officer proposes together, as a review of a table or of all; each is decided by itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    basis = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    objects: ClassVar[Any] = models.Manager()

    def __str__(self) -> str:
        return str(_lazy("bộ đề nghị thay đổi pháp luật"))

    def get_absolute_url(self) -> str:
        return reverse("law:change_set", args=[self.pk])


class ChangeProposal(Proposal):
    """A change of law as one legal officer proposes it; law changes when another confirms."""

    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    # The version that is corrected or switched; for a new period, the one it starts from.
    row = models.ForeignKey(LawRow, on_delete=models.PROTECT, related_name="proposals")
    # What an added or corrected row is to say.
    content = models.JSONField(default=dict)
    close_previous = models.BooleanField(default=False)
    basis = models.TextField()
    in_set = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="changes", null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "row"], name="law_proposal_waiting")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.content.get('id') or self.content.get('code') or self.row.row_id}"

    def get_absolute_url(self) -> str:
        return reverse("law:proposal", args=[self.pk])


class DayKind(models.TextChoices):
    OFF = "off", _lazy("ngày nghỉ")
    WORKING = "working", _lazy("ngày làm việc")


class Holiday(models.Model):
    """A day that is not what its weekday says: off on a weekday, or worked on a Saturday in exchange."""

    day = models.DateField(primary_key=True)
    kind = models.CharField(max_length=10, choices=DayKind.choices)
    name_vi = models.CharField(max_length=200)
    origin = models.CharField(max_length=10, choices=Origin.choices)

    class Meta:
        ordering = ["day"]


class HolidayYear(models.Model):
    """A year whose holidays a legal officer has checked against the announcement."""

    year = models.PositiveIntegerField(primary_key=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    basis = models.TextField()


class LawRevision(models.Model):
    """The one row that changes whenever law does, by which a process knows its book is stale; the writers' lock."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.UUIDField(default=new_id)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="law_lawrevision_single")]
