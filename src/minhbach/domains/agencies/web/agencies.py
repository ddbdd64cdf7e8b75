"""The directory of agencies and the page of one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import Agency, Place
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import AgencyLevel, Confidence, Force, Role
from minhbach.domains.agencies.web.forms import AgencyForm, AmendAgencyForm, EndAgencyForm
from minhbach.domains.agencies.web.places import province_choices
from minhbach.domains.agencies.web.request import day_asked
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.filters import DayFilter
from minhbach.foundation.pages.forms import handle


@require_safe
def directory(request: OfficeRequest) -> HttpResponse:
    on = day_asked(request)
    page = ListPage(
        request,
        selectors.agencies_on(on),
        title=_lazy("Cơ quan, địa bàn"),
        columns=[
            Column("name", _lazy("Cơ quan"), lambda row: row.name, sort="sort_key", url=Agency.get_absolute_url),
            Column("force", _lazy("Lực lượng"), lambda row: row.get_force_display(), sort="force"),
            Column("level", _lazy("Cấp"), lambda row: row.get_level_display(), sort="level"),
            Column("area", _lazy("Địa bàn phụ trách"), area_text),
            Column("parent", _lazy("Trực thuộc"), lambda row: row.parent.short_name if row.parent else ""),
            Column("symbol", _lazy("Ký hiệu"), lambda row: row.symbol, sort="symbol"),
        ],
        filters=[
            Filter(
                "force",
                _lazy("Lực lượng"),
                choices=Force.choices,
                apply=lambda rows, force: rows.filter(force=force),
            ),
            Filter(
                "level",
                _lazy("Cấp"),
                choices=AgencyLevel.choices,
                apply=lambda rows, level: rows.filter(level=level),
            ),
            Filter(
                "province",
                _lazy("Tỉnh, thành phố"),
                choices=province_choices(on),
                apply=lambda rows, pk: selectors.agencies_in(rows, Place.objects.get(pk=pk)),
            ),
            DayFilter("ngay", _lazy("Vào ngày"), lambda rows, _day: rows),
        ],
        search=selectors.search_agencies,
        default_sort="name",
        export_name="co-quan",
    )
    today = local_date(request.at)
    administers = selectors.administers(request.officer, None, on=today, posts=request.posts)
    return page.response("agencies/directory.html", {"administers": administers, "on": on, "is_today": on == today})


@require_safe
def agency(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    found = selectors.get_agency(agency_id)
    today = local_date(request.at)
    posts = list(selectors.posts_in(found))
    delegations = list(selectors.delegations_in(found))
    return render(
        request,
        "agencies/agency.html",
        {
            "agency": found,
            "is_seen": found.confidence == Confidence.SEEN,
            "is_here": found.holds_on(today),
            "predecessors": found.predecessors.order_by("sort_key", "id"),
            "units": selectors.units_of(found, on=today),
            "posts": [post for post in posts if post.holds_on(today)],
            "other_posts": [post for post in posts if not post.holds_on(today)],
            "delegations": [one for one in delegations if one.holds_on(today)],
            "other_delegations": [one for one in delegations if not one.holds_on(today)],
            "administers": selectors.administers(request.officer, found, on=today, posts=request.posts),
            "may_delegate": any(post.agency_id == found.pk and post.may_sign for post in request.posts),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, Role.ADMINISTRATOR, at=request.at)
    form = AgencyForm.of(request, on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.create_agency(**form.asked, officer=request.officer, at=request.at),
        done=lambda made: _("Đã thêm %(agency)s.") % {"agency": made.name},
        template="agencies/form.html",
        page={"title": _("Thêm cơ quan")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    found = _administered(request, agency_id)
    form = AmendAgencyForm.of(request, agency=found, on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.amend_agency(agency=found, **form.asked, officer=request.officer, at=request.at),
        done=_("Đã sửa %(agency)s.") % {"agency": found.name},
        back=found,
        template="agencies/form.html",
        page={"title": _("Sửa thông tin %(agency)s") % {"agency": found.name}, "agency": found},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    found = _administered(request, agency_id)
    form = EndAgencyForm.of(request, agency=found, on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.end_agency(agency=found, **form.asked, officer=request.officer, at=request.at),
        done=_("Đã ghi nhận ngày kết thúc của %(agency)s.") % {"agency": found.name},
        back=found,
        template="agencies/form.html",
        page={"title": _("Kết thúc hoạt động: %(agency)s") % {"agency": found.name}, "agency": found},
    )


def area_text(agency: Agency) -> str:
    """Name an agency's area, shortened where it is long."""
    names = sorted(place.name for place in agency.areas.all())
    shown = ", ".join(names[:3])
    return (
        shown
        if len(names) <= 3
        else _("%(places)s và %(count)d địa bàn khác") % {"places": shown, "count": len(names) - 3}
    )


def _administered(request: OfficeRequest, agency_id: UUID) -> Agency:
    found = selectors.get_agency(agency_id)
    require_role(request.officer, Role.ADMINISTRATOR, at=request.at, agency=found)
    return found
