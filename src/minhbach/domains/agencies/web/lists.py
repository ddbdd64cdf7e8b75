"""The directory of agencies."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.agencies import selectors
from minhbach.domains.agencies.models import Agency, Place
from minhbach.domains.agencies.policies import GUEST_READERS
from minhbach.domains.agencies.types import AgencyLevel, Force, Role
from minhbach.domains.agencies.web.places import province_choices
from minhbach.domains.agencies.web.request import day_asked
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.filters import DayFilter


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
                apply=lambda rows, pk: selectors.agencies_in(rows, Place.objects.get(pk=pk), on=on),
            ),
            Filter(
                "lacks",
                _lazy("Còn thiếu"),
                choices=[(Role.HEAD, _lazy("thủ trưởng")), (Role.RECORDS_CLERK, _lazy("văn thư"))],
                apply=lambda rows, role: rows.filter(pk__in=selectors.agencies_lacking(None, Role(role), on=on)),
            ),
            DayFilter("ngay", _lazy("Vào ngày"), lambda rows, _day: rows),
        ],
        search=selectors.search_agencies,
        default_sort="name",
        export_name="co-quan",
    )
    today = local_date(request.at)
    administers = selectors.administers(request.officer, None, on=today, posts=request.posts)
    knows_outside = any(post.role in GUEST_READERS for post in request.posts)
    return page.response(
        "agencies/directory.html",
        {"administers": administers, "knows_outside": knows_outside, "on": on, "is_today": on == today},
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
