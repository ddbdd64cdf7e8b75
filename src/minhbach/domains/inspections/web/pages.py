"""The page of a plan, of an overlap, and what is planned for a subject."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.inspections import policies, selectors
from minhbach.domains.inspections.types import OverlapState, PlanState
from minhbach.domains.subjects.selectors import get_subject
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact


@require_safe
def plan(request: OfficeRequest, planning_id: UUID) -> HttpResponse:
    found = selectors.get_plan(planning_id)
    on = local_date(request.at)
    is_own = policies.may_change(request.officer, found, at=request.at)
    is_draft, is_shared = found.state == PlanState.DRAFT, found.state == PlanState.SHARED
    context = {
        "plan": found,
        "title": found.title,
        "above": _("Kế hoạch kiểm tra"),
        "above_url": reverse("inspections:list"),
        "chips": [chip_of(PlanState(found.state))],
        "lines": selectors.items_of(found, is_own=is_own, on=on),
        "events": selectors.remember_words(found),
        "is_own": is_own,
        "is_draft": is_draft,
        "is_shared": is_shared,
        "may_change": is_own and is_draft,
        "may_share": policies.may_share(request.officer, found, at=request.at),
        "may_reopen": is_own and found.state in (PlanState.SHARED, PlanState.APPROVED),
        "may_approve": is_shared and policies.may_approve(request.officer, found, at=request.at),
        "may_remark": is_shared and not is_own and policies.may_write(request.officer, at=request.at),
        "facts": [
            Fact(_("Đơn vị"), found.owner_agency.name),
            Fact(_("Loại"), found.get_kind_display()),
            Fact(_("Từ ngày"), found.starts_on, kind="day"),
            Fact(_("Đến hết ngày"), found.ends_on, kind="day"),
            Fact(_("Người lập"), found.drafted_by.full_name),
            Fact(_("Ai đọc được"), found.get_read_by_display()),
            Fact(_("Gửi lấy ý kiến"), found.shared_at, kind="moment"),
            Fact(_("Hạn phản đối"), found.due_on, kind="day"),
            Fact(_("Người duyệt"), found.approved_by.full_name if found.approved_by else ""),
            Fact(_("Duyệt lúc"), found.approved_at, kind="moment"),
        ],
    }
    return render(request, "inspections/plan.html", context)


@require_safe
def overlap(request: OfficeRequest, overlap_id: UUID) -> HttpResponse:
    """One overlap, as each of the two units reads it: of the other's plan no more than it may see."""
    found = selectors.get_overlap(overlap_id)
    shown = selectors.overlap_shown(found, on=local_date(request.at))
    state, at, officer = OverlapState(found.state), request.at, request.officer
    is_asked = policies.may_answer(officer, found, at=at)
    in_time = found.due_on is None or local_date(at) <= found.due_on
    context = {
        "title": _("%(one)s và %(other)s cùng dự kiến kiểm tra một đối tượng")
        % {"one": found.owner_agency.short_name, "other": found.other_agency.short_name},
        "above": _("Chỗ trùng"),
        "above_url": reverse("inspections:overlaps"),
        "chips": [chip_of(state)],
        "overlap": found,
        "shown": shown,
        "may_agree": is_asked and state == OverlapState.WAITING,
        "may_object": is_asked and in_time and state == OverlapState.WAITING,
        "may_withdraw": is_asked and state == OverlapState.OBJECTED,
        "may_say": policies.side_of(officer, found, at=at) is not None,
        "may_rule": state == OverlapState.OBJECTED and policies.may_rule(officer, found, at=at),
        "facts": [
            Fact(_("Kế hoạch sau"), found.owner_agency.name),
            Fact(_("Kế hoạch trước"), found.other_agency.name),
            Fact(_("Thấy trùng lúc"), found.created_at, kind="moment"),
            Fact(_("Hạn phản đối"), found.due_on, kind="day"),
        ],
    }
    return render(request, "inspections/overlap.html", context)


@require_safe
def of_subject(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    """What plans in reach hold for a subject, and when it was inspected: a piece of its page."""
    subject = get_subject(subject_id)
    on = local_date(request.at)
    visits = selectors.visits_of([subject.pk], on=on)
    context = {"planned": selectors.plans_about(subject, on=on), "visits": visits.get(subject.pk, [])}
    return render(request, "inspections/of_subject.html", context)
