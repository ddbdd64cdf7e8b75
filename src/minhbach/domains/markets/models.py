"""Tables of this domain.

Market      a place of stalls, with the board that runs it
Stall       one stall of a market: its row and number, for ever
Tenancy     who sold what at a stall, from a day until a day; ended and taken back, never changed
PlanChange  a board's list or an officer's word by which the plan changed: tried, applied, undone
Round       officers go through a market once; RoundMark is what one of them notes at a stall, append-only
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.markets.types import ChangeKind, ChangeState, ListScope, MarkKind, RoundState
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.scope import ScopedModel

# Byte order is the order of the stalls of a plan.
BYTES = "C"


class Market(ScopedModel):
    """A place of stalls. It lies in PLACE; its premises are its address."""

    name = models.CharField(_lazy("tên chợ"), max_length=200)
    address = models.CharField(_lazy("địa chỉ"), max_length=300, blank=True)
    # An organisation of the register.
    board = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The board has signed the rules of working together; the leases carry the duty not to sell counterfeits.
    rules_signed_on = models.DateField(_lazy("ngày ký quy chế phối hợp"), null=True, blank=True)
    lease_duty_from = models.DateField(_lazy("ngày hợp đồng thuê có ghi nghĩa vụ"), null=True, blank=True)
    sort_key = models.TextField(db_collation=BYTES)
    folded = models.CharField(max_length=200)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["sort_key", "id"], name="markets_market_order")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("markets:market", args=[self.pk])


class Stall(models.Model):
    """One stall, known by its row and number as the market calls them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    market = models.ForeignKey(Market, on_delete=models.PROTECT, related_name="stalls", db_index=False)
    row = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=40)
    # Row and number in one: numbers in their order, however they are written.
    key = models.CharField(max_length=200, db_collation=BYTES)

    objects: models.Manager[Stall] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market", "key"], name="markets_stall_once")]

    def __str__(self) -> str:
        return f"{self.row} {self.number}".strip()


class PlanChange(Personal, ScopedModel):
    """One change of a plan, by a list or by hand. What it changed is taken back as a whole."""

    market = models.ForeignKey(Market, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8, choices=ChangeKind.choices)
    state = models.CharField(max_length=8, choices=ChangeState.choices, default=ChangeState.TRIED)
    name = models.CharField(max_length=200)
    scope = models.CharField(max_length=8, choices=ListScope.choices, default=ListScope.CHANGES)
    # The first day of what it says.
    effective_on = models.DateField()
    file = KeptFile(blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    # What it comes to, stall by stall, but for those that stay as they are; and the digest of it.
    lines = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    recorded_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    undone_reason = models.CharField(max_length=300, blank=True)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["market", "created_at"], name="markets_change_market")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("markets:change", args=[self.pk])

    @property
    def state_words(self) -> ChangeState:
        return ChangeState(self.state)


class Tenancy(Personal, models.Model):
    """A stall as it is from a day until a day: who sells what there, or nobody. The first day no more is the end."""

    tells_of = ("subjects.subject", "subject_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    market = models.ForeignKey(Market, on_delete=models.PROTECT, related_name="+", db_index=False)
    stall = models.ForeignKey(Stall, on_delete=models.PROTECT, related_name="tenancies", db_index=False)
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, null=True, related_name="+")
    goods = models.CharField(max_length=200, blank=True)
    is_leader = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    began_by = models.ForeignKey(PlanChange, on_delete=models.PROTECT, related_name="began")
    ended_by = models.ForeignKey(PlanChange, on_delete=models.PROTECT, null=True, related_name="ended")
    # With the change that began it.
    is_taken_back = models.BooleanField(default=False)

    objects: models.Manager[Tenancy] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stall"],
                condition=Q(ends_on__isnull=True, is_taken_back=False),
                name="markets_tenancy_one_open",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="markets_tenancy_runs_forward"
            ),
        ]
        indexes = [
            models.Index(fields=["market", "starts_on"], name="markets_tenancy_market"),
            models.Index(fields=["stall", "starts_on"], name="markets_tenancy_stall"),
        ]


class Round(ScopedModel):
    """Officers of one agency go through a market once. It lies where the market lies."""

    market = models.ForeignKey(Market, on_delete=models.PROTECT, related_name="rounds")
    purpose = models.CharField(_lazy("nội dung"), max_length=200)
    opened_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    # How many stalls were sold at on the day it began.
    stall_count = models.PositiveIntegerField(default=0)

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["created_at", "id"], name="markets_round_created"),
            models.Index(fields=["market", "created_at"], name="markets_round_market"),
        ]

    def __str__(self) -> str:
        return self.purpose

    def get_absolute_url(self) -> str:
        return reverse("markets:round", args=[self.pk])

    @property
    def state(self) -> RoundState:
        return RoundState.OPEN if self.closed_at is None else RoundState.CLOSED


class RoundMark(Personal, ScopedModel):
    """What an officer noted at a stall. Its id was made where it was noted, so that sent twice it is one."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="marks", db_index=False)
    stall = models.ForeignKey(Stall, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Who sold there then.
    subject = models.ForeignKey(
        "subjects.Subject", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=10, choices=MarkKind.choices)
    note = models.CharField(max_length=500, blank=True)
    # By the clock of the phone, held between the beginning of the round and its coming here (CREATED_AT).
    made_at = models.DateTimeField()
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")

    class Meta(ScopedModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=MarkKind.TAKEN_BACK, corrects__isnull=False)
                | (~Q(kind=MarkKind.TAKEN_BACK) & Q(corrects__isnull=True)),
                name="markets_mark_takes_one_back",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "stall", "made_at"], name="markets_mark_round"),
            models.Index(fields=["stall", "made_at"], name="markets_mark_stall"),
            models.Index(fields=["subject", "made_at"], name="markets_mark_subject"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
