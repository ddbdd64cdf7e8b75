"""Tables of this domain.

Enquiry    what an officer asked about one value, and what for; answered by a count, once, when it is asked
Question   the same, put to one agency that knows the value; known to the two of them
Answer     what that agency said; never changed
Notice     that somebody asked about what an agency keeps without answering; known to that agency alone
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from minhbach.domains.enquiries.types import Reading, RefusalReason, State
from minhbach.domains.subjects.selectors import whole_value
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import ScopedModel


class Asked(Personal, ScopedModel):
    """A value, and what it is asked for."""

    # As the record of subjects keeps it; whoever asks typed it.
    kind = models.CharField(max_length=20)
    canonical = models.TextField()
    purpose = models.CharField(max_length=20)
    reference = models.CharField(max_length=60, blank=True)
    asked_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta(ScopedModel.Meta):
        abstract = True

    @property
    def value(self) -> str:
        return whole_value(self.kind, self.canonical)


class Enquiry(Asked):
    """Belongs to the agency of whoever asks."""

    # How many other agencies know the value and may say so; the database counts, once.
    known_to = models.PositiveIntegerField(null=True)

    class Meta(Asked.Meta):
        indexes = [
            models.Index(fields=["asked_by", "created_at"], name="enquiries_enquiry_by"),
            models.Index(fields=["created_at", "id"], name="enquiries_enquiry_created"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("enquiries:enquiry", args=[self.pk])


class Question(Asked):
    """Belongs to the agency of whoever asks, and is shared with the one that is asked."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="questions")
    asked = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()

    class Meta(Asked.Meta):
        constraints = [models.UniqueConstraint(fields=["enquiry", "asked"], name="enquiries_question_once")]
        indexes = [
            models.Index(fields=["asked", "created_at"], name="enquiries_question_asked"),
            models.Index(fields=["created_at", "id"], name="enquiries_question_created"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("enquiries:question", args=[self.pk])

    @property
    def given(self) -> Answer | None:
        found: Answer | None = getattr(self, "answer", None)
        return found

    @property
    def state(self) -> State:
        return State(self.given.state) if self.given else State.WAITING


class Answer(Personal, models.Model):
    """What the agency that was asked said, once; seen by the two agencies."""

    tells_of = ("enquiries.question", "question_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="answer")
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=20, choices=RefusalReason.choices, blank=True)
    words = models.CharField(max_length=2000, blank=True)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: models.Manager[Any] = models.Manager()


class Notice(Asked):
    """Belongs to the agency that gives no answer. Written later, by the clock and by nobody's question.

    What was asked is repeated, so that its reader needs no row of who asked.
    """

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_from = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta(Asked.Meta):
        constraints = [models.UniqueConstraint(fields=["enquiry", "owner_agency"], name="enquiries_notice_once")]
        indexes = [
            models.Index(fields=["asked_at", "id"], name="enquiries_notice_asked"),
            models.Index(fields=["owner_agency"], name="enquiries_notice_unread", condition=Q(read_at__isnull=True)),
        ]

    def get_absolute_url(self) -> str:
        return reverse("enquiries:notice", args=[self.pk])

    @property
    def state(self) -> Reading:
        return Reading.NEW if self.read_at is None else Reading.READ
