"""Tables of this domain.

Right      one right of the register, as somebody says it and an officer has compared it
Term       a renewal or an end of it, with the day
Seller     who may sell or import under it
Floor      what genuine goods of it cost at least, from a day on
Picture    its sign, genuine goods, fakes: drawn anew
GuidePoint one thing to look at, with what it is like on genuine goods and on fakes
Notice     links that are said to infringe it, sent at once
NoticeLink one of them, with what became of it
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.rights.types import (
    Answer,
    LinkState,
    NoticeState,
    RightKind,
    SellerRole,
    Shows,
    State,
    TermKind,
)
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.jobs.models import Job
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.scope import ScopedModel


class Right(Personal, ScopedModel):
    """BODY is its owner's own body outside, where that has accounts here. A proposal is its agency's and the body's."""

    kind = models.CharField(_lazy("loại quyền"), max_length=13, choices=RightKind.choices)
    number = models.CharField(_lazy("số văn bằng"), max_length=60)
    number_key = models.CharField(max_length=60)
    title = models.CharField(_lazy("dấu hiệu, tên"), max_length=300)
    # The words of the title without accents, by which it is found and by which two of one name are.
    folded = models.CharField(max_length=300)
    holder = models.CharField(_lazy("chủ sở hữu"), max_length=300)
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    classes = ArrayField(models.CharField(max_length=5), default=list)
    # Words for the goods, as the screen reads them in a title; other ways of writing the sign.
    goods = ArrayField(models.CharField(max_length=60), default=list)
    spellings = ArrayField(models.CharField(max_length=100), default=list)
    granted_on = models.DateField(_lazy("ngày cấp"))
    # The last day that the paper says; none where it says none.
    last_day = models.DateField(null=True)
    source = models.CharField(_lazy("nguồn"), max_length=300)
    state = models.CharField(_lazy("tình trạng"), max_length=9, choices=State.choices)
    entered_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # What it was compared with; of one that is refused, why.
    compared_with = models.CharField(max_length=300, blank=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number_key"], condition=Q(state="confirmed"), name="rights_right_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "number_key", "body"], condition=Q(state="proposed"), name="rights_right_proposed_once"
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "id"], name="rights_right_order"),
            models.Index(fields=["folded", "id"], name="rights_right_folded"),
            models.Index(fields=["kind", "number_key"], name="rights_right_number"),
            models.Index(fields=["owner_agency"], condition=Q(state="proposed"), name="rights_right_waiting"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("rights:right", args=[self.pk])


class Said(models.Model):
    """What somebody says beside a right: it counts once an officer has confirmed it, until it is taken out."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="%(class)ss")
    entered_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True
        ordering = ["entered_at", "id"]

    @property
    def counts(self) -> bool:
        return self.confirmed_at is not None and self.dropped_at is None

    @property
    def waits(self) -> bool:
        return self.confirmed_at is None and self.dropped_at is None


class Term(Said):
    """A renewal from ON, its last day LAST_DAY; or an end, ON being the first day without the right."""

    kind = models.CharField(max_length=7, choices=TermKind.choices)
    on = models.DateField()
    last_day = models.DateField(null=True)
    source = models.CharField(max_length=300)

    class Meta(Said.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="ended", last_day__isnull=True) | Q(kind="renewed", last_day__gte=F("on")),
                name="rights_term_whole",
            )
        ]


class Seller(Said):
    """Who may sell on a platform, or import; LAST_DAY none where no end is known."""

    role = models.CharField(max_length=8, choices=SellerRole.choices)
    name = models.CharField(max_length=300)
    # Of one who sells on a platform; a code of engine.identifiers.platforms.
    platform = models.CharField(max_length=60, blank=True)
    account = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    last_day = models.DateField(null=True)
    source = models.CharField(max_length=300)


class Floor(Said):
    """Units: đồng a piece. The latest of the same goods holds."""

    goods = ArrayField(models.CharField(max_length=60), default=list)
    floor_vnd = models.BigIntegerField()
    valid_from = models.DateField()
    source = models.CharField(max_length=300)

    class Meta(Said.Meta):
        constraints = [models.CheckConstraint(condition=Q(floor_vnd__gt=0), name="rights_floor_some")]


class Picture(Said):
    shows = models.CharField(max_length=7, choices=Shows.choices)
    alt = models.CharField(max_length=300)
    sha256 = KeptFile()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()


class GuidePoint(Said):
    """Where on PICTURE, in hundredths of its width and height; all four or none."""

    where = models.CharField(max_length=200)
    genuine = models.CharField(max_length=500)
    fake = models.CharField(max_length=500)
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, related_name="points")
    left = models.PositiveSmallIntegerField(null=True)
    top = models.PositiveSmallIntegerField(null=True)
    wide = models.PositiveSmallIntegerField(null=True)
    high = models.PositiveSmallIntegerField(null=True)

    class Meta(Said.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(picture__isnull=True, left__isnull=True, top__isnull=True, wide__isnull=True,
                            high__isnull=True)
                | Q(picture__isnull=False, wide__gt=0, high__gt=0, left__lte=100 - F("wide"), top__lte=100 - F("high")),
                name="rights_guidepoint_within",
            )
        ]  # fmt: skip


class Notice(Job, Personal, ScopedModel):
    """Links sent at once; the lines as they came are kept under SHA256. The same lines of a right are one notice."""

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="notices")
    note = models.CharField(max_length=1_000, blank=True)
    sent_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    sha256 = KeptFile()
    line_count = models.PositiveIntegerField()

    class Meta(ScopedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["right", "sha256"], name="rights_notice_once")]
        indexes = [models.Index(fields=["-created_at", "id"], name="rights_notice_order")]

    def __str__(self) -> str:
        return str(self.right)

    def get_absolute_url(self) -> str:
        return reverse("rights:notice", args=[self.pk])

    @property
    def shown(self) -> NoticeState:
        return NoticeState(self.state)


class NoticeLink(Personal, models.Model):
    """LEAD_ID is what looks into it: leads lie above this room, an id, no foreign key."""

    tells_of = ("rights.notice", "notice_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="links")
    row = models.PositiveIntegerField()
    written = models.CharField(max_length=2_100)
    address = models.CharField(max_length=2_000, blank=True)
    platform = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=LinkState.choices)
    problem = models.CharField(max_length=12, blank=True)
    twice_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="doubles")
    lead_id = models.UUIDField(null=True)
    answer = models.CharField(max_length=9, choices=Answer.choices, blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    # What the sender reads beside the answer.
    words = models.CharField(max_length=500, blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "row"], name="rights_noticelink_row"),
            models.CheckConstraint(
                condition=Q(state="answered", answered_on__isnull=False) & ~Q(answer="")
                | Q(answer="", answered_on__isnull=True) & ~Q(state="answered"),
                name="rights_noticelink_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["lead_id"], condition=Q(lead_id__isnull=False), name="rights_noticelink_lead"),
            models.Index("notice", condition=Q(state="waiting"), name="rights_noticelink_waiting"),
        ]
