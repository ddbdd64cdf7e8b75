"""What a signer should know of a report beside its paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.reporting.models import Report
from minhbach.domains.reporting.selectors.facts import members_of
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.detail import Fact


def facts_for_signer(document: OfficialDocument, *, at: datetime) -> list[Fact]:
    """Say which month a report is of, until when it is due, and who has sent nothing."""
    report = Report.objects.select_related("owner_agency").filter(id=document.target_id).first()
    if report is None:
        return []
    standing = members_of(report, on=local_date(at))
    silent = [agency.short_name for agency, state, _sent in standing if state.owes]
    return [
        Fact(_("Kỳ báo cáo"), _("tháng %(month)s/%(year)s") % {"month": report.month, "year": report.year}),
        Fact(_("Hạn gửi"), report.due_on, kind="day"),
        Fact(_("Đơn vị chưa gửi"), tuple(silent), kind="lines"),
    ]


def due_of_reports(report_ids: Collection[UUID]) -> Mapping[UUID, date]:
    """Give the day on which each report is due."""
    return dict(Report.objects.filter(id__in=report_ids, due_on__isnull=False).values_list("id", "due_on"))
