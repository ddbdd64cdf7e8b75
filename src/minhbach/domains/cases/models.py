"""Cases and what happened to them. Events are the record; everything else here is a copy of it for looking up."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from minhbach.domains.cases.types.codes import (
    DisposalState,
    Origin,
    Outcome,
    Platform,
    ReferralState,
    Restricted,
    Step,
    SubjectRole,
)
from minhbach.domains.cases.types.field import FieldKind, FieldState
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.scope.models import ScopedModel


class Case(Personal, ScopedModel):
    """A file. Every field but the first few is recomputed from the events (projection.project)."""

    # VV-2026-00012: gapless per agency and year, for people to name a file; no official number.
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    folded = models.CharField(max_length=400, blank=True)
    origin = models.CharField(max_length=20, choices=Origin.choices)
    lead_id = models.UUIDField(null=True, blank=True)
    is_ecommerce = models.BooleanField(default=False)
    platform = models.CharField(max_length=20, choices=Platform.choices, blank=True)
    secret_register_number = models.CharField(max_length=60, blank=True)
    opened_on = models.DateField()
    opened_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")

    step = models.CharField(max_length=20, choices=Step.choices, default=Step.VERIFICATION)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    entered_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    clock_row = models.CharField(max_length=60, blank=True)
    violation_class = models.CharField(max_length=20, blank=True)
    report_category = models.CharField(max_length=40, blank=True)
    fine_vnd = models.BigIntegerField(default=0)
    goods_value_vnd = models.BigIntegerField(default=0)
    decided_on = models.DateField(null=True, blank=True)
    last_recorded_at = models.DateTimeField()

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["owner_agency", "step", "due_on"], name="cases_case_agency_step"),
            models.Index(fields=["place"], name="cases_case_place"),
            models.Index(fields=["due_on", "id"], name="cases_case_due"),
            models.Index(models.F("due_on").desc(nulls_last=True), "id", name="cases_case_due_last"),
            models.Index(fields=["-opened_on", "id"], name="cases_case_opened"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner_agency", "code"], name="cases_case_code_once"),
            models.UniqueConstraint(
                fields=["lead_id"], name="cases_case_lead_once", condition=models.Q(lead_id__isnull=False)
            ),
            models.CheckConstraint(
                name="cases_case_closed_has_outcome",
                condition=(models.Q(step=Step.CLOSED) & ~models.Q(outcome=""))
                | (~models.Q(step=Step.CLOSED) & models.Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.id])


class CaseEvent(Personal, models.Model):
    """One thing that happened: when it happened, when it was written down, by whom. Appended, never edited."""

    tells_of = ("cases.case", "case_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    # A code of the table of acts, or of one that has left it: no choices, so that a new act needs no migration.
    kind = models.CharField(max_length=40)
    # The violator or the matter it speaks of; empty for the whole case.
    part = models.CharField(max_length=40, blank=True)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    data = models.JSONField()
    # What its officer was asked about and went on without: [{"code": …, "sentence": as it was read}].
    confirmed = models.JSONField(default=list)
    # The entry this one corrects or, for an annulment, takes out of account.
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, related_name="replaced_by", null=True)
    document_id = models.UUIDField(null=True, db_index=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        ordering = ["case_id", "sequence"]
        indexes = [models.Index(fields=["happened_on", "kind"], name="cases_caseevent_happened")]
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="cases_caseevent_sequence_once"),
            models.CheckConstraint(
                name="cases_caseevent_annulment_names_entry",
                condition=~models.Q(kind="annulled") | models.Q(replaces__isnull=False),
            ),
        ]


class GoodsLine(models.Model):
    """One line of goods as an event wrote it down. LINE_ID lasts: a correction writes the same goods under it again.

    Units: quantity in `unit`; prices in đồng, null where not given.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="goods_lines")
    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="goods_lines")
    line_id = models.UUIDField(default=new_id)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    brand_origin = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    quantity = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    unit_price_vnd = models.BigIntegerField(null=True)
    value_vnd = models.BigIntegerField(null=True)
    # The article number of the code that the line carries, fourteen digits; empty where it carries none that holds.
    gtin = models.CharField(max_length=14, blank=True, default="")

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        ordering = ["event_id", "number"]
        indexes = [models.Index(fields=["gtin", "case"], condition=~Q(gtin=""), name="cases_goodsline_gtin")]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="cases_goodsline_number_once"),
            models.UniqueConstraint(fields=["event", "line_id"], name="cases_goodsline_line_once"),
        ]


class CaseSubject(Personal, models.Model):
    """Who a case is about, as its events say."""

    tells_of = ("subjects.subject", "subject_id")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="case_subjects")
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=SubjectRole.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "subject"], name="cases_casesubject_once")]


class CaseOfficer(models.Model):
    """Who works on a case, as its events say."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="case_officers")
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    is_leader = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "officer"], name="cases_caseofficer_once")]


class CaseAgency(models.Model):
    """An agency that takes part besides the owner. The case stays the owner's and is counted once, there."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="case_agencies")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "agency"], name="cases_caseagency_once")]


class CaseAbove(models.Model):
    """A file of a case that waits before a higher authority, as the events say: what the desk there lists."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files_above")
    # The violator.
    part = models.CharField(max_length=40)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "part"], name="cases_caseabove_once")]


class CaseCounter(models.Model):
    """The last code given by an agency in a year."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="cases_casecounter_once")]


class CountedRow(models.Model):
    """One countable thing of a case (counting.Row) for the time it was so known. A figure as of any moment is a query.

    Always recomputable: `counting.history_of(case, entries)`. What no longer holds is closed with KNOWN_UNTIL.
    """

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="counted_rows")
    kind = models.CharField(max_length=20)
    day = models.DateField()
    amount = models.BigIntegerField()
    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="+", db_index=False)
    violator = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+", null=True)
    offender = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=40, blank=True)
    classes = ArrayField(models.CharField(max_length=20), default=list)
    series = ArrayField(models.CharField(max_length=60), default=list)
    detail = models.CharField(max_length=60, blank=True)
    owner_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    joint_agency_ids = ArrayField(models.UUIDField(), default=list)
    force = models.CharField(max_length=30)
    place = models.ForeignKey("agencies.Place", on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    is_ecommerce = models.BooleanField(default=False)
    platform = models.CharField(max_length=20, blank=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        indexes = [
            # A report asks for some agencies and a span of days; the rest of a row it needs lies in the index.
            models.Index(
                fields=["owner_agency", "day"],
                include=["kind", "amount", "force", "category", "is_ecommerce", "detail", "known_from", "known_until"],
                name="cases_countedrow_when",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="cases_countedrow_known_forward",
                condition=models.Q(known_until__isnull=True) | models.Q(known_until__gt=models.F("known_from")),
            ),
        ]


class FieldKit(models.Model):
    """A case that an officer takes along on a device, for a day: leave to hand in what he writes without a network."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="field_kits")
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    taken_at = models.DateTimeField()
    # Everything that was on the device has come, and is no longer there.
    returned_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()


class FieldEntry(Personal, models.Model):
    """One thing written on a device: as it was sent, and what became of it. Its id was made on the device."""

    tells_of = ("cases.case", "case_id")

    id = models.UUIDField(primary_key=True, editable=False)
    kit = models.ForeignKey(FieldKit, on_delete=models.PROTECT, related_name="entries")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="field_entries")
    kind = models.CharField(max_length=10, choices=FieldKind.choices)
    content = models.JSONField(default=dict)
    file = KeptFile(blank=True)
    # Of what was sent: the same id with something else in it is not the same entry.
    digest = models.CharField(max_length=64)
    # By the clock of the device, as it was when the entry was made; CLOCK_OFF is how far that clock was behind ours.
    made_at = models.DateTimeField()
    clock_off = models.DurationField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=FieldState.choices, default=FieldState.ARRIVED)
    # Why it does not fit, as its sender reads it.
    reason = models.CharField(max_length=1000, blank=True)
    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="+", null=True)
    evidence_id = models.UUIDField(null=True)
    # Who dealt with it where it did not fit by itself, what he said of it, and when its sender read that.
    settled_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    settled_at = models.DateTimeField(null=True)
    word = models.CharField(max_length=500, blank=True)
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["received_at", "id"],
                name="cases_fieldentry_open",
                condition=models.Q(state__in=(FieldState.ARRIVED, FieldState.WAITING)),
            ),
            models.Index(
                fields=["settled_at", "id"],
                name="cases_fieldentry_unread",
                condition=models.Q(settled_at__isnull=False, read_at=None),
            ),
            models.Index(fields=["-received_at", "id"], name="cases_fieldentry_latest"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("cases:field_entry", args=[self.pk])

    @property
    def state_words(self) -> FieldState:
        return FieldState(self.state)


class HeldTerm(models.Model):
    """Goods of a case that a decision holds, and until which day. A copy of what the events say (`held.held_of`)."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="held_terms")
    matter_id = models.CharField(max_length=40)
    decision = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField()
    line_count = models.PositiveIntegerField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["until", "id"], name="cases_heldterm_until")]
        constraints = [models.UniqueConstraint(fields=["case", "matter_id"], name="cases_heldterm_once")]


class RestrictedTerm(models.Model):
    """A licence withdrawn or work suspended, until which day. A copy of the events (`restrictions.restricted_of`)."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="restricted_terms")
    matter_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Restricted.choices)
    what = models.CharField(max_length=200)
    body = models.CharField(max_length=200, blank=True)
    decision = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField()
    since = models.DateField()
    until = models.DateField()
    # When the body that gave the licence was sent the decision.
    told_on = models.DateField(null=True)
    is_kept = models.BooleanField(default=False)
    breaches = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["until", "id"], name="cases_restrictedterm_until")]
        constraints = [models.UniqueConstraint(fields=["case", "matter_id"], name="cases_restrictedterm_once")]


class Disposal(models.Model):
    """What becomes of confiscated goods: a plan, or what waits for one. A copy of the events (`disposals.plans_of`).

    Units: value in đồng.
    """

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disposals")
    # Empty for the goods of the case that no plan is about.
    matter_id = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=DisposalState.choices)
    # A code of DisposalWay: no choices, so that a new way needs no migration.
    way = models.CharField(max_length=20, blank=True)
    line_count = models.PositiveIntegerField()
    value_vnd = models.BigIntegerField()
    is_perishable = models.BooleanField(default=False)
    # The day on which it came to its state.
    since = models.DateField()
    approval = models.CharField(max_length=120, blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["since", "id"], name="cases_disposal_since")]
        constraints = [models.UniqueConstraint(fields=["case", "matter_id"], name="cases_disposal_once")]


class Referral(Personal, models.Model):
    """A file that went to the investigators, and what came of it: a copy of what the case's events say.

    Always recomputable (referrals.py). Its id is that of the entry that referred the file.
    """

    tells_of = ("cases.case", "case_id")

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    # Whom it is about, where a part of the case was referred.
    part = models.CharField(max_length=40, blank=True)
    to_body = models.CharField(max_length=200)
    to_agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    referred_on = models.DateField()
    state = models.CharField(max_length=12, choices=ReferralState.choices, default=ReferralState.WAITING)
    # The number of the decision that answered: to open a case, or not to.
    answer_number = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    clock_row = models.CharField(max_length=60, blank=True)
    # How many sheets each item of the list has, in its order; empty until somebody counted them.
    sheets = ArrayField(models.PositiveSmallIntegerField(), default=list)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["-referred_on", "id"], name="cases_referral_latest"),
            models.Index(fields=["due_on", "id"], name="cases_referral_due"),
            models.Index(fields=["to_agency", "state"], name="cases_referral_received"),
        ]

    def __str__(self) -> str:
        return self.to_body

    def get_absolute_url(self) -> str:
        return reverse("cases:referral", args=[self.id])


class ReferralItem(Personal, models.Model):
    """One paper or file that a referred file held when it was referred. Appended, never edited.

    SHA256 is that of the file as it was kept; empty for a paper that is on paper alone, or registered elsewhere.
    """

    tells_of = ("cases.case", "case_id")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=400)
    symbol = models.CharField(max_length=100, blank=True)
    dated = models.DateField(null=True)
    # "documents.officialdocument", "evidence.evidenceitem", or empty for a paper that an entry cites.
    source_type = models.CharField(max_length=60, blank=True)
    source_id = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        ordering = ["referral_id", "number"]
        constraints = [models.UniqueConstraint(fields=["referral", "number"], name="cases_referralitem_number_once")]
