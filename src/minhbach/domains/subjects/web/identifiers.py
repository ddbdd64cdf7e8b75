"""Who uses an identifier, within the reader's reach."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects import personal, selectors
from minhbach.domains.subjects.identities import kind_words, whole_value
from minhbach.domains.subjects.models import Identifier
from minhbach.domains.subjects.types import doors_of
from minhbach.engine.identifiers import KINDS, Rarity, rarity_of
from minhbach.engine.identifiers.kind import LONGEST
from minhbach.foundation.pages import Column, ListPage, OfficeRequest

_RARITY = {
    Rarity.ALONE: _lazy("Chưa thấy ai khác dùng."),
    Rarity.RARE: _lazy("Rất ít người dùng: trùng nhau rất đáng xem."),
    Rarity.SHARED: _lazy("Một nhóm người dùng chung: nên xem quan hệ giữa họ."),
    Rarity.COMMON: _lazy("Nhiều người dùng: trùng nhau nói lên ít."),
    Rarity.HUB: _lazy("Rất nhiều người dùng, như số tổng đài hoặc tài khoản chung: trùng nhau không nói lên điều gì."),
}


def identifier(request: OfficeRequest, identifier_id: UUID) -> HttpResponse:
    found = selectors.access_identifier(request.officer, identifier_id, at=request.at)
    carriers = selectors.carriers_of(found)
    shown = carriers.shown
    page = ListPage(
        request,
        carriers.rows(),
        title=f"{kind_words(found.kind)}: {shown}",
        columns=[
            Column(
                "name",
                _("Tên"),
                lambda row: row.name,
                sort="sort_key",
                indexed=True,
                in_file=personal.name_in_file,
                url=lambda row: reverse("subjects:subject", args=[row.pk]),
            ),
            Column("kind", _("Loại"), lambda row: (row.get_kind_display(), ""), kind="chip"),
            Column("place", _("Thuộc địa bàn"), lambda row: row.place),
            Column("owner", _("Cơ quan đăng ký"), lambda row: row.owner_agency.short_name),
        ],
        default_sort="name",
        export_name="dinh-danh",
    )
    context = {
        "carriers": carriers,
        "rarity": _rarity_words(found, carriers.subjects),
        "sources": carriers.sources(),
        "identifier": found,
        "is_partly_hidden": personal.HIDDEN in shown,
        "doors": doors_of(found.pk),
    }
    return page.response("subjects/identifier.html", context)


def value(request: OfficeRequest) -> HttpResponse:
    """Lead from a value, wherever it stands, to the page that says who uses it; else to the search for it."""
    kind, written = request.GET.get("loai", ""), request.GET.get("gia-tri", "").replace("\x00", "")[:LONGEST]
    found = selectors.find_identifier(kind, written) if kind in KINDS else None
    if found is not None:
        return redirect("subjects:identifier", found.id)
    shown = whole_value(kind, written)
    return redirect(f"{reverse('subjects:list')}?{urlencode({'q': shown})}")


def _rarity_words(identifier: Identifier, subjects: int) -> str:
    """Say how much it tells that two carry a value."""
    kind = KINDS.get(identifier.kind)
    if kind is not None and not kind.tells_who(identifier.canonical):
        return _("Giá trị loại này nhiều người dùng chung: trùng nhau không nói lên điều gì về người bán.")
    return str(_RARITY[rarity_of(subjects)])
