"""The pages of one merchant kept, one gathering point, one plan, one informant; and the piece on a subject's page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.areas import policies, selectors
from minhbach.domains.areas.house import licence_runs_out_by
from minhbach.domains.areas.models import Keeping, Measure, Plan
from minhbach.domains.areas.types import PlanState
from minhbach.domains.areas.web.forms import MeasureForm, NoteForm, VisitForm
from minhbach.domains.areas.web.lists import keeper_words, look_chip, looked_words, point_chip, term_chip
from minhbach.domains.cases.selectors import records_of
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.selectors import access_subject, members_of
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm

SHOWN_BESIDE = 3


@require_safe
def keeping(request: OfficeRequest, keeping_id: UUID) -> HttpResponse:
    return render(request, "areas/keeping.html", page_of_keeping(request, selectors.get_keeping(keeping_id)))


def page_of_keeping(request: OfficeRequest, found: Keeping, **sent: PageForm) -> dict[str, Any]:
    """Return what the page of a merchant shows; a form that was SENT and refused stands in place of a fresh one."""
    today = local_date(request.at)
    members = _ids(found.subject)
    is_open = found.ended_on is None
    may_keep = is_open and policies.may_keep(request.officer, at=request.at)
    listed = selectors.visible_keepings(on=today).filter(pk=found.pk).first()
    due = look_chip(found.next_look_on, today) if is_open else None
    return {
        "keeping": found,
        "title": found.subject.name,
        "lead": found.group_words,
        "above": _("Cơ sở trên địa bàn"),
        "above_url": reverse("areas:list"),
        "chips": [due] if due and due[1] else [] if is_open else [(_("không còn theo dõi"), "")],
        "facts": [
            Fact(_("Hồ sơ"), found.subject.name, url=reverse("subjects:subject", args=[found.subject_id])),
            Fact(_("Xã, phường"), found.place),
            Fact(_("Phụ trách"), keeper_words(listed) if listed else ""),
            Fact(_("Mặt hàng chính"), found.goods),
            Fact(_("Nhãn hiệu có nguy cơ"), found.brands),
            Fact(_("Xem lần cuối"), looked_words(found)),
            Fact(_("Xem lại trước"), found.next_look_on, kind="day"),
            Fact(_("Ghi chú"), found.note),
            Fact(_("Cơ quan theo dõi"), found.owner_agency.name),
            Fact(_("Đưa vào danh sách"), found.added_on, kind="day"),
            Fact(_("Thôi theo dõi"), found.ended_on, kind="day", note=found.get_end_reason_display()),
        ],
        "visits": selectors.visits_of(members)[:50],
        "licences": _licences(members, request),
        "visit_form": (sent.get("visit") or VisitForm(on=today)) if may_keep else None,
        "may_keep": may_keep,
        "may_change": is_open and policies.may_change(request.officer, found, at=request.at),
        "may_take_back": policies.may_change(request.officer, found, at=request.at),
    }


@require_safe
def of_subject(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    """The piece of a subject's page that tells how the area keeps it."""
    subject = access_subject(request.officer, subject_id, at=request.at)
    members = _ids(subject)
    today = local_date(request.at)
    root = subject.canonical_id or subject.pk
    record = records_of([root]).get(root)
    is_unknown = not subject.is_identified
    may_keep = policies.may_keep(request.officer, at=request.at)
    own = {post.agency_id for post in request.posts}
    kept, plans = list(selectors.keepings_of(members)), list(selectors.plans_of(members)[:SHOWN_BESIDE])
    return render(
        request,
        "areas/of_subject.html",
        {
            "subject": subject,
            "kept": [(one, look_chip(one.next_look_on, today)) for one in kept],
            "is_kept_here": any(one.owner_agency_id in own for one in kept),
            "visits": [one for one in selectors.visits_of(members)[:SHOWN_BESIDE] if one.taken_back_at is None],
            "licences": _licences(members, request),
            "plans": [(one, chip_of(PlanState(one.state))) for one in plans],
            "is_planned": any(one.state == PlanState.OPEN for one in plans),
            "is_repeating": record is not None and record.is_repeating(today),
            "is_unknown": is_unknown,
            "pursuits": selectors.pursuits_of(members),
            "asked": selectors.asked_about(request.officer, members, at=request.at) if is_unknown else None,
            "may_keep": may_keep,
            "own_agency_ids": own,
        },
    )


@require_safe
def point(request: OfficeRequest, point_id: UUID) -> HttpResponse:
    return render(request, "areas/point.html", page_of_point(request, point_id))


def page_of_point(request: OfficeRequest, point_id: UUID, **sent: PageForm) -> dict[str, Any]:
    found = selectors.get_point(point_id)
    may_share = policies.may_change(request.officer, found, at=request.at)
    may_change = found.ended_on is None and may_share
    return {
        "point": found,
        "title": found.name,
        "lead": found.kind_words,
        "above": _("Điểm tập kết"),
        "above_url": reverse("areas:points"),
        "chips": [point_chip(found)],
        "facts": [
            Fact(_("Xã, phường"), found.place),
            Fact(_("Địa chỉ, chỉ dẫn"), found.address),
            Fact(_("Hàng hóa thường thấy"), found.goods),
            Fact(_("Cơ quan theo dõi"), found.owner_agency.name),
            Fact(_("Phạm vi chia sẻ"), found.get_sharing_display()),
            Fact(_("Người ghi"), found.recorded_by.full_name),
            Fact(_("Thôi theo dõi"), found.ended_on, kind="day", note=found.ended_why),
        ],
        "notes": found.notes.select_related("officer"),
        "note_form": (sent.get("note") or NoteForm()) if may_change else None,
        "may_change": may_change,
        "may_share": may_share,
    }


@require_safe
def plan(request: OfficeRequest, plan_id: UUID) -> HttpResponse:
    return render(request, "areas/plan.html", page_of_plan(request, selectors.get_plan(plan_id)))


def page_of_plan(request: OfficeRequest, found: Plan, **sent: PageForm) -> dict[str, Any]:
    today = local_date(request.at)
    is_open = found.state == PlanState.OPEN
    may_change = is_open and policies.may_change(request.officer, found, at=request.at)
    measures = selectors.measures_of(found)
    return {
        "plan": found,
        "title": _("Kế hoạch xử lý: %(name)s") % {"name": found.subject.name},
        "above": _("Kế hoạch xử lý triệt để"),
        "above_url": reverse("areas:plans"),
        "chips": [chip_of(PlanState(found.state))],
        "facts": [
            Fact(_("Đối tượng"), found.subject.name, url=reverse("subjects:subject", args=[found.subject_id])),
            Fact(_("Căn cứ"), found.get_ground_display()),
            Fact(_("Nội dung"), found.about),
            Fact(_("Cơ quan"), found.owner_agency.name),
            Fact(_("Người lập"), found.opened_by.full_name),
            Fact(_("Lập lúc"), found.created_at, kind="moment"),
            Fact(_("Kết thúc lúc"), found.closed_at, kind="moment"),
            Fact(_("Người kết thúc"), found.closed_by.full_name if found.closed_by else ""),
            Fact(_("Lý do kết thúc"), found.get_end_display()),
            Fact(_("Kết quả chung"), found.result),
        ],
        "measures": [(one, _measure_chip(one, request), _may_finish(one, may_change, request)) for one in measures],
        "notes": found.notes.select_related("officer"),
        "measure_form": (sent.get("measure") or MeasureForm(agency=found.owner_agency, on=today))
        if may_change
        else None,
        "note_form": (sent.get("note") or NoteForm()) if may_change else None,
        "may_close": is_open and policies.may_end(request.officer, found, at=request.at),
    }


@require_safe
def source(request: OfficeRequest, source_id: UUID) -> HttpResponse:
    return render(request, "areas/source.html", page_of_source(request, source_id))


def page_of_source(request: OfficeRequest, source_id: UUID, **sent: PageForm) -> dict[str, Any]:
    found = selectors.get_source(source_id)
    is_open = found.ended_on is None
    return {
        "source": found,
        "title": found.alias,
        "lead": _("Chỉ mình bạn đọc được trang này. Ai đứng sau bí danh không ghi ở đâu trong hệ thống."),
        "above": _("Cơ sở tin báo"),
        "above_url": reverse("areas:sources"),
        "chips": [] if is_open else [(_("đã thôi"), "")],
        "notes": found.notes.all(),
        "note_form": (sent.get("note") or NoteForm()) if is_open else None,
        "is_open": is_open,
    }


def _ids(subject: Subject) -> list[UUID]:
    return [one.pk for one in members_of(subject)]


def _licences(members: list[UUID], request: OfficeRequest) -> list[tuple[Any, tuple[str, str], bool]]:
    """The licences of a merchant, each with its term in a chip and whether the reader may end it."""
    today = local_date(request.at)
    soon = licence_runs_out_by(today)
    return [
        (
            one,
            (one.get_end_reason_display(), "") if one.ended_on else term_chip(one.last_day, today, soon),
            one.ended_on is None and policies.may_change(request.officer, one, at=request.at),
        )
        for one in selectors.licences_of(members)
    ]


def _measure_chip(measure: Measure, request: OfficeRequest) -> tuple[str, str]:
    if measure.done_on is not None:
        return _("đã xong"), "good"
    return (_("quá hạn"), "late") if measure.due_on < local_date(request.at) else (_("đang làm"), "info")


def _may_finish(measure: Measure, may_change: bool, request: OfficeRequest) -> bool:
    is_own = measure.officer_id == request.officer.pk
    return measure.done_on is None and measure.plan.state == PlanState.OPEN and (may_change or is_own)
