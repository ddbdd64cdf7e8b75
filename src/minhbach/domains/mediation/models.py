"""Tables of this domain.

Dispute  what one consumer asks of one firm, passed on by the agency that got it; shared with the firm's own account
Step     what happened in it, in order, by whom and how it came; only added to
Promise  what a written agreement has one side do by a day
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.mediation.types import Side, State, StepKind, Way
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.scope import ScopedModel


class Dispute(Personal, ScopedModel):
    """Repeats the number of its report, which the firm never reads. Of who the consumer is nothing stands here."""

    report = models.ForeignKey("intake.Report", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_lazy("số"), max_length=12)
    firm = models.CharField(_lazy("doanh nghiệp"), max_length=300)
    firm_address = models.CharField(_lazy("địa chỉ doanh nghiệp"), max_length=1_000, blank=True)
    # The firm's own body among those outside, where it has one: through it the firm reads and answers here.
    account = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(_lazy("tình trạng"), max_length=10, choices=State.choices, default=State.PREPARED)
    passed_on = models.DateField(_lazy("chuyển ngày"), null=True)
    # As reckoned when it was passed on; what the clock says today is reckoned anew (selectors.clocks).
    due_on = models.DateField(_lazy("hạn của doanh nghiệp"), null=True)
    # One of the two has done something since the office last did.
    is_waiting = models.BooleanField(default=False)
    opened_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    # The outcome went back to the report.
    closed_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(closed_at__isnull=True), name="mediation_dispute_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "id"], name="mediation_dispute_order"),
            models.Index(fields=["due_on", "id"], name="mediation_dispute_due"),
            models.Index(fields=["passed_on"], name="mediation_dispute_passed"),
            models.Index(fields=["report"], name="mediation_dispute_report"),
            models.Index(fields=["due_on", "id"], condition=Q(closed_at__isnull=True), name="mediation_dispute_open"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("mediation:dispute", args=[self.pk])


class Step(Personal, models.Model):
    """ABOUT is the offer it answers, or the written agreement it signs. OFFICER is none for who came by his receipt.

    HAPPENED_ON is the day it counts from (that of a letter); ENTERED_AT when it was known here. DATA: what a consent
    lets be told, the digest of a written agreement, that a refusal gives no reason.
    """

    tells_of = ("mediation.dispute", "dispute_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=13, choices=StepKind.choices)
    side = models.CharField(max_length=8, choices=Side.choices)
    way = models.CharField(max_length=9, choices=Way.choices)
    text = models.TextField(blank=True)
    about = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="answers")
    promise = models.ForeignKey("mediation.Promise", on_delete=models.PROTECT, null=True, related_name="told")
    data = models.JSONField(default=dict)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    happened_on = models.DateField()
    entered_at = models.DateTimeField()
    # Its paper, where it came on one.
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = KeptFile(blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about"], condition=Q(kind__in=["took", "declined"]), name="mediation_step_one_answer"
            ),
            models.UniqueConstraint(
                fields=["about", "side"], condition=Q(kind="signed"), name="mediation_step_signed_once"
            ),
        ]
        indexes = [models.Index(fields=["dispute", "entered_at"], name="mediation_step_story")]


class Promise(models.Model):
    """What SIDE is to have done by DUE_ON, as the written agreement (STEP) has it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="promises")
    position = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=8, choices=Side.choices)
    what = models.CharField(max_length=500)
    due_on = models.DateField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "position"], name="mediation_promise_place")]
        indexes = [models.Index(fields=["due_on"], name="mediation_promise_due")]
