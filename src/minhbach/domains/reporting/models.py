"""Reports, what members gave for them, and the figures as they were when closed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from minhbach.domains.reporting.types import EventKind, ReportState, SubmissionKind, SubmissionSource
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.periods import PeriodModel, PeriodQuerySet
from minhbach.foundation.scope import ScopedModel


class Membership(PeriodModel):
    """An agency whose figures go into a body's reports, for a time. A joint committee's roster."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="report_members")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="report_bodies")
    order = models.PositiveSmallIntegerField(default=0)
    # Since this day the agency works in the system: its figures are computed, and it sends none. Null: it sends them.
    computed_since = models.DateField(null=True)

    objects: ClassVar[Any] = PeriodQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(fields=["body", "agency", "valid_from"], name="reporting_membership_once"),
            models.CheckConstraint(condition=~Q(body=F("agency")), name="reporting_membership_of_another"),
        ]

    def is_computed_for(self, report: Report) -> bool:
        """Whether the agency worked in the system when the report's period began: never both computed and sent."""
        return self.computed_since is not None and self.computed_since <= report.start


class RuleApproval(models.Model):
    """A legal officer's word that an unconfirmed indicator, table or period may be used."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rule_id = models.CharField(max_length=40, unique=True)
    basis = models.TextField()
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()


class Report(Personal, ScopedModel):
    """One body's report for one month. Its body is the owner agency."""

    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    # The rule that cut the period; empty means the calendar month, and the report says so.
    rule_id = models.CharField(max_length=40, blank=True)
    start = models.DateField()
    end = models.DateField()
    due_on = models.DateField(null=True)
    due_rule_id = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=ReportState.choices, default=ReportState.OPEN)
    document_id = models.UUIDField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["owner_agency", "year", "month"], name="reporting_report_once"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="reporting_report_month"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="reporting_report_runs_forward"),
        ]
        indexes = [models.Index(fields=["-start", "id"], name="reporting_report_latest")]

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Báo cáo tháng %(month)d/%(year)d") % {"month": self.month, "year": self.year}

    @property
    def is_in_hand(self) -> bool:
        """Whether its words may still change: it is not yet before a signer."""
        return self.state in (ReportState.OPEN, ReportState.CLOSED)


class Submission(Personal, models.Model):
    """What a member gave, or its word that there was nothing. Appended: the last version counts."""

    tells_of = ("reporting.report", "report_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="submissions")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=SubmissionKind.choices)
    source = models.CharField(max_length=8, choices=SubmissionSource.choices, blank=True)
    # [[indicator, category or "", value], …]
    figures = models.JSONField(default=list)
    file_sha256 = KeptFile(blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "agency", "version"], name="reporting_submission_version"),
        ]


class FiguresDraft(Personal, models.Model):
    """What a member has typed and not sent: one for each report and member, gone once its figures are sent."""

    tells_of = ("reporting.report", "report_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="drafts")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    # Field of the form → as it was typed.
    typed = models.JSONField(default=dict)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "agency"], name="reporting_draft_once")]


class FrozenFigures(models.Model):
    """All figures of a report as they were known at a moment: chốt số liệu. Appended when closed again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="frozen_figures")
    as_of = models.DateTimeField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["report", "as_of"], name="reporting_frozen_when")]


class SectionText(Personal, models.Model):
    """The words people write in a section; a new row for each version."""

    tells_of = ("reporting.report", "report_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="section_texts")
    code = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["report", "code", "written_at"], name="reporting_section_when")]


class ReportEvent(models.Model):
    """What happened to a report."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["report", "at"], name="reporting_event_when")]
