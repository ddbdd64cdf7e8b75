"""Tables of this domain. Each row that tells of a subject is seen only by who sees the subject, too.

AreaKeeper       who keeps a place for an agency, from when until when
Keeping          a merchant on an agency's list of an area: group, key goods, brands at risk, when looked at next
Visit            one look at a merchant; never changed, taken back with a reason
Licence          what a merchant holds, and until when
GatheringPoint   where goods are gathered; its notes are added, never changed
Source           an informant, by an alias alone; known, with its notes, to the officer who runs it and to nobody else
Plan             how somebody who offends again is handled to the end: measures with who and by when, notes
Pursuit          the search for whoever is behind an account: next step, by when, notes
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.areas.house import House, words_of
from minhbach.domains.areas.types import Ground, KeepingEnd, LicenceEnd, PlanEnd, PlanState, PursuitEnd
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.periods import PeriodModel, PeriodQuerySet
from minhbach.foundation.scope import ScopedModel, Sharing, SharingField


class OfSubject(Personal, ScopedModel):
    """What an agency keeps about a subject; told of as that subject."""

    tells_of = ("subjects.subject", "subject_id")
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")

    class Meta(ScopedModel.Meta):
        abstract = True


class AreaKeeper(ScopedModel, PeriodModel):
    """An officer who keeps a place for an agency. `place` is the place kept."""

    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")

    held: Any = PeriodQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner_agency", "place"], condition=Q(valid_until__isnull=True), name="areas_keeper_one_now"
            ),
        ]
        indexes = [models.Index(fields=["officer"], name="areas_keeper_officer")]


class Keeping(OfSubject):
    """A merchant of an agency's area. `place` is the commune under which it stands."""

    group = models.CharField(_lazy("nhóm"), max_length=20)
    goods = models.CharField(_lazy("mặt hàng chính"), max_length=300, blank=True)
    brands = models.CharField(_lazy("nhãn hiệu có nguy cơ bị làm giả"), max_length=300, blank=True)
    note = models.CharField(_lazy("ghi chú"), max_length=1000, blank=True)
    added_on = models.DateField()
    added_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    looked_on = models.DateField(null=True)
    next_look_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=12, choices=KeepingEnd.choices, blank=True)

    class Meta(OfSubject.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_agency", "subject"], condition=Q(ended_on__isnull=True), name="areas_keeping_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_look_on", "id"], condition=Q(ended_on__isnull=True), name="areas_keeping_next_look"
            ),
            models.Index(fields=["place", "next_look_on"], name="areas_keeping_place"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("areas:keeping", args=[self.pk])

    @property
    def group_words(self) -> str:
        return words_of(House.GROUP, self.group)


class Visit(OfSubject):
    made_on = models.DateField()
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    met = models.CharField(max_length=200, blank=True)
    seen = models.CharField(max_length=2000)
    next_look_on = models.DateField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    taken_back_why = models.CharField(max_length=300, blank=True)

    class Meta(OfSubject.Meta):
        indexes = [models.Index(fields=["subject", "-made_on"], name="areas_visit_subject")]


class Licence(OfSubject):
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=80)
    issued_by = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    # The last day on which it holds; empty for one without a term.
    last_day = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=12, choices=LicenceEnd.choices, blank=True)

    class Meta(OfSubject.Meta):
        indexes = [
            models.Index(fields=["subject"], name="areas_licence_subject"),
            models.Index(
                F("last_day").asc(nulls_last=True),
                "id",
                condition=Q(ended_on__isnull=True),
                name="areas_licence_last_day",
            ),
        ]

    @property
    def kind_words(self) -> str:
        return words_of(House.LICENCE, self.kind)


class Note(models.Model):
    """Words added to a thing on a day, by somebody; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=2000)

    objects: models.Manager[Any] = models.Manager()

    class Meta:
        abstract = True
        ordering = ["-at", "-id"]


class GatheringPoint(Personal, ScopedModel):
    """Where goods are gathered, handed over or carried across. `place` is the commune it lies in."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    goods = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["place"], name="areas_point_place"),
            models.Index(fields=["-noted_at", "id"], name="areas_point_noted"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("areas:point", args=[self.pk])

    @property
    def kind_words(self) -> str:
        return words_of(House.POINT, self.kind)


class PointNote(Personal, Note):
    tells_of = ("areas.gatheringpoint", "point_id")
    point = models.ForeignKey(GatheringPoint, on_delete=models.PROTECT, related_name="notes")


class Source(Personal, ScopedModel):
    """An informant. Who that is stands on paper with the officer who runs it: there is no field for it."""

    sharing = SharingField(default=Sharing.SILENT)
    alias = models.CharField(max_length=40)
    run_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["run_by", "alias"], name="areas_source_alias_once")]

    def get_absolute_url(self) -> str:
        return reverse("areas:source", args=[self.pk])


class SourceNote(Personal, Note):
    tells_of = ("areas.source", "source_id")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="notes")


class Plan(OfSubject):
    """Kế hoạch xử lý triệt để: one that is open for each subject in an agency."""

    ground = models.CharField(max_length=12, choices=Ground.choices)
    about = models.CharField(max_length=1000)
    opened_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=PlanState.choices, default=PlanState.OPEN)
    # The first day by which a measure that is not done is due; empty while none is.
    due_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    end = models.CharField(max_length=8, choices=PlanEnd.choices, blank=True)
    result = models.CharField(max_length=2000, blank=True)

    class Meta(OfSubject.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_agency", "subject"], condition=Q(state=PlanState.OPEN), name="areas_plan_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.OPEN, end="") | (Q(state=PlanState.CLOSED) & ~Q(end="")),
                name="areas_plan_closed_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["subject"], name="areas_plan_subject"),
            models.Index(fields=["created_at", "id"], name="areas_plan_created"),
            models.Index(F("due_on").asc(nulls_last=True), "id", name="areas_plan_due"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("areas:plan", args=[self.pk])


class Measure(models.Model):
    """One thing a plan asks of somebody by a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="measures")
    what = models.CharField(max_length=500)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    set_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    result = models.CharField(max_length=1000, blank=True)

    objects: models.Manager[Any] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["officer", "due_on"], condition=Q(done_on__isnull=True), name="areas_measure_due"),
        ]


class PlanNote(Personal, Note):
    tells_of = ("areas.plan", "plan_id")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="notes")


class Pursuit(OfSubject):
    """The search for a seller whom nobody has identified. It ends by itself when the subject is identified."""

    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    next_step = models.CharField(max_length=500)
    next_on = models.DateField()
    ended_on = models.DateField(null=True)
    end = models.CharField(max_length=12, choices=PursuitEnd.choices, blank=True)

    class Meta(OfSubject.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_agency", "subject"], condition=Q(ended_on__isnull=True), name="areas_pursuit_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["officer", "next_on"], condition=Q(ended_on__isnull=True), name="areas_pursuit_next"),
        ]


class PursuitNote(Personal, Note):
    tells_of = ("areas.pursuit", "pursuit_id")
    pursuit = models.ForeignKey(Pursuit, on_delete=models.PROTECT, related_name="notes")
