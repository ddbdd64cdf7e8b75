"""The list of evidence."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.evidence import selectors
from minhbach.domains.evidence.types import EvidenceKind
from minhbach.domains.evidence.web.pages import item_url
from minhbach.engine.identifiers.names import words
from minhbach.foundation.pages import Column, ListPage, OfficeRequest
from minhbach.foundation.pages.filters import StateFilter


def evidence(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_evidence(),
        title=_lazy("Tài liệu, chứng cứ"),
        columns=[
            Column("title", _lazy("Nội dung thể hiện"), lambda row: row.title, url=item_url),
            Column("kind", _lazy("Loại"), lambda row: (row.get_kind_display(), ""), sort="kind", kind="chip"),
            Column(
                "obtained",
                _lazy("Thời điểm thu thập"),
                lambda row: row.obtained_at,
                sort="obtained_at",
                indexed=True,
                kind="moment",
            ),
            Column("officer", _lazy("Người thu thập"), lambda row: row.obtained_by, sort="obtained_by__sort_key"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, sort="owner_agency__sort_key"),
        ],
        filters=[
            StateFilter("kind", _lazy("Loại"), EvidenceKind),
        ],
        search=_search,
        default_sort="-obtained",
        empty=_lazy(
            "Ảnh chụp, bản quét và ảnh màn hình xuất hiện ở đây sau khi được gắn với vụ việc hoặc tổ chức, cá nhân."
        ),
        export_name="chung-cu",
    )
    return page.response()


def _search(rows: Any, text: str) -> Any:
    """By the digest of a file, or by words of what it shows; the officer's own reach keeps the list small."""
    compact = text.strip().lower()
    if len(compact) == 64:
        return rows.filter(sha256=compact)
    wanted = [word.plain for word in words(text)]
    kept = [
        pk
        for pk, title in rows.values_list("pk", "title")[:5_000]
        if all(any(word.plain.startswith(part) for word in words(title)) for part in wanted)
    ]
    return rows.filter(pk__in=kept)
