"""The audit log, read by auditors: who did what to which, when; and whether the chain holds."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.foundation.audit.actions import registered_actions, sentence_of
from minhbach.foundation.audit.models import AuditEntry, AuditSeal
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.filters import DayFilter

Entries = QuerySet[AuditEntry]


def audit_log(request: OfficeRequest) -> HttpResponse:
    """The list of acts, newest first, with the state of the seal above it."""
    require_role(request.officer, Role.AUDITOR, Role.ADMINISTRATOR, at=request.at)
    names = dict(Officer.objects.values_list("id", "full_name"))
    page = ListPage(
        request,
        AuditEntry.objects.order_by("-at", "-id"),
        title=_("Nhật ký"),
        columns=[
            Column("at", _("Lúc"), lambda entry: entry.at, sort="at", indexed=True, kind="moment"),
            Column("who", _("Ai"), lambda entry: names.get(entry.officer_id, _("hệ thống"))),
            Column("what", _("Việc"), lambda entry: sentence_of(entry.action), sort="action", indexed=True),
            Column("which", _("Hồ sơ"), lambda entry: f"{entry.target_type} {entry.target_id}".strip()),
            Column("data", _("Chi tiết"), _details),
        ],
        filters=[
            Filter(
                "officer",
                _("Cán bộ"),
                _by_officer,
                choices=sorted(((str(key), name) for key, name in names.items()), key=lambda pair: pair[1]),
            ),
            Filter(
                "action",
                _("Thao tác"),
                lambda entries, action: entries.filter(action=action),
                choices=sorted(((action, sentence_of(action)) for action in registered_actions()), key=lambda p: p[1]),
            ),
            Filter("record", _("Mã hồ sơ"), lambda entries, record: entries.filter(target_id=record)),
            DayFilter("from", _("Từ ngày"), lambda entries, day: entries.filter(at__date__gte=day)),
        ],
        default_sort="-at",
        page_size=50,
        export_name="nhat-ky",
    )
    last = AuditSeal.objects.order_by("-sequence").first()
    return page.response("office/audit.html", {"seal": last})


def _details(entry: AuditEntry) -> str:
    return "; ".join(f"{key}: {value}" for key, value in entry.data.items())


def _by_officer(entries: Entries, officer_id: str) -> Entries:
    return entries.filter(officer_id=UUID(officer_id))
