"""The map: find a place of any day, see what it is now and what it was."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.agencies import selectors
from minhbach.domains.agencies.models import Place
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.domains.agencies.web.request import day_asked
from minhbach.engine.text.keys import search_key
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.filters import DayFilter

LAST_DAY_OF_THE_OLD_MAP = date(2025, 6, 30)


@require_safe
def places(request: OfficeRequest) -> HttpResponse:
    on = day_asked(request)
    that_day = selectors.DayMap(on)
    page = ListPage(
        request,
        selectors.places_of_map(on=on).select_related("parent__parent"),
        title=_lazy("Địa bàn"),
        columns=[
            Column(
                "name", _lazy("Địa bàn"), lambda row: row.name, sort="sort_key", url=lambda row: row.get_absolute_url()
            ),
            Column("within", _lazy("Thuộc"), lambda row: where_it_lies(row, that_day)),
            Column("code", _lazy("Mã"), lambda row: row.code, sort="code"),
            Column("level", _lazy("Cấp"), lambda row: row.get_level_display()),
            Column("until", _lazy("Đến hết ngày"), lambda row: row.last_day, kind="day"),
        ],
        filters=[
            DayFilter("ngay", _lazy("Danh mục của ngày"), lambda rows, _day: rows),
            Filter(
                "level",
                _lazy("Cấp"),
                choices=[choice for choice in PlaceLevel.choices if choice[0] != PlaceLevel.NATION],
                apply=lambda rows, level: rows.filter(level=level),
            ),
            Filter(
                "province",
                _lazy("Tỉnh, thành phố"),
                choices=province_choices(on),
                apply=lambda rows, pk: rows.filter(pk__in=selectors.place_ids_within({int(pk)})),
            ),
        ],
        search=lambda rows, text: rows.filter(folded__contains=search_key(text)) | rows.filter(code=text.strip()),
        default_sort="name",
        export_name="dia-ban",
    )
    return page.response("agencies/places.html", {"on": on, "is_old_map": on <= LAST_DAY_OF_THE_OLD_MAP})


@require_safe
def place(request: OfficeRequest, place_id: int) -> HttpResponse:
    today = local_date(request.at)
    found = selectors.get_place_by_id(place_id)
    is_today = found.holds_on(today)
    # What is no more is told by its own last day.
    day = today if is_today or found.last_day is None else found.last_day
    heirs = [] if is_today else selectors.where_is_now(found)
    origins = selectors.what_was_then(found, LAST_DAY_OF_THE_OLD_MAP) if is_today else []
    return render(
        request,
        "agencies/place.html",
        {
            "title": found.name,
            "chips": [
                (_lazy("trong danh mục hiện hành"), "good") if is_today else (_lazy("không còn trên danh mục"), "warn")
            ],
            "facts": _facts(found, selectors.DayMap(day)),
            "is_today": is_today,
            "heirs": _named(heirs, today),
            "is_divided": found.level == PlaceLevel.COMMUNE and len(heirs) > 1,
            "origins": _named(origins, LAST_DAY_OF_THE_OLD_MAP),
            "parts": selectors.parts_of(found, on=day)[:400],
            "agencies": selectors.agencies_in(selectors.agencies_on(today if is_today else None), found, on=day)
            .filter(areas=found)
            .distinct(),
        },
    )


def _named(places: list[Place], on: date) -> list[tuple[Place, str]]:
    """Each place with what it lies in on a day; nothing for a province."""
    that_day = selectors.DayMap(on)
    return [(one, where_it_lies(one, that_day)) for one in places]


def _facts(found: Place, that_day: selectors.DayMap) -> list[Fact]:
    since = found.valid_from
    return [
        Fact(_lazy("Thuộc"), where_it_lies(found, that_day) or "Việt Nam"),
        Fact(_lazy("Mã"), found.code),
        Fact(_lazy("Từ ngày"), since or _lazy("chưa ghi nhận"), kind="day" if since else "text"),
        Fact(_lazy("Đến hết ngày"), found.last_day, kind="day"),
    ]


def where_it_lies(place: Place, that_day: selectors.DayMap) -> str:
    """Name the units above a place on a day, nearest first: "Huyện Cao Lộc, Tỉnh Lạng Sơn"."""
    return ", ".join(above.name for above in that_day.chain(place))


def province_choices(on: date) -> list[tuple[str, str]]:
    """List the provinces of a day for a filter."""
    return [(str(row.pk), row.name) for row in selectors.places_of_map(on=on, level=PlaceLevel.PROVINCE)]
