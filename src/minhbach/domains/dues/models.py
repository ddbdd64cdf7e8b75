"""Accounts of fines, the slips that pay them, what a case cost, and where the money goes."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.dues.types import Bearer, EntryKind, SlipState
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import ScopedModel

# What of a slip is written once it is known what it pays; the rest stays as it was told, and the database holds it so.
MADE_OF = ("state", "why", "case", "violator", "fine_event_id", "late_event_id", "late_vnd", "matched_by", "matched_at")


class Account(Personal, ScopedModel):
    """The fine of one violator by one decision: a copy of the file, for lists. Its reach is that of its case.

    What was paid by a day is summed from the counted rows; SETTLED_ON is the day from which nothing was left.

    Units: đồng.
    """

    tells_of = ("subjects.subject", "violator_id")

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    violator = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    decision_number = models.CharField(max_length=60)
    # The number without blanks and in one case, as slips are matched by.
    number_key = models.CharField(max_length=60)
    decided_on = models.DateField()
    delivered_on = models.DateField(null=True)
    # The last day to pay; None until the decision is delivered.
    due_on = models.DateField(null=True)
    fine_vnd = models.BigIntegerField()
    settled_on = models.DateField(null=True)
    postponed_until = models.DateField(null=True)
    parts_until = models.DateField(null=True)

    class Meta(ScopedModel.Meta):
        verbose_name = _lazy("tiền phạt theo quyết định")
        constraints = [models.UniqueConstraint(fields=["case", "violator"], name="dues_account_once")]
        indexes = [
            models.Index(fields=["-decided_on", "id"], name="dues_account_decided"),
            models.Index(fields=["owner_agency", "settled_on"], name="dues_account_owner"),
            models.Index(fields=["number_key"], name="dues_account_number"),
        ]

    def __str__(self) -> str:
        return self.decision_number

    def get_absolute_url(self) -> str:
        return reverse("dues:account", args=[self.pk])


class Slip(Personal, ScopedModel):
    """One payment as the Treasury, a bank or a receipt tells it; matched, it is an entry of the case it pays.

    Units: đồng.
    """

    number = models.CharField(max_length=60)
    paid_on = models.DateField()
    amount_vnd = models.BigIntegerField()
    payer = models.CharField(max_length=200, blank=True)
    decision_number = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=300, blank=True)
    # What was sent in together.
    batch = models.UUIDField()
    entered_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=SlipState.choices, default=SlipState.WAITING)
    # Why it waits, or was laid aside, as its reader is told.
    why = models.CharField(max_length=400, blank=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", null=True)
    violator = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+", null=True)
    # Its entries in the case: what of it is fine, what is late interest.
    fine_event_id = models.UUIDField(null=True)
    late_event_id = models.UUIDField(null=True)
    late_vnd = models.BigIntegerField(default=0)
    matched_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    matched_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        verbose_name = _lazy("chứng từ nộp tiền")
        constraints = [
            models.UniqueConstraint(fields=["owner_agency", "number"], name="dues_slip_number_once"),
            models.CheckConstraint(condition=models.Q(amount_vnd__gt=0), name="dues_slip_amount_positive"),
            models.CheckConstraint(
                condition=~models.Q(state=SlipState.MATCHED) | models.Q(case__isnull=False, violator__isnull=False),
                name="dues_slip_matched_to_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "id"], name="dues_slip_latest"),
            models.Index(fields=["owner_agency", "state"], name="dues_slip_owner"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("dues:slip", args=[self.pk])


class Entry(models.Model):
    """A line of the two books of a case: what it cost, and cash that was seized. Taken back, never removed.

    Units: đồng.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    on = models.DateField()
    amount_vnd = models.BigIntegerField()
    paper_number = models.CharField(max_length=80)
    # Whom it was paid to, or who gave it in.
    party = models.CharField(max_length=200, blank=True)
    bearer = models.CharField(max_length=20, choices=Bearer.choices, blank=True)
    entered_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    objects: models.Manager[Entry] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["case", "on"], name="dues_entry_case")]
        constraints = [models.CheckConstraint(condition=models.Q(amount_vnd__gt=0), name="dues_entry_positive")]


class TreasuryAccount(ScopedModel):
    """Where fines of an agency and the units below it are paid: entered by the office, printed as a code to pay by."""

    bank_bin = models.CharField(max_length=6)
    number = models.CharField(max_length=19)
    holder = models.CharField(max_length=120)
    entered_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta(ScopedModel.Meta):
        verbose_name = _lazy("tài khoản thu tiền phạt")
        constraints = [models.UniqueConstraint(fields=["owner_agency"], name="dues_treasuryaccount_once")]
