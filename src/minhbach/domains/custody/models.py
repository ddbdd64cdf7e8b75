"""Tables of this domain.

Key      the public half of a custodian's key; counts once another custodian has confirmed it
Box      that something is sealed, for whom, and whose it is; what is sealed lies in a table that no role reads
         (`custody_sealed`), and leaves it through one function (`migrations/0002_protect.py`)
Opening  a wish to open a box, the second custodian's word on it, and that it was opened
Blanking a wish to blank what is kept of people once its time is over; two custodians decide
Item     one record of such a wish: due, held back and why, or blanked; then it is the tombstone
Hold     an order to keep a record whose time is over; ended, never removed
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.custody.types import Done, ItemState, Purpose, State
from minhbach.foundation.scope import ScopedModel


class Key(ScopedModel):
    """Of one custodian in one agency. Ended, it closes nothing new and still opens what it closed."""

    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    jwk = models.JSONField()
    thumbprint = models.CharField(_lazy("dấu khóa"), max_length=43, unique=True)
    confirmed_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["owner_agency"], name="custody_key_of")]

    def __str__(self) -> str:
        return self.thumbprint

    @property
    def grouped(self) -> str:
        """The fingerprint as two people compare it aloud."""
        return " ".join(self.thumbprint[start : start + 4] for start in range(0, 40, 4))


class Box(ScopedModel):
    """OWNER_AGENCY is the custodians'. BELONGS_TO names its record, of a room above; NUMBER is what people call it."""

    belongs_to = models.UUIDField(null=True)
    number = models.CharField(_lazy("số"), max_length=30, blank=True)
    keys = ArrayField(models.UUIDField())
    blanked_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["belongs_to"], name="custody_box_of")]

    def __str__(self) -> str:
        return self.number


class Opening(ScopedModel):
    """Written by functions of the database alone, which ask who acts. OWNER_AGENCY is the box's."""

    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="openings")
    state = models.CharField(_lazy("tình trạng"), max_length=10, choices=State.choices, default=State.WAITING)
    purpose = models.CharField(_lazy("để làm gì"), max_length=20, choices=Purpose.choices)
    reason = models.CharField(_lazy("lý do"), max_length=500)
    asked_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=500, blank=True)
    opened_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["-created_at", "id"], name="custody_opening_order"),
            models.Index(fields=["box"], name="custody_opening_box"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("custody:opening", args=[self.pk])


class Blanking(ScopedModel):
    """A wish to blank what is kept of people whose matter ended before a day, and the second custodian's word on it.

    KIND is what is blanked (`blanks` of the rooms above). The law we have read sets no number of days: BASIS cites the
    agency's own decision on its term. COUNTED is what it came to when it was wished, HELD what of it something still
    needs; both once more when it was done, then BLANKED is what is gone.
    """

    kind = models.CharField(max_length=30)
    ended_before = models.DateField(_lazy("kết thúc trước ngày"))
    basis = models.CharField(_lazy("căn cứ"), max_length=300)
    state = models.CharField(max_length=10, choices=Done.choices, default=Done.WAITING)
    counted = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0, db_default=0)
    blanked = models.PositiveIntegerField(null=True)
    asked_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["-created_at", "id"], name="custody_blanking_order")]

    def __str__(self) -> str:
        return self.basis

    def get_absolute_url(self) -> str:
        return reverse("custody:blanking", args=[self.pk])


class Item(models.Model):
    """Written by functions of the database alone. RECORD is of a room above; WHY is the code of what needs it."""

    id = models.BigAutoField(primary_key=True)
    blanking = models.ForeignKey(Blanking, on_delete=models.PROTECT, related_name="items", db_index=False)
    record = models.UUIDField()
    state = models.CharField(max_length=5, choices=ItemState.choices)
    why = models.CharField(max_length=20, blank=True)
    done_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blanking", "record"], name="custody_item_once")]
        indexes = [
            models.Index(fields=["blanking", "state", "id"], name="custody_item_order"),
            models.Index(fields=["record"], condition=models.Q(state="done"), name="custody_item_stone"),
        ]


class Hold(ScopedModel):
    """OWNER_AGENCY is that of the custodian who was told to keep it; the reason cites who told him."""

    record_id = models.UUIDField()
    reason = models.CharField(_lazy("lý do"), max_length=300)
    held_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["record_id"], condition=models.Q(ended_at__isnull=True), name="custody_hold_of"),
        ]
