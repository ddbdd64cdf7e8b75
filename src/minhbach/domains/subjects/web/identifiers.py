"""Who uses an identifier, within the reader's reach."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.subjects import selectors
from minhbach.domains.subjects.identities import kind_words
from minhbach.engine.identifiers import display
from minhbach.foundation.pages import Column, ListPage, OfficeRequest


def identifier(request: OfficeRequest, identifier_id: UUID) -> HttpResponse:
    found = selectors.access_identifier(request.officer, identifier_id, at=request.at)
    shown = display(found.kind, found.canonical)
    page = ListPage(
        request,
        selectors.subjects_with(found),
        title=f"{kind_words(found.kind)}: {shown}",
        columns=[
            Column(
                "name",
                _("Tên"),
                lambda row: row.name,
                sort="sort_key",
                indexed=True,
                url=lambda row: reverse("subjects:subject", args=[row.pk]),
            ),
            Column("kind", _("Loại"), lambda row: (row.get_kind_display(), ""), kind="chip"),
            Column("place", _("Thuộc địa bàn"), lambda row: row.place),
            Column("owner", _("Cơ quan đăng ký"), lambda row: row.owner_agency.short_name),
        ],
        default_sort="name",
        export_name="dinh-danh",
    )
    return page.response("subjects/identifier.html", {"figures": selectors.identifier_figures(found)})
