"""What is done here: each act parses, makes one service call, and leads back."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.areas import policies, selectors, services
from minhbach.domains.areas.models import Keeping
from minhbach.domains.areas.refusals import PlaceMissing
from minhbach.domains.areas.types import Ground
from minhbach.domains.areas.web import forms
from minhbach.domains.areas.web.pages import page_of_keeping, page_of_plan, page_of_point, page_of_source
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.selectors import access_subject
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.editing import Edits
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.scope import ScopedModel
from minhbach.foundation.writing import write_day

M = TypeVar("M", bound=ScopedModel)
# Boxes on one page; beyond, a person narrows by a word, or comes again for the rest.
MOST_AT_ONCE = 300

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
def add(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = _writable(request, subject_id)
    form = forms.KeepingForm.of(request, here=subject.place, **_where(request))
    return handle(
        request,
        form,
        lambda: services.keep(
            officer=request.officer, at=request.at, subject=subject, kept=form.kept, place=form.asked["place"]
        ),
        done=_("Đã đưa vào danh sách địa bàn."),
        page=_about(subject, _("Đưa vào danh sách địa bàn"), _("Đưa vào danh sách")),
    )


@asks
def add_many(request: OfficeRequest) -> HttpResponse:
    """`?xa=<id>&q=…`: choose a commune, then tick who of its register is put on the list."""
    agency = policies.keeping_agency(request.officer, at=request.at)
    on = local_date(request.at)
    communes = selectors.communes_to_choose(request.officer, on=on)
    chosen, text = request.GET.get("xa", ""), request.GET.get("q", "").replace("\x00", "").strip()[:200]
    place = next((one for one in communes if str(one.pk) == chosen), None)
    found = selectors.not_kept_in(place, text, agency_id=agency.pk) if place else Subject.objects.none()
    # What is sliced may not be narrowed to what was ticked.
    offered = Subject.objects.filter(pk__in=list(found.values_list("pk", flat=True)[:MOST_AT_ONCE])).order_by(
        "sort_key"
    )
    form = forms.ManyForm.of(request, offered=offered, on=on)

    def act() -> int:
        if place is None:
            raise PlaceMissing
        return services.keep_many(
            officer=request.officer, at=request.at, subjects=list(form.asked["subjects"]), kept=form.kept, place=place
        )

    return handle(
        request,
        form,
        act,
        done=lambda count: _("Đã đưa %(count)s cơ sở vào danh sách.") % {"count": count},
        back=f"{reverse('areas:list')}?all=1",
        template="areas/add_many.html",
        page={
            "title": _("Đưa nhiều cơ sở vào danh sách địa bàn"),
            "above": _("Cơ sở trên địa bàn"),
            "above_url": reverse("areas:list"),
            "communes": communes,
            "chosen": place,
            "text": text,
            "most": MOST_AT_ONCE,
            "button": _("Đưa vào danh sách"),
        },
    )


@asks
def change(request: OfficeRequest, keeping_id: UUID) -> HttpResponse:
    found = selectors.get_keeping(keeping_id)
    policies.require_own(request.officer, found, at=request.at)
    options: dict[str, Any] = {"keeping": found, "here": found.place, **_where(request)}
    form = forms.KeepingForm.of(request, **options)

    def act() -> Keeping:
        asked = {"kept": form.kept, "place": form.asked["place"]}
        return services.change_keeping(officer=request.officer, at=request.at, keeping=found, **asked)

    def anew() -> forms.KeepingForm:
        return forms.KeepingForm(**{**options, "keeping": selectors.get_keeping(keeping_id)})

    return handle(
        request,
        form,
        act,
        done=_("Đã sửa."),
        back=found,
        page={"title": _("Sửa: %(name)s") % {"name": found.subject.name}, "cancel": found.get_absolute_url()},
        edits=Edits(found, anew),
    )


@asks
def end(request: OfficeRequest, keeping_id: UUID) -> HttpResponse:
    found = _own(request, selectors.get_keeping(keeping_id))
    form = forms.EndKeepingForm.of(request)
    return handle(
        request,
        form,
        lambda: services.end_keeping(officer=request.officer, at=request.at, keeping=found, **form.asked),
        done=_("Đã đưa ra khỏi danh sách địa bàn."),
        back=reverse("areas:list"),
        page={
            "title": _("Đưa %(name)s ra khỏi danh sách") % {"name": found.subject.name},
            "button": _("Đưa ra khỏi danh sách"),
            "cancel": found.get_absolute_url(),
            "tone": "late",
        },
    )


@asks
def visit(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    """Write down a look: from the merchant's page on the list, or from that of a subject."""
    subject = _writable(request, subject_id)
    form = forms.VisitForm.of(request, on=local_date(request.at))
    own = {post.agency_id for post in request.posts}
    kept = next((one for one in selectors.keepings_of([subject.pk]) if one.owner_agency_id in own), None)
    shown: dict[str, Any] = {"page": _about(subject, _("Ghi lần xem cơ sở"), _("Ghi"))}
    if kept is not None and request.method == "POST":
        shown = {"template": "areas/keeping.html", "page": lambda: page_of_keeping(request, kept, visit=form)}
    return handle(
        request,
        form,
        lambda: services.record_visit(officer=request.officer, at=request.at, subject=subject, **form.asked),
        done=lambda made: _("Đã ghi. Lần xem tiếp theo: trước %(day)s.") % {"day": write_day(made.next_look_on)},
        back=kept or _subject_url(subject),
        **shown,
    )


@asks
def take_back(request: OfficeRequest, visit_id: UUID) -> HttpResponse:
    found = _own(request, selectors.get_visit(visit_id))
    form = forms.TakeBackForm.of(request)
    return handle(
        request,
        form,
        lambda: services.take_back_visit(officer=request.officer, at=request.at, visit=found, **form.asked),
        done=_("Đã rút lại; lần xem ghi nhầm vẫn đọc được."),
        back=_subject_url(found.subject),
        page=_about(found.subject, _("Rút lại lần xem đã ghi"), _("Rút lại")),
    )


@asks
def add_licence(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = _writable(request, subject_id)
    form = forms.LicenceForm.of(request, on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.record_licence(officer=request.officer, at=request.at, subject=subject, held=form.held),
        done=_("Đã ghi giấy phép."),
        back=_subject_url(subject),
        page=_about(subject, _("Ghi giấy phép"), _("Ghi")),
    )


@asks
def end_licence(request: OfficeRequest, licence_id: UUID) -> HttpResponse:
    found = _own(request, selectors.get_licence(licence_id))
    form = forms.EndLicenceForm.of(request)
    return handle(
        request,
        form,
        lambda: services.end_licence(officer=request.officer, at=request.at, licence=found, **form.asked),
        done=_("Đã ghi."),
        back=_subject_url(found.subject),
        page=_about(found.subject, _("Giấy phép %(number)s không còn dùng") % {"number": found.number}, _("Ghi")),
    )


@asks
def add_point(request: OfficeRequest) -> HttpResponse:
    policies.keeping_agency(request.officer, at=request.at)
    form = forms.PointForm.of(request, **_where(request))
    return handle(
        request,
        form,
        lambda: services.add_point(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã ghi điểm tập kết."),
        page={"title": _("Ghi điểm tập kết"), "button": _("Ghi"), "cancel": reverse("areas:points")},
    )


@require_POST
def note_point(request: OfficeRequest, point_id: UUID) -> HttpResponse:
    found = _own(request, selectors.get_point(point_id))
    form = forms.NoteForm.of(request)
    return handle(
        request,
        form,
        lambda: services.note_point(officer=request.officer, at=request.at, point=found, **form.asked),
        done=_("Đã ghi thêm."),
        back=found,
        template="areas/point.html",
        page=lambda: page_of_point(request, point_id, note=form),
    )


@asks
def end_point(request: OfficeRequest, point_id: UUID) -> HttpResponse:
    found = _own(request, selectors.get_point(point_id))
    form = forms.EndPointForm.of(request)
    return handle(
        request,
        form,
        lambda: services.end_point(officer=request.officer, at=request.at, point=found, **form.asked),
        done=_("Đã thôi theo dõi điểm này."),
        back=found,
        page={"title": _("Thôi theo dõi: %(name)s") % {"name": found.name}, "button": _("Thôi theo dõi"),
              "cancel": found.get_absolute_url(), "tone": "late"},
    )  # fmt: skip


@asks
def assign(request: OfficeRequest) -> HttpResponse:
    agency = policies.assigning_agency(request.officer, at=request.at)
    form = forms.AssignForm.of(request, agency=agency, officer=request.officer, on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.assign_area(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã phân công."),
        back=reverse("areas:keepers"),
        page={
            "title": _("Phân công phụ trách địa bàn"),
            "lead": agency.name,
            "button": _("Phân công"),
            "cancel": reverse("areas:keepers"),
        },
    )


@asks
def open_plan(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = _writable(request, subject_id)
    asked = request.GET.get("can-cu", "")
    initial = {"ground": asked} if asked in Ground.values else {}
    form = forms.PlanForm.of(request, initial=initial)
    return handle(
        request,
        form,
        lambda: services.open_plan(officer=request.officer, at=request.at, subject=subject, **form.asked),
        done=_("Đã lập kế hoạch. Hãy ghi từng biện pháp, ai làm, hạn nào."),
        page=_about(subject, _("Lập kế hoạch xử lý triệt để"), _("Lập kế hoạch")),
    )


@require_POST
def set_measure(request: OfficeRequest, plan_id: UUID) -> HttpResponse:
    found = _own(request, selectors.get_plan(plan_id))
    form = forms.MeasureForm.of(request, agency=found.owner_agency, on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.set_measure(officer=request.officer, at=request.at, plan=found, **form.asked),
        done=_("Đã giao. Người được giao thấy ở Việc hôm nay."),
        back=found,
        template="areas/plan.html",
        page=lambda: page_of_plan(request, found, measure=form),
    )


@asks
def finish_measure(request: OfficeRequest, measure_id: UUID) -> HttpResponse:
    found = selectors.get_measure(measure_id)
    if found.officer_id != request.officer.pk:
        policies.require_own(request.officer, found.plan, at=request.at)
    form = forms.ResultForm.of(request)
    return handle(
        request,
        form,
        lambda: services.finish_measure(officer=request.officer, at=request.at, measure=found, **form.asked),
        done=_("Đã ghi kết quả."),
        back=found.plan,
        page={"title": found.what, "button": _("Ghi kết quả"), "cancel": found.plan.get_absolute_url()},
    )


@require_POST
def note_plan(request: OfficeRequest, plan_id: UUID) -> HttpResponse:
    found = _own(request, selectors.get_plan(plan_id))
    form = forms.NoteForm.of(request)
    return handle(
        request,
        form,
        lambda: services.note_plan(officer=request.officer, at=request.at, plan=found, **form.asked),
        done=_("Đã ghi tiến độ."),
        back=found,
        template="areas/plan.html",
        page=lambda: page_of_plan(request, found, note=form),
    )


@asks
def close_plan(request: OfficeRequest, plan_id: UUID) -> HttpResponse:
    found = selectors.get_plan(plan_id)
    policies.require_own(request.officer, found, *policies.ENDERS, at=request.at)
    form = forms.ClosePlanForm.of(request)
    return handle(
        request,
        form,
        lambda: services.close_plan(officer=request.officer, at=request.at, plan=found, **form.asked),
        done=_("Đã kết thúc kế hoạch."),
        back=found,
        page={
            "title": _("Kết thúc kế hoạch xử lý: %(name)s") % {"name": found.subject.name},
            "button": _("Kết thúc kế hoạch"),
            "cancel": found.get_absolute_url(),
        },
    )


@asks
def pursue(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = _writable(request, subject_id)
    agency = policies.keeping_agency(request.officer, at=request.at)
    form = forms.PursueForm.of(
        request, agency=agency, on=local_date(request.at), initial={"assignee": str(request.officer.pk)}
    )
    return handle(
        request,
        form,
        lambda: services.pursue(officer=request.officer, at=request.at, subject=subject, **form.asked),
        done=_("Đã ghi. Đến hạn, việc này hiện ở Việc hôm nay của người truy tìm."),
        back=_subject_url(subject),
        page=_about(subject, _("Truy tìm người bán"), _("Ghi")),
    )


@asks
def end_pursuit(request: OfficeRequest, pursuit_id: UUID) -> HttpResponse:
    found = _own(request, selectors.get_pursuit(pursuit_id))
    form = forms.EndPursuitForm.of(request)
    return handle(
        request,
        form,
        lambda: services.end_pursuit(officer=request.officer, at=request.at, pursuit=found, **form.asked),
        done=_("Đã thôi truy tìm."),
        back=_subject_url(found.subject),
        page=_about(found.subject, _("Thôi truy tìm người bán"), _("Thôi truy tìm")),
    )


@asks
def open_source(request: OfficeRequest) -> HttpResponse:
    policies.keeping_agency(request.officer, at=request.at)
    form = forms.SourceForm.of(request)
    return handle(
        request,
        form,
        lambda: services.open_source(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã mở. Chỉ mình bạn thấy."),
        page={"title": _("Thêm cơ sở tin báo"), "button": _("Thêm"), "cancel": reverse("areas:sources")},
    )


@require_POST
def note_source(request: OfficeRequest, source_id: UUID) -> HttpResponse:
    policies.keeping_agency(request.officer, at=request.at)
    found = selectors.get_source(source_id)
    form = forms.NoteForm.of(request)
    return handle(
        request,
        form,
        lambda: services.note_source(officer=request.officer, at=request.at, source=found, **form.asked),
        done=_("Đã ghi."),
        back=found,
        template="areas/source.html",
        page=lambda: page_of_source(request, source_id, note=form),
    )


@require_POST
def end_source(request: OfficeRequest, source_id: UUID) -> HttpResponse:
    policies.keeping_agency(request.officer, at=request.at)
    found = selectors.get_source(source_id)
    services.end_source(officer=request.officer, at=request.at, source=found)
    messages.success(request, _("Đã thôi; điều đã ghi vẫn còn."))
    return redirect(found)


def _writable(request: OfficeRequest, subject_id: UUID) -> Subject:
    policies.keeping_agency(request.officer, at=request.at)
    return access_subject(request.officer, subject_id, at=request.at)


def _own(request: OfficeRequest, record: M) -> M:
    policies.require_own(request.officer, record, at=request.at)
    return record


def _where(request: OfficeRequest) -> dict[str, Any]:
    return {"officer": request.officer, "on": local_date(request.at)}


def _subject_url(subject: Subject) -> str:
    return reverse("subjects:subject", args=[subject.pk])


def _about(subject: Subject, title: str, button: str) -> dict[str, Any]:
    url = _subject_url(subject)
    return {"title": title, "lead": subject.name, "lead_url": url, "button": button, "cancel": url}
