"""What other systems told of cases, what was entered there, and what an agency says is wanted of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.elsewhere.types import SYSTEMS, FileState, Right, System
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.periods import PeriodModel
from minhbach.foundation.scope import ScopedModel


class Export(Personal, ScopedModel):
    """A file that another system made, as it was sent; its agency's own."""

    system = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    file = KeptFile()
    columns = models.JSONField(default=list)
    # Of its headings: what an officer said of them is remembered for the next file with the same.
    columns_key = models.CharField(max_length=64)
    sample = models.JSONField(default=list)
    # Heading -> field.
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=FileState.choices, default=FileState.LOOKED)
    row_count = models.PositiveIntegerField(default=0)
    # What taking it would bring, or has brought: files unknown before, changed, as they were.
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    fault_count = models.PositiveIntegerField(default=0)
    # The first of them, each {called, column, sentence, value}.
    faults = models.JSONField(default=list)
    recorded_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    tried_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    undone_reason = models.CharField(max_length=300, blank=True)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["-created_at", "id"], name="elsewhere_export_latest")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_agency", "system", "file"], condition=Q(undone_at__isnull=True),
                name="elsewhere_export_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("elsewhere:export", args=[self.pk])

    @property
    def of(self) -> System:
        return SYSTEMS[self.system]


class Twin(Personal, ScopedModel):
    """The file that another system keeps of a matter, by its number there; CASE is ours of the same.

    VALUES are those of the last reading that stands; one of which no reading stands any more is not shown.
    """

    system = models.CharField(max_length=20)
    number = models.CharField(max_length=100)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", null=True)
    values = models.JSONField(default=dict)
    is_standing = models.BooleanField(default=True)
    # Fields that differ and nobody has settled yet.
    difference_count = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField()

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["-read_at", "id"], name="elsewhere_twin_latest"),
            models.Index(fields=["case"], condition=Q(case__isnull=False), name="elsewhere_twin_case"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner_agency", "system", "number"], name="elsewhere_twin_number_once"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("elsewhere:twin", args=[self.pk])

    @property
    def of(self) -> System:
        return SYSTEMS[self.system]


class Reading(Personal, models.Model):
    """What one export said of a file there. Kept as long as the export; undone with it."""

    tells_of = ("elsewhere.twin", "twin_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    twin = models.ForeignKey(Twin, on_delete=models.PROTECT, related_name="readings")
    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="readings")
    # The row as the person sees it.
    called = models.CharField(max_length=100)
    values = models.JSONField(default=dict)
    read_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["export", "twin"], name="elsewhere_reading_once")]


class Settlement(Personal, models.Model):
    """What an officer said of a field in which two records differ. It holds as long as both say the same as then."""

    tells_of = ("elsewhere.twin", "twin_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    twin = models.ForeignKey(Twin, on_delete=models.PROTECT, related_name="settlements")
    field = models.CharField(max_length=40)
    ours = models.CharField(max_length=1000, blank=True)
    theirs = models.CharField(max_length=1000, blank=True)
    right = models.CharField(max_length=8, choices=Right.choices)
    note = models.CharField(max_length=500, blank=True)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()


class Entered(models.Model):
    """That a case was entered in another system: on which day, under which number. The last one of a system counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    system = models.CharField(max_length=20)
    number = models.CharField(_lazy("số ở hệ thống kia"), max_length=100)
    entered_on = models.DateField(_lazy("ngày nhập"))
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "system", "-at"], name="elsewhere_entered_case"),
            models.Index(fields=["system", "number"], name="elsewhere_entered_number"),
        ]


class Use(ScopedModel, PeriodModel):
    """Whether a system is wanted of an agency's cases, and the columns of its ready file; as shipped where empty."""

    system = models.CharField(max_length=20)
    is_used = models.BooleanField()
    columns = models.JSONField(default=list)

    class Meta(ScopedModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner_agency", "system", "valid_from"], name="elsewhere_use_once"),
        ]
