"""Minutes of handing over, and the things on them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.handovers.types import SETTLED, ItemState, MinutesState
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import ScopedModel


class Minutes(ScopedModel):
    """What one officer hands over when he leaves a post. Kept by the agency of that post; its head leads it."""

    person = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_lazy("lý do bàn giao"), max_length=300)
    leaves_on = models.DateField(_lazy("rời vị trí từ ngày"))
    state = models.CharField(
        _lazy("tình trạng"), max_length=10, choices=MinutesState.choices, default=MinutesState.OPEN
    )
    opened_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)
    # The paper drawn when it was closed, and the digest of what it said then.
    document_id = models.UUIDField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["-created_at", "id"], name="handovers_minutes_latest"),
            models.Index(fields=["state", "owner_agency"], name="handovers_minutes_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_agency", "person"], condition=Q(state=MinutesState.OPEN), name="handovers_minutes_once"
            ),
            models.CheckConstraint(
                condition=Q(state=MinutesState.OPEN, ended_at__isnull=True)
                | (~Q(state=MinutesState.OPEN) & Q(ended_at__isnull=False)),
                name="handovers_minutes_ended_when",
            ),
        ]

    def __str__(self) -> str:
        return _("Bàn giao của %(person)s") % {"person": self.person.full_name}

    def get_absolute_url(self) -> str:
        return reverse("handovers:minutes", args=[self.pk])


class Item(Personal, models.Model):
    """One thing that hangs on the officer: a case he leads, a report he deals with, a place, a store.

    KIND is a code of the rooms' hooks, no choices, so that a new one needs no migration; RECORD_ID is of that room.
    """

    tells_of = ("handovers.minutes", "minutes_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=40)
    record_id = models.UUIDField()
    # As it was called when it was listed.
    words = models.CharField(max_length=200)
    about = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.LISTED)
    receiver = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    # What the receiver said, taking it or not.
    remark = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)
    # Why the room could not pass it on, in its own sentence.
    problem = models.CharField(max_length=500, blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["receiver", "state"], name="handovers_item_receiver")]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "kind", "record_id"], name="handovers_item_once"),
            models.CheckConstraint(
                condition=Q(receiver__isnull=False)
                | ~Q(state__in=(ItemState.OFFERED, ItemState.ACCEPTED, ItemState.REFUSED, ItemState.MOVED)),
                name="handovers_item_has_receiver",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED
