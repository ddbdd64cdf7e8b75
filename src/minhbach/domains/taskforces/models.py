"""Tables of this domain.

TaskForce    a force: an agency with a term, and what it is for
Decision     what set it up, prolonged or dissolved it; never changed
Invitation   which agency is asked to send people, and how many
Member       who was sent, by whom; the post itself is the agencies' own
Errand       what the force, or one of it, is to do by a day; it may carry a record
Mark         whom the force has its eyes on: a pointer, never a copy
LogLine      what its people write down; never changed
CallOut      people called to a place by a minute
Called       one of them
Answer       what he said, and when; never changed

Errands, marks, log and call-outs are the force's own: its members and those above it see them. The force itself, its
decisions, invitations and members are open to the agencies that are asked, so that their heads can send.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.taskforces.types import Answered, Decided, ForceKind, Given
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import ScopedModel


class TaskForce(ScopedModel):
    """OWNER_AGENCY is the force as an agency: its name, committee and term stand there."""

    kind = models.CharField(_lazy("loại"), max_length=8, choices=ForceKind.choices)
    purpose = models.CharField(_lazy("nhiệm vụ"), max_length=1000)
    set_up_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["-created_at", "id"], name="taskforces_order")]
        constraints = [models.UniqueConstraint(fields=["owner_agency"], name="taskforces_one_an_agency")]

    def __str__(self) -> str:
        return self.owner_agency.name

    def get_absolute_url(self) -> str:
        return reverse("taskforces:force", args=[self.pk])


class OfForce(models.Model):
    """What hangs on a force and is seen with it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    force = models.ForeignKey(TaskForce, on_delete=models.PROTECT, related_name="%(class)ss")

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True


class Decision(OfForce):
    """UNTIL is the last day of the term by it."""

    does = models.CharField(max_length=10, choices=Decided.choices)
    number = models.CharField(_lazy("số quyết định"), max_length=60)
    dated = models.DateField(_lazy("ngày quyết định"))
    signer = models.CharField(_lazy("người ký"), max_length=120)
    until = models.DateField()
    note = models.CharField(max_length=1000, blank=True)
    recorded_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()


class Invitation(OfForce):
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    wanted = models.PositiveSmallIntegerField(_lazy("số người cần"))
    asked_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["force", "agency"], name="taskforces_invitation_once")]


class Member(OfForce):
    """POST says from when until when."""

    post = models.OneToOneField("agencies.Post", on_delete=models.PROTECT, related_name="+")
    # Which invitation he answers, and which unit of the agency asked is his.
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="sent")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    is_head = models.BooleanField(default=False)
    sent_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["force"], condition=Q(is_head=True), name="taskforces_one_head"),
        ]


class OwnOfForce(ScopedModel):
    """What is the force's own: owned by it and seen in it, and above it."""

    force = models.ForeignKey(TaskForce, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta(ScopedModel.Meta):
        abstract = True


class Errand(Personal, OwnOfForce):
    """Of the whole force where nobody is named. GIVEN and GIVEN_ID point to a record, if it carries one."""

    what = models.CharField(_lazy("việc"), max_length=500)
    assignee = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_lazy("hạn"))
    given = models.CharField(max_length=20, choices=Given.choices, blank=True, default=Given.WORDS)
    given_id = models.UUIDField(null=True)
    assigned_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    result = models.CharField(_lazy("kết quả"), max_length=1000, blank=True)

    class Meta(OwnOfForce.Meta):
        indexes = [
            models.Index(fields=["force", "due_on"], name="taskforces_errand_due"),
            # What a member has yet to do, the first due first.
            models.Index(
                fields=["owner_agency", "due_on", "id"],
                condition=Q(done_at__isnull=True),
                name="taskforces_errand_open",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(given="", given_id__isnull=True) | (~Q(given="") & Q(given_id__isnull=False)),
                name="taskforces_errand_carries_a_record_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("taskforces:errand", args=[self.pk])


class Mark(OwnOfForce):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    marked_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(OwnOfForce.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["force", "subject"], condition=Q(ended_at__isnull=True), name="taskforces_mark_once"
            ),
        ]


class LogLine(Personal, OwnOfForce):
    words = models.CharField(_lazy("nội dung"), max_length=2000)
    written_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta(OwnOfForce.Meta):
        indexes = [models.Index(fields=["force", "-created_at"], name="taskforces_logline_order")]


class CallOut(Personal, OwnOfForce):
    """CREATED_AT is when they were called."""

    what = models.CharField(_lazy("nhiệm vụ"), max_length=500)
    meet_where = models.CharField(_lazy("tập trung tại"), max_length=300)
    meet_by = models.DateTimeField(_lazy("trước"))
    called_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    result = models.CharField(_lazy("kết quả"), max_length=1000, blank=True)

    class Meta(OwnOfForce.Meta):
        indexes = [models.Index(fields=["force", "-created_at"], name="taskforces_callout_order")]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("taskforces:call", args=[self.pk])


class Called(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(CallOut, on_delete=models.PROTECT, related_name="called")
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "officer"], name="taskforces_called_once")]
        indexes = [models.Index(fields=["officer"], name="taskforces_called_officer")]


class Answer(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    called = models.ForeignKey(Called, on_delete=models.PROTECT, related_name="answers")
    says = models.CharField(max_length=8, choices=Answered.choices)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        ordering = ["at", "id"]
