"""The list of subjects."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.selectors import by_place_and_year
from minhbach.domains.subjects import personal, policies, selectors
from minhbach.domains.subjects.found import FOUND
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.types import SubjectKind
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.scope import Sharing

KEEPING = [("mine", _lazy("do tôi phụ trách")), ("nobody", _lazy("chưa có người phụ trách"))]


def subjects(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_subjects(),
        title=_lazy("Tổ chức, cá nhân"),
        columns=[
            Column(
                "name",
                _lazy("Tên"),
                lambda row: row.name,
                sort="sort_key",
                indexed=True,
                url=_url,
                in_file=personal.name_in_file,
            ),
            Column("kind", _lazy("Loại"), lambda row: (row.get_kind_display(), _tone(row)), sort="kind", kind="chip"),
            Column("place", _lazy("Thuộc địa bàn"), lambda row: row.place, sort="place__sort_key"),
            Column("keeper", _lazy("Công chức phụ trách"), lambda row: row.keeper, sort="keeper__sort_key"),
            Column(
                "owner",
                _lazy("Cơ quan đăng ký"),
                lambda row: row.owner_agency.short_name,
                sort="owner_agency__sort_key",
            ),
            Column(
                "created",
                _lazy("Ngày đăng ký"),
                lambda row: row.created_at,
                sort="created_at",
                indexed=True,
                kind="day",
            ),
        ],
        filters=[
            Filter("kind", _lazy("Loại"), choices=SubjectKind.choices, apply=lambda rows, kind: rows.filter(kind=kind)),
            Filter(
                "keeping", _lazy("Phụ trách"), choices=KEEPING, apply=lambda rows, value: _kept(rows, value, request)
            ),
            Filter(
                "sharing",
                _lazy("Phạm vi chia sẻ"),
                choices=Sharing.choices,
                apply=lambda rows, value: rows.filter(sharing=value),
            ),
        ],
        search=by_place_and_year(selectors.matching, FOUND),
        default_sort="name",
        empty=_lazy(
            "Tổ chức, cá nhân xuất hiện ở đây sau khi được đăng ký, nhập danh sách, hoặc lập từ thông tin cần thẩm tra."
        ),
        export_name="to-chuc-ca-nhan",
    )
    may_write = policies.may_write(request.officer, at=request.at)
    return page.response("subjects/list.html", {"may_write": may_write})


def _url(row: Subject) -> str:
    return reverse("subjects:subject", args=[row.pk])


def _tone(row: Subject) -> str:
    return "" if row.is_identified else "warn"


def _kept(rows: Any, value: str, request: OfficeRequest) -> Any:
    return rows.filter(keeper=request.officer) if value == "mine" else rows.filter(keeper__isnull=True)
