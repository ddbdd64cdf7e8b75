"""Arrivals, and the registers their numbers come from."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.arrivals.types import State, Urgency
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.scope import ScopedModel


class ArrivalRegister(ScopedModel):
    """An agency's register of one year, locked while a number is taken: none is lost, none doubled."""

    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)
    # Where it goes on from paper: its first number here, by whom and why. Said once.
    started_at_number = models.PositiveIntegerField(null=True)
    start_reason = models.CharField(max_length=500, blank=True)
    started_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    started_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        verbose_name = _lazy("sổ đăng ký văn bản đến")
        constraints = [models.UniqueConstraint(fields=["owner_agency", "year"], name="arrivals_arrivalregister_once")]


class Arrival(Personal, ScopedModel):
    """One paper that arrived. `owner_agency` is whose it is; who deals with it may belong to a unit below."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    arrived_on = models.DateField()
    sender = models.CharField(max_length=200)
    symbol = models.CharField(max_length=80, blank=True)
    dated = models.DateField(null=True)
    abstract = models.CharField(max_length=500)
    urgency = models.CharField(max_length=12, choices=Urgency.choices, default=Urgency.ORDINARY)
    note = models.CharField(max_length=500, blank=True)
    registered_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    # What it belongs to, where it belongs to something: a paper of ours that it answers is a request.
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", null=True)
    report = models.ForeignKey("reporting.Report", on_delete=models.PROTECT, related_name="+", null=True)
    answers = models.ForeignKey("documents.OfficialDocument", on_delete=models.PROTECT, related_name="+", null=True)
    file_sha256 = KeptFile(blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.REGISTERED)
    # Bút phê: the head's word, to whom, and by when.
    instruction = models.CharField(max_length=1000, blank=True)
    instructed_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    instructed_at = models.DateTimeField(null=True)
    assignee = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    due_on = models.DateField(null=True)
    outcome = models.CharField(max_length=1000, blank=True)
    done_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    done_at = models.DateTimeField(null=True)
    folded = models.CharField(max_length=800)

    class Meta(ScopedModel.Meta):
        verbose_name = _lazy("văn bản đến")
        constraints = [
            models.UniqueConstraint(fields=["owner_agency", "year", "number"], name="arrivals_arrival_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="arrivals_arrival_number_positive"),
            models.CheckConstraint(
                condition=~models.Q(state=State.ASSIGNED) | models.Q(assignee__isnull=False),
                name="arrivals_arrival_assigned_to_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "id"], name="arrivals_latest"),
            models.Index(fields=["assignee", "state", "due_on"], name="arrivals_assignee"),
            models.Index(fields=["owner_agency", "state"], name="arrivals_owner_state"),
            models.Index(fields=["case"], name="arrivals_case"),
        ]

    def __str__(self) -> str:
        return self.abstract

    def get_absolute_url(self) -> str:
        return reverse("arrivals:arrival", args=[self.pk])
