"""Tables of this domain.

WatchList    what a force, or a narrower circle, looks out for, with its reason and keeper
WatchFile    a file of things to watch for a list: looked at, tried, taken, taken back as a whole
WatchEntry   one thing on it; ended, never removed
Alert        that a watched thing was met; told to the keeper of the list alone, once
Patrol       what a patrol found on a stretch on a day; where patrols will go stands nowhere
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects.selectors import whole_value
from minhbach.domains.watching.types import AlertState, FileState, Watched
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.scope import ScopedModel


class WatchList(ScopedModel):
    title = models.CharField(_lazy("tên danh sách"), max_length=200)
    reason = models.CharField(_lazy("lý do theo dõi"), max_length=1000)
    keeper = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    # The last day on which it watches; none for as long as it is open.
    ends_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["-created_at", "id"], name="watching_list_order"),
            models.Index(fields=["keeper"], name="watching_list_keeper"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("watching:watch_list", args=[self.pk])


class WatchFile(Personal, ScopedModel):
    """A file as it was sent; its agency's own."""

    watch_list = models.ForeignKey(WatchList, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    file = KeptFile()
    columns = models.JSONField(default=list)
    # The first rows as they stand in the file, so that a person sees what each column holds.
    sample = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    # Column of the file -> what it holds.
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=FileState.choices, default=FileState.LOOKED)
    row_count = models.PositiveIntegerField(default=0)
    # What taking it would add, or has added; what stood on the list before.
    new_count = models.PositiveIntegerField(default=0)
    known_count = models.PositiveIntegerField(default=0)
    fault_count = models.PositiveIntegerField(default=0)
    # The first of them, each {called, column, sentence, value}.
    faults = models.JSONField(default=list)
    recorded_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.CharField(max_length=300, blank=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["watch_list", "file"], condition=Q(undone_at__isnull=True), name="watching_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("watching:file", args=[self.watch_list_id, self.pk])


class WatchEntry(Personal, models.Model):
    """Seen by those who see the list and, where it names a subject, the subject."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    watch_list = models.ForeignKey(WatchList, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=Watched.choices)
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+", null=True)
    identifier_kind = models.CharField(max_length=24, blank=True)
    # As it was written; of an identifier nothing.
    value = models.CharField(max_length=300, blank=True)
    # By what it is met: words without marks, or an identifier as the record of subjects keeps it.
    key = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    # The file it came with.
    taken_from = models.ForeignKey(WatchFile, on_delete=models.PROTECT, null=True, related_name="entries")
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["watch_list", "kind", "identifier_kind", "key", "subject"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="watching_entry_once",
            ),
        ]
        indexes = [models.Index(fields=["identifier_kind", "key"], name="watching_entry_key")]

    @property
    def shown(self) -> str:
        """What is watched, as its readers know it."""
        if self.subject_id is not None:
            return str(self.subject)
        return whole_value(self.identifier_kind, self.key) if self.identifier_kind else self.value


class Alert(Personal, ScopedModel):
    """MET_ID is the record that opens; MARK what was met of it, so that each is told once."""

    entry = models.ForeignKey(WatchEntry, on_delete=models.PROTECT, related_name="alerts")
    keeper = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    met_type = models.CharField(max_length=60)
    met_id = models.UUIDField()
    mark = models.UUIDField()
    # What was there before it was watched for is told with all the rest of that kind.
    stood_before = models.BooleanField(default=False)
    # What it met was narrowed, so that its keeper may no longer know of it.
    is_out_of_reach = models.BooleanField(default=False)
    state = models.CharField(max_length=6, choices=AlertState.choices, default=AlertState.NEW)
    state_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta(ScopedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["entry", "mark"], name="watching_alert_once")]
        indexes = [models.Index(fields=["keeper", "state", "-created_at"], name="watching_alert_keeper")]

    def get_absolute_url(self) -> str:
        return reverse("watching:alert", args=[self.pk])


class Patrol(Personal, ScopedModel):
    on = models.DateField(_lazy("ngày tuần tra"))
    stretch = models.CharField(_lazy("tuyến, đoạn"), max_length=300)
    found = models.CharField(_lazy("kết quả"), max_length=2000)
    goods = models.CharField(_lazy("hàng hóa phát hiện"), max_length=1000, blank=True)
    value_vnd = models.BigIntegerField(_lazy("trị giá"), null=True)
    people = models.PositiveSmallIntegerField(_lazy("số người tham gia"), null=True)
    # Cases lie above: an id, no foreign key.
    case_id = models.UUIDField(null=True)
    recorded_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["-on", "id"], name="watching_patrol_order")]

    def __str__(self) -> str:
        return self.stretch

    def get_absolute_url(self) -> str:
        return reverse("watching:patrol", args=[self.pk])
