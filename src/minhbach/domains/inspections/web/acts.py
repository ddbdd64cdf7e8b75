"""What is done to a plan and said of an overlap."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from minhbach.domains.agencies.models import Officer
from minhbach.domains.inspections import policies, selectors, services
from minhbach.domains.inspections.models import Overlap, Plan
from minhbach.domains.inspections.requirements import unmet_of_approval
from minhbach.domains.inspections.types import READ_BY, PlanKind
from minhbach.domains.subjects.selectors import find_subjects, get_subject, visible_subjects
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.trusted_clock import require_true_clock
from minhbach.foundation.writing import write_day

PICKED_AT_MOST = 8
ASKING = ["GET", "HEAD", "POST"]


class DrawUpForm(PageForm):
    title = fields.Text(label=_lazy("Tên kế hoạch"), attrs={"autofocus": True})
    kind = fields.Choice(label=_lazy("Loại"), choices=PlanKind.choices, open=True)
    starts_on = fields.Day(label=_lazy("Từ ngày"))
    ends_on = fields.Day(label=_lazy("Đến hết ngày"))
    read_by = fields.Choice(
        label=_lazy("Ai đọc được khi đã gửi lấy ý kiến"),
        choices=READ_BY,
        help_text=_lazy(
            "Đối tượng nào không chia sẻ cho người đọc thì không hiện với người đó. Kiểm tra đột xuất không lập kế "
            "hoạch ở đây."
        ),
    )


class ItemForm(PageForm):
    """One subject of a plan."""

    subject = fields.Record(label=_lazy("Tổ chức, cá nhân"), widget=forms.HiddenInput)
    starts_on = fields.Day(label=_lazy("Kiểm tra từ ngày"))
    ends_on = fields.Day(label=_lazy("Đến hết ngày"))
    grounds = fields.Text(label=_lazy("Căn cứ, lý do"), rows=3, longest=1000)
    unit = fields.Record(label=_lazy("Đơn vị kiểm tra"), words=lambda agency: agency.name)
    leader = fields.Choice(label=_lazy("Trưởng đoàn"), required=False)

    def __init__(self, *args: Any, plan: Plan, leaders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("subject", visible_subjects())
        self.offer("unit", selectors.units_for(plan))
        self.offer("leader", [("", "—"), *leaders])
        self.propose(starts_on=plan.starts_on, ends_on=plan.ends_on, unit=plan.owner_agency_id)


class WordsForm(PageForm):
    words = fields.Text(label=_lazy("Nội dung"), rows=4, longest=2000)


class MaybeWordsForm(PageForm):
    words = fields.Text(label=_lazy("Nội dung"), rows=4, longest=2000, required=False)


class RuleForm(PageForm):
    goes_ahead = fields.Either(
        label=_lazy("Ý kiến của cấp trên"), yes=_lazy("giữ đối tượng trong kế hoạch"), no=_lazy("bỏ khỏi kế hoạch")
    )
    words = fields.Text(label=_lazy("Lý do"), rows=3, longest=2000)
    paper = fields.Text(
        label=_lazy("Số, ngày văn bản cho ý kiến"),
        required=False,
        longest=200,
        help_text=_lazy("Bắt buộc khi hai đơn vị không có cấp trên chung trong danh bạ."),
    )


class ApproveForm(PageForm):
    """Nothing to fill in; what stands against it is listed by weight."""


@require_http_methods(ASKING)
def draw_up(request: OfficeRequest) -> HttpResponse:
    policies.require_writer(request.officer, at=request.at)
    form = DrawUpForm.of(request)
    return handle(
        request,
        form,
        lambda: services.draw_up(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã lập dự thảo kế hoạch."),
        page={"title": _("Lập kế hoạch kiểm tra"), "button": _("Lập dự thảo"), "cancel": reverse("inspections:list")},
    )


@require_http_methods(ASKING)
def add_item(request: OfficeRequest, planning_id: UUID) -> HttpResponse:
    plan = _own(request, planning_id)
    form = ItemForm.of(request, plan=plan, leaders=selectors.leaders_for(plan, on=local_date(request.at)))

    def act() -> object:
        asked = form.asked
        leader_id = asked.pop("leader")
        leader = Officer.inside.get(pk=leader_id) if leader_id else None
        return services.add_item(officer=request.officer, at=request.at, plan=plan, leader=leader, **asked)

    chosen = request.POST.get("subject") or request.GET.get("subject", "")
    return handle(
        request,
        form,
        act,
        done=_("Đã thêm đối tượng."),
        back=plan,
        template="inspections/add_item.html",
        page=lambda: {
            **_page(plan, _("Thêm đối tượng vào kế hoạch"), _("Thêm")),
            "subject": _subject_or_none(chosen),
            "pick_url": reverse("inspections:pick_subject"),
        },
    )


@require_safe
def pick_subject(request: OfficeRequest) -> HttpResponse:
    """What a search for an organization or person finds, to be picked."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    found = list(find_subjects(text)[:PICKED_AT_MOST]) if len(text) > 1 else []
    return render(request, "inspections/subjects_found.html", {"found": found, "text": text})


@require_http_methods(ASKING)
def drop_item(request: OfficeRequest, planning_id: UUID, planned_id: UUID) -> HttpResponse:
    plan = _own(request, planning_id)
    item = selectors.get_item(plan, planned_id)
    form = MaybeWordsForm.of(request)
    return handle(
        request,
        form,
        lambda: services.drop_item(officer=request.officer, at=request.at, item=item, **form.asked),
        done=_("Đã bỏ đối tượng khỏi kế hoạch."),
        back=plan,
        page={**_page(plan, _("Bỏ đối tượng khỏi kế hoạch"), _("Bỏ")), "lead": item.subject.name, "tone": "late"},
    )


@require_http_methods(ASKING)
def share(request: OfficeRequest, planning_id: UUID) -> HttpResponse:
    plan = _own(request, planning_id)
    form = ApproveForm.of(request)
    due_on = services.due_day(plan.owner_agency, local_date(request.at))
    caution = (
        _("Đơn vị trùng đối tượng được phản đối đến hết ngày %(day)s; im lặng thì kế hoạch được tiếp tục.")
        % {"day": write_day(due_on)}
        if due_on
        else _("Cơ quan chưa đặt thời hạn cho ý kiến: chỗ trùng chỉ được cảnh báo, không phải chờ.")
    )
    return handle(
        request,
        form,
        lambda: _share(request, plan),
        done=_("Đã gửi lấy ý kiến."),
        back=plan,
        page={**_page(plan, _("Gửi kế hoạch lấy ý kiến"), _("Gửi")), "caution": caution},
    )


@require_http_methods(ASKING)
def remark(request: OfficeRequest, planning_id: UUID) -> HttpResponse:
    plan = selectors.get_plan(planning_id)
    policies.require_writer(request.officer, at=request.at)
    form = WordsForm.of(request)
    return handle(
        request,
        form,
        lambda: services.remark(officer=request.officer, at=request.at, plan=plan, **form.asked),
        done=_("Đã ghi góp ý."),
        back=plan,
        page=_page(plan, _("Góp ý kế hoạch"), _("Gửi góp ý")),
    )


@require_http_methods(ASKING)
def approve(request: OfficeRequest, planning_id: UUID) -> HttpResponse:
    plan = selectors.get_plan(planning_id)
    policies.require_approver(request.officer, plan, at=request.at)
    form = ApproveForm.of(request)
    unmet = list(unmet_of_approval(plan, on=local_date(request.at)))
    return handle(
        request,
        form,
        lambda: _approve(request, plan, form),
        done=_("Đã duyệt kế hoạch."),
        back=plan,
        template="inspections/approve.html",
        page={**_page(plan, _("Duyệt kế hoạch"), _("Duyệt")), "unmet": unmet},
    )


@require_http_methods(ASKING)
def reopen(request: OfficeRequest, planning_id: UUID) -> HttpResponse:
    return _with_words(
        request, planning_id, services.reopen, _("Mở lại kế hoạch để điều chỉnh"), _("Mở lại"), _("Đã mở lại kế hoạch.")
    )


@require_http_methods(ASKING)
def drop(request: OfficeRequest, planning_id: UUID) -> HttpResponse:
    return _with_words(request, planning_id, services.drop, _("Hủy kế hoạch"), _("Hủy kế hoạch"), _("Đã hủy kế hoạch."))


# What may be said of an overlap: the service, the form, the title, the button.
SPEAKING: dict[str, Any] = {
    "agree": (services.agree, MaybeWordsForm, _lazy("Đồng ý với kế hoạch"), _lazy("Đồng ý")),
    "object": (services.object_to, WordsForm, _lazy("Phản đối vì trùng đối tượng"), _lazy("Phản đối")),
    "say": (services.say, WordsForm, _lazy("Trao đổi với đơn vị kia"), _lazy("Gửi")),
    "withdraw": (services.withdraw, MaybeWordsForm, _lazy("Rút phản đối"), _lazy("Rút phản đối")),
}


@require_http_methods(ASKING)
def speak(request: OfficeRequest, overlap_id: UUID, what: str) -> HttpResponse:
    found = selectors.get_overlap(overlap_id)
    if what == "say":
        policies.require_side(request.officer, found, at=request.at)
    else:
        policies.require_asked(request.officer, found, at=request.at)
    service, form_class, title, button = SPEAKING[what]
    form = form_class.of(request)
    return handle(
        request,
        form,
        lambda: service(officer=request.officer, at=request.at, overlap=found, **form.asked),
        done=_("Đã ghi."),
        back=found,
        page=_about(found, title, button),
    )


@require_http_methods(ASKING)
def rule(request: OfficeRequest, overlap_id: UUID) -> HttpResponse:
    found = selectors.get_overlap(overlap_id)
    policies.require_superior(request.officer, found, at=request.at)
    form = RuleForm.of(request)
    return handle(
        request,
        form,
        lambda: services.rule(officer=request.officer, at=request.at, overlap=found, **form.asked),
        done=_("Đã ghi ý kiến của cấp trên."),
        back=found,
        page=_about(found, _("Ý kiến của cấp trên"), _("Ghi ý kiến")),
    )


def _own(request: OfficeRequest, planning_id: UUID) -> Plan:
    plan = selectors.get_plan(planning_id)
    policies.require_own_plan(request.officer, plan, at=request.at)
    return plan


def _share(request: OfficeRequest, plan: Plan) -> Plan:
    # A term that runs from a wrong day cannot be taken back.
    require_true_clock(request.at)
    return services.share(officer=request.officer, at=request.at, plan=plan)


def _approve(request: OfficeRequest, plan: Plan, form: PageForm) -> Plan:
    # Silence lets a plan go on once its term has passed: by a clock that may be believed.
    require_true_clock(request.at)
    return services.approve(officer=request.officer, at=request.at, plan=plan, confirmed=form.confirmed)


def _with_words(
    request: OfficeRequest, planning_id: UUID, service: Any, title: str, button: str, done: str
) -> HttpResponse:
    plan = _own(request, planning_id)
    form = WordsForm.of(request)
    act = partial(service, officer=request.officer, at=request.at, plan=plan)
    return handle(request, form, lambda: act(**form.asked), done=done, back=plan, page=_page(plan, title, button))


def _page(plan: Plan, title: object, button: object) -> dict[str, Any]:
    url = plan.get_absolute_url()
    return {"title": title, "button": button, "cancel": url, "above": plan.title, "above_url": url}


def _about(overlap: Overlap, title: object, button: object) -> dict[str, Any]:
    url = overlap.get_absolute_url()
    return {"title": title, "button": button, "cancel": url, "above": _("Chỗ trùng"), "above_url": url}


def _subject_or_none(text: str) -> Any:
    try:
        return get_subject(UUID(text))
    except ValueError:
        return None
