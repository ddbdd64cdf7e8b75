"""The list of cases."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.selectors import (
    agencies_to_choose,
    by_place_and_year,
    find_officer,
    officers_of_units,
    units_below,
)
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases import policies, selectors
from minhbach.domains.cases.found import FOUND
from minhbach.domains.cases.goods_codes import cases_with_code
from minhbach.domains.cases.models import Case, CaseOfficer
from minhbach.domains.cases.types.codes import Outcome, Step
from minhbach.domains.cases.wording import SHORT_STEPS, say_due
from minhbach.domains.law.selectors import open_law
from minhbach.domains.subjects.selectors import get_subject
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.filters import DayFilter
from minhbach.foundation.pages.work import SOON_DAYS

MOST_OF_SUBJECT = 20
MINE, NOBODY = "mine", "none"
# A head of more units than this chooses by unit first.
MOST_UNITS = 40
CLOCKS = (
    ("late", _lazy("quá hạn")),
    ("soon", _lazy("đến hạn trong 3 ngày làm việc")),
    ("running", _lazy("đang chạy")),
    ("none", _lazy("không có")),
)


def case_list(request: OfficeRequest) -> HttpResponse:
    """Cases within reach: filter by step, clock, class, agency, e-commerce."""
    today, law = local_date(request.at), open_law()
    classes = {row.code: row.name_vi for row in law.book.classes}

    def step_chip(case: Case) -> tuple[str, str]:
        if case.step == Step.CLOSED:
            tone = "good" if case.outcome == Outcome.EXECUTED else ""
            return str(Outcome(case.outcome).label), tone
        return str(SHORT_STEPS[Step(case.step)]), "info"

    def clock_chip(case: Case) -> tuple[str, str] | None:
        words = say_due(case.clock_row, case.due_on, today=today, law=law)
        return (words.left, words.tone) if words else None

    def by_clock(cases: QuerySet[Case], choice: str) -> QuerySet[Case]:
        match choice:
            case "late":
                return cases.filter(due_on__lt=today)
            case "soon":
                return cases.filter(due_on__gte=today, due_on__lte=law.calendar.day_after(today, SOON_DAYS))
            case "running":
                return cases.filter(due_on__isnull=False)
            case _:
                return cases.filter(due_on__isnull=True)

    page = ListPage(
        request,
        selectors.visible_cases(),
        title=_lazy("Vụ việc"),
        columns=[
            Column("due", _lazy("Thời hạn"), clock_chip, sort="due_on", indexed=True, kind="chip", may_be_empty=True),
            Column(
                "code", _lazy("Vụ việc"), lambda case: case.code, sort="code", url=lambda case: case.get_absolute_url()
            ),
            Column("title", _lazy("Nội dung"), lambda case: case.title, sort="title"),
            Column("step", _lazy("Bước"), step_chip, sort="step", kind="chip"),
            Column("agency", _lazy("Đơn vị"), lambda case: case.owner_agency.short_name, sort="owner_agency__sort_key"),
            Column("fine", _lazy("Tiền phạt"), lambda case: case.fine_vnd or None, sort="fine_vnd", kind="vnd"),
            Column(
                "class",
                _lazy("Lớp hành vi vi phạm"),
                lambda case: classes.get(case.violation_class, ""),
                is_extra=True,
            ),
            Column("place", _lazy("Địa bàn"), lambda case: case.place.name if case.place else "", is_extra=True),
            Column(
                "opened",
                _lazy("Ngày mở"),
                lambda case: case.opened_on,
                sort="opened_on",
                indexed=True,
                kind="day",
                is_extra=True,
            ),
        ],
        filters=[
            Filter("step", _lazy("Bước"), choices=Step.choices, apply=lambda cases, code: cases.filter(step=code)),
            Filter("clock", _lazy("Thời hạn"), choices=CLOCKS, apply=by_clock),
            Filter(
                "officer",
                _lazy("Phụ trách"),
                choices=_officers(request, on=today),
                apply=lambda cases, one: _of_officer(cases, one, request),
            ),
            Filter(
                "class",
                _lazy("Lớp hành vi vi phạm"),
                choices=sorted(classes.items(), key=lambda item: item[1]),
                apply=lambda cases, code: cases.filter(violation_class=code),
            ),
            Filter(
                "agency",
                _lazy("Đơn vị"),
                choices=_agencies(request),
                apply=lambda cases, one: cases.filter(owner_agency=one),
            ),
            Filter(
                "ecommerce",
                _lazy("Môi trường"),
                choices=[("yes", _lazy("thương mại điện tử")), ("no", _lazy("khác"))],
                apply=lambda cases, code: cases.filter(is_ecommerce=code == "yes"),
            ),
            Filter(
                "above",
                _lazy("Trình cấp trên"),
                choices=[(MINE, _lazy("trình nơi tôi")), ("any", _lazy("đang chờ cấp trên"))],
                apply=lambda cases, code: selectors.cases_before(
                    cases, selectors.deciding_for(request.officer, on=today) if code == MINE else None
                ),
            ),
            Filter("goods_code", _lazy("Mã trên hàng"), cases_with_code),
            DayFilter("from", _lazy("Mở từ ngày"), lambda cases, day: cases.filter(opened_on__gte=day)),
            DayFilter("to", _lazy("Mở đến ngày"), lambda cases, day: cases.filter(opened_on__lte=day)),
            DayFilter(
                "decided_from",
                _lazy("Xử phạt từ ngày"),
                lambda cases, day: cases.filter(id__in=selectors.decided_between(day, None).values("case_id")),
            ),
            DayFilter(
                "decided_to",
                _lazy("Xử phạt đến ngày"),
                lambda cases, day: cases.filter(id__in=selectors.decided_between(None, day).values("case_id")),
            ),
        ],
        search=by_place_and_year(selectors.matching, FOUND),
        default_sort="due",
        empty=_lazy("Vụ việc hiện ở đây khi được mở từ thông tin cần thẩm tra hoặc do đơn vị tự phát hiện."),
        export_name="vu-viec",
    )
    may_open = any(post.role in policies.HANDLERS for post in request.posts)
    return page.response("cases/list.html", {"may_open": may_open})


def of_subject(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    """The piece of a subject's page that lists its cases in reach."""
    subject = get_subject(subject_id)
    may_open = any(post.role in policies.HANDLERS for post in request.posts)
    cases = selectors.cases_of_subject(subject.id)[:MOST_OF_SUBJECT]
    return render(request, "cases/of_subject.html", {"subject": subject, "cases": cases, "may_open": may_open})


def _of_officer(cases: QuerySet[Case], chosen: str, request: OfficeRequest) -> QuerySet[Case]:
    led = CaseOfficer.objects.filter(case=OuterRef("pk"), is_leader=True)
    if chosen == NOBODY:
        return cases.filter(~Exists(led))
    if chosen == MINE:
        return cases.filter(case_officers__officer=request.officer)
    return cases.filter(case_officers__officer_id=chosen, case_officers__is_leader=True)


def _officers(request: OfficeRequest, *, on: date) -> list[tuple[str, str | Promise]]:
    """Oneself, nobody, and for a head the officers of the unit; besides, whoever is asked for by a link."""
    choices: list[tuple[str, str | Promise]] = [(MINE, _lazy("của tôi")), (NOBODY, _lazy("chưa phân công"))]
    units = units_below({post.agency_id for post in request.posts if post.role == Role.HEAD})
    if 0 < len(units) <= MOST_UNITS:
        choices += [(str(one.id), one.full_name) for one in officers_of_units(units, policies.HANDLERS, on=on)]
    asked = request.GET.get("officer", "")
    if asked and asked not in dict(choices) and (one := find_officer(asked)):
        choices.append((str(one.id), one.full_name))
    return choices


def _agencies(request: OfficeRequest) -> list[tuple[str, str]]:
    agencies = agencies_to_choose(request.officer, on=local_date(request.at))
    return [(str(one.id), one.short_name) for one in agencies]
