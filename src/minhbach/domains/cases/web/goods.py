"""The goods of a case: the whole inventory as a list, and the lines an act may be about, to tick."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts import BY_SLUG, MATTER_KINDS
from minhbach.domains.cases.goods_codes import code_of, with_other_cases
from minhbach.domains.cases.goods_fields import write_numbers
from minhbach.domains.cases.goods_lines import placed
from minhbach.domains.cases.matters.seizure import inventory
from minhbach.domains.cases.models import GoodsLine
from minhbach.domains.cases.selectors import access_case, case_state
from minhbach.engine.identifiers.gtins import write_gtin
from minhbach.foundation.ids import read_id
from minhbach.foundation.pages import Column, ListPage, OfficeRequest

PICKED_FROM = 50


def goods_list(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """The inventory of a case as it stands: search, pages, workbook."""
    case = access_case(request.officer, case_id)
    page = ListPage(
        request,
        with_other_cases(inventory(case_state(case)), case).order_by("number"),
        title=_("Bảng kê hàng hóa – %(case)s") % {"case": case.code},
        columns=[
            Column("number", _lazy("STT"), lambda row: row.number, sort="number", kind="number"),
            Column("name", _lazy("Tên hàng hóa"), lambda row: row.name, sort="name"),
            Column("brand", _lazy("Nhãn hiệu, xuất xứ"), lambda row: row.brand_origin, sort="brand_origin"),
            Column("unit", _lazy("Đơn vị"), lambda row: row.unit),
            Column("quantity", _lazy("Số lượng"), _quantity, sort="quantity", kind="number"),
            Column("price", _lazy("Đơn giá"), lambda row: row.unit_price_vnd, sort="unit_price_vnd", kind="vnd"),
            Column("value", _lazy("Thành tiền"), lambda row: row.value_vnd, sort="value_vnd", kind="vnd"),
            Column("code", _lazy("Mã trên hàng"), _code, under="name"),
            Column(
                "others", _lazy("Vụ việc khác cùng mã"), lambda row: row.others or None, url=_same_code, kind="number"
            ),
        ],
        search=matching,
        default_sort="number",
        page_size=100,
        empty=_lazy("Bảng kê được nhập cùng kết quả kiểm tra."),
        export_name=f"bang-ke-{case.code}",
    )
    return page.response("cases/goods_list.html", {"case": case})


def pick(request: OfficeRequest, case_id: UUID, slug: str) -> HttpResponse:
    """The lines that an act of a matter may be about, a page of them; what a search finds can be chosen at once."""
    act = BY_SLUG.get(slug)
    if act is None or not act.matter:
        raise Http404
    case = access_case(request.officer, case_id)
    state, part, corrects = case_state(case), request.GET.get("part", ""), request.GET.get("corrects", "")
    lines = MATTER_KINDS[act.matter].offers(case, state, part, read_id(corrects))
    text = request.GET.get("tim", "").strip()[:200]
    found = matching(placed(lines).order_by("place"), text)
    numbers = list(found.values_list("place", flat=True))
    pages = Paginator(found, PICKED_FROM)
    return render(
        request,
        "cases/goods_pick.html",
        {"case": case, "act": act, "rows": pages.get_page(request.GET.get("page")), "part": part, "corrects": corrects,
         "text": text, "count": len(numbers), "numbers": write_numbers(numbers)},
    )  # fmt: skip


def matching(lines: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Keep the lines that have every word of a text in their name, brand or origin."""
    for word in text.split():
        lines = lines.filter(Q(name__icontains=word) | Q(brand_origin__icontains=word))
    return lines


def _code(row: GoodsLine) -> str:
    code = code_of(row.brand_origin, row.name)
    return str(code) if code else ""


def _same_code(row: GoodsLine) -> str:
    return f"{reverse('cases:list')}?{urlencode({'goods_code': write_gtin(row.gtin)})}" if row.gtin else ""


def _quantity(row: GoodsLine) -> Decimal | int | None:
    if row.quantity is None:
        return None
    whole = row.quantity.to_integral_value()
    return int(whole) if whole == row.quantity else row.quantity.normalize()
