"""One search box over every domain. Each finds its own within reach; this page only puts them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.selectors import find_places
from minhbach.domains.cases.selectors import find_cases
from minhbach.domains.documents.selectors import find_documents
from minhbach.domains.law.selectors import find_rows, row_url
from minhbach.domains.screening.selectors import visible_leads, with_words
from minhbach.domains.subjects.selectors import find_subjects
from minhbach.foundation.clock import local_date

SHOWN = 8


@dataclass(frozen=True)
class Hit:
    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class Group:
    """The first hits of one domain, and where all of them stand."""

    title: str
    hits: list[Hit]
    all_url: str
    has_more: bool


def find_everywhere(officer: Officer, text: str, *, at: datetime) -> list[Group]:
    """Search every domain within the officer's reach; groups without a hit are left out."""
    groups = [
        _group(_("Tổ chức, cá nhân"), find_subjects(text)[: SHOWN + 1], _subject, _list("subjects:list", text)),
        _group(_("Vụ việc"), find_cases(text)[: SHOWN + 1], _case, _list("cases:list", text)),
        _group(_("Thông tin cần thẩm tra"), _leads(officer, text, at=at), _lead, _list("screening:leads", text)),
        _group(_("Văn bản"), find_documents(text)[: SHOWN + 1], _document, _list("documents:list", text)),
        _group(_("Pháp luật"), find_rows(text, limit=SHOWN + 1), _law_row, _list("law:home", text)),
        _group(
            _("Địa bàn"),
            find_places(text, on=local_date(at), limit=SHOWN + 1),
            lambda place: Hit(place.name, place.parent.name if place.parent else "", place.get_absolute_url()),
            _list("agencies:home", text),
        ),
    ]
    return [group for group in groups if group.hits]


def _leads(officer: Officer, text: str, *, at: datetime) -> Iterable[Any]:
    try:
        return with_words(visible_leads(officer, at=at), text)[: SHOWN + 1]
    except RoleMissing:
        return ()


def _group(title: str, found: Iterable[Any], hit: Callable[[Any], Hit], all_url: str) -> Group:
    hits = [hit(one) for one in found]
    return Group(title, hits[:SHOWN], all_url, len(hits) > SHOWN)


def _list(view: str, text: str) -> str:
    return f"{reverse(view)}?{urlencode({'q': text})}"


def _subject(subject: Any) -> Hit:
    return Hit(subject.name, str(subject.get_kind_display()), reverse("subjects:subject", args=[subject.id]))


def _case(case: Any) -> Hit:
    return Hit(f"{case.code} – {case.title}", str(case.get_step_display()), case.get_absolute_url())


def _lead(lead: Any) -> Hit:
    return Hit(lead.title, lead.seller_name or "", reverse("screening:lead", args=[lead.id]))


def _document(document: Any) -> Hit:
    return Hit(document.title, str(document.get_state_display()), document.get_absolute_url())


def _law_row(row: Any) -> Hit:
    return Hit(row.title_vi, f"{row.article} {row.instrument}", row_url(row.row_id))
