"""Tables of this domain.

Plan        a periodic or thematic plan of a unit; its own until it is sent out for remarks
PlanItem    one subject to be inspected in it, with period, grounds, unit and leader
PlanEvent   what happened to a plan; appended
Overlap     the plans of two units for the same subject; the one that came later found it
Word        what was said of an overlap, and what it came to be by that; appended
Term        for how long an agency waits for objections, from a day on; none where it set nothing
Visit       what was inspected or looked at when, told by the room in which it was
AdHocLook   a head's question before an inspection without notice; his alone
CheckPoint, SamplingPlan, Laboratory   what an inspection goes by, for every office: rows with days, ended, never edited
Card        the inspection card of an officer, with its days
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.inspections.types import OverlapState, PlanAct, PlanKind, PlanState, VisitKind
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.periods import PeriodModel, PeriodQuerySet
from minhbach.foundation.scope import ScopedModel, SharingField


class Plan(ScopedModel):
    """While it is drawn up its level is its own unit's; READ_BY is the level it gets when it is sent out."""

    kind = models.CharField(_lazy("loại"), max_length=10, choices=PlanKind.choices)
    title = models.CharField(_lazy("tên kế hoạch"), max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField()
    read_by = SharingField(_lazy("ai đọc được"))
    state = models.CharField(_lazy("tình trạng"), max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    drafted_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True)
    # The last day for objections; none where the agency set no term.
    due_on = models.DateField(null=True)
    approved_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="inspections_plan_runs_forward"),
        ]
        indexes = [
            models.Index(fields=["-starts_on", "id"], name="inspections_plan_order"),
            models.Index(fields=["owner_agency", "state"], name="inspections_plan_owner"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inspections:plan", args=[self.pk])


class PlanItem(Personal, models.Model):
    """Seen by those who see both the plan and the subject."""

    tells_of = ("subjects.subject", "subject_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="items")
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    grounds = models.CharField(max_length=1000)
    unit = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    added_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)
    dropped_because = models.CharField(max_length=300, blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "subject"], condition=Q(dropped_at__isnull=True), name="inspections_item_once"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="inspections_item_runs_forward"),
        ]


class PlanEvent(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=14, choices=PlanAct.choices)
    # Who does not see the item does not see that it came or went.
    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="+", null=True)
    words = models.CharField(max_length=2000, blank=True)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()


class Overlap(ScopedModel):
    """Belongs to the unit whose plan came later; known to the other from the moment that plan is sent out.

    It names no subject: who may not see the other's item reads with whom to speak, and no more.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="overlaps")
    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="overlaps")
    other_item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="overlapped_by")
    other_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=OverlapState.choices, default=OverlapState.FOUND)
    state_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["item", "other_item"], name="inspections_overlap_once")]
        indexes = [
            models.Index(fields=["other_agency", "state"], name="inspections_overlap_other"),
            models.Index(fields=["-created_at", "id"], name="inspections_overlap_order"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("inspections:overlap", args=[self.pk])


class Word(models.Model):
    """STATE is what the overlap came to be by it; empty where two units only speak with each other."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    overlap = models.ForeignKey(Overlap, on_delete=models.PROTECT, related_name="words")
    state = models.CharField(max_length=10, choices=OverlapState.choices, blank=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=2000, blank=True)
    # The paper of a superior who does not work here himself.
    paper = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()


class Term(ScopedModel, PeriodModel):
    """Within how many working days others may object to an agency's plans; those of its units too."""

    working_days = models.PositiveSmallIntegerField()

    class Meta(ScopedModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner_agency", "valid_from"], name="inspections_term_once"),
        ]


class Visit(Personal, ScopedModel):
    """Its reach is that of the record that tells of it (SOURCE): what is kept there to its unit is kept here, too."""

    tells_of = ("subjects.subject", "subject_id")

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=VisitKind.choices)
    on = models.DateField()
    source_type = models.CharField(max_length=60)
    source_id = models.UUIDField()

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["source_id", "subject", "kind"], name="inspections_visit_once"),
        ]
        indexes = [models.Index(fields=["subject", "-on"], name="inspections_visit_subject")]


class AdHocLook(ScopedModel):
    """Answered once, by the room above, for the one who asked; nobody else reads that it was asked."""

    case_id = models.UUIDField()
    asked_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    agencies = ArrayField(models.UUIDField(), null=True)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["case_id", "asked_by"], name="inspections_adhoc_case")]


class Kept(PeriodModel):
    """A row of what the office keeps for its inspections: added, ended, never edited, so that what was asked by it
    stays readable.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Of rows that ship with the product, so that loading them again changes nothing.
    code = models.CharField(max_length=40, unique=True, null=True)
    added_at = models.DateTimeField()

    objects: ClassVar[Any] = PeriodQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        abstract = True


class CheckPoint(Kept):
    """One thing to look at, of a list by a group of goods. WORDS are said so that “no” is what is amiss."""

    group = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    # What a “no” may be, by the law's classes; empty where the office has not said.
    violation_class = models.CharField(max_length=20, blank=True)
    basis = models.CharField(max_length=300, blank=True)

    class Meta(Kept.Meta):
        indexes = [models.Index(fields=["group", "id"], name="inspections_point_order")]


class SamplingPlan(Kept):
    """How many samples are taken of a lot of so many; SOURCE says who lays it down."""

    goods = models.CharField(max_length=120)
    lot_from = models.PositiveIntegerField()
    lot_to = models.PositiveIntegerField(null=True)
    samples = models.PositiveIntegerField()
    unit = models.CharField(max_length=40)
    source = models.CharField(max_length=300)

    class Meta(Kept.Meta):
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                condition=Q(lot_to__isnull=True) | Q(lot_to__gte=F("lot_from")), name="inspections_lot_runs_forward"
            ),
        ]
        indexes = [models.Index(fields=["goods", "id"], name="inspections_sampling_order")]

    def fits(self, size: int) -> bool:
        return self.lot_from <= size and (self.lot_to is None or size <= self.lot_to)


class Laboratory(Kept):
    """A laboratory that was designated for some tests, by whom, until when."""

    name = models.CharField(max_length=200)
    scope = models.CharField(max_length=500)
    designation = models.CharField(max_length=100)
    designated_by = models.CharField(max_length=200)

    class Meta(Kept.Meta):
        indexes = [models.Index(fields=["name", "id"], name="inspections_laboratory_order")]


class Card(ScopedModel, PeriodModel):
    """Belongs to the agency that entered it; read there and above."""

    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=120)
    number = models.CharField(max_length=60)

    held: Any = PeriodQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        constraints = [*PeriodModel.Meta.constraints]
        indexes = [
            models.Index(fields=["officer", "valid_from"], name="inspections_card_officer"),
            models.Index(fields=["valid_until", "id"], name="inspections_card_end"),
        ]
