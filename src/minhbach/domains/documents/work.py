"""What papers wait for an officer today: to sign, to number, to issue, to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents import selectors
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import PAPERS, PaperSummary
from minhbach.foundation.office import offered
from minhbach.foundation.pages.work import MOST_COUNTED, Card, Kind, WorkItem, some_of, some_of_each
from minhbach.foundation.writing import write_capped

SHOWN = 20

Waiting = tuple[Kind, str | Promise, str, selectors.Documents, str]


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem | Card]:
    """List the papers that wait for an officer, each with the clock of what it is about."""
    desks = tuple(_desks(officer, at=at))
    found = some_of_each({query: (_named(rows), SHOWN) for *_words, rows, query in desks})
    read = [(desk, *found[desk[4]]) for desk in desks]
    due = _due([document for _desk, first, _others in read for document in first])
    items: list[WorkItem | Card] = []
    for (kind, act, button, _rows, query), first, others in read:
        if kind is Kind.SIGN and first:
            count = write_capped(len(first) + others, MOST_COUNTED)
            items.append(Card("documents/desk_stack.html", {"count": count}, place=15, is_first=True))
        items += [
            _item(document, kind, str(act), button, due.get(document.target_id) if document.target_id else None)
            for document in first
        ]
        if others:
            words = _("%(count)s văn bản khác chờ: %(act)s") % {
                "count": write_capped(others, MOST_COUNTED), "act": str(act).lower(),
            }  # fmt: skip
            items.append(WorkItem(kind, words, "", f"{reverse('documents:list')}?{query}", _("Xem"), count=others))
    return items + _scans_owed(officer, at=at)


def _scans_owed(officer: Officer, *, at: datetime) -> list[WorkItem]:
    """One line for all papers that went out before their sealed copy was scanned, until each has its scan."""
    if not selectors.is_clerk(officer, at=at):
        return []
    owing = selectors.owing_scan(officer, at=at)
    first, others = some_of(owing.select_related("owner_agency").defer("content"), 1)
    if not first:
        return []
    count = len(first) + others
    url = f"{first[0].get_absolute_url()}#scan" if count == 1 else f"{reverse('documents:list')}?mine=scan"
    words = _("Đính kèm bản quét: %(count)s văn bản đã phát hành") % {"count": write_capped(count, MOST_COUNTED)}
    return [WorkItem(Kind.ISSUE, words, "", url, _("Đính kèm"), count=count)]


def _desks(officer: Officer, *, at: datetime) -> Iterator[Waiting]:
    yield Kind.SIGN, _("Ký"), _("Ký"), selectors.waiting_to_sign(officer, at=at), "mine=sign"
    if selectors.is_clerk(officer, at=at):
        yield Kind.NUMBER, _("Cấp số"), _("Cấp số"), selectors.waiting_to_number(officer, at=at), "mine=number"
        yield Kind.ISSUE, _("Phát hành"), _("Phát hành"), selectors.waiting_to_issue(officer, at=at), "mine=issue"
    yield Kind.REDRAFT, _("Sửa dự thảo bị trả lại"), _("Sửa"), selectors.returned_to(officer), "state=returned"


def _named(documents: selectors.Documents) -> selectors.Documents:
    """Say of each paper what its line says besides: whom it names, whose it is, for which unit it is signed."""
    rows = selectors.with_whom(documents).select_related(None).defer("content")
    return rows.annotate(owner_name=F("owner_agency__short_name"), signed_in=F("signer_post__agency_id"))


def _item(document: Any, kind: Kind, act: str, button: str, due_on: date | None) -> WorkItem:
    abstract = selectors.abstract_of(document.title, getattr(document, "whom", ""))
    # A paper to sign lies open in the stack of all of them.
    url = f"{reverse('documents:stack')}?van-ban={document.id}" if kind is Kind.SIGN else document.get_absolute_url()
    return WorkItem(
        kind,
        what=_("%(act)s: %(paper)s") % {"act": act, "paper": str(PAPERS[document.kind].name).lower()},
        about=" · ".join(filter(None, (document.number_text, abstract, document.owner_name))),
        url=url,
        act=button,
        due_on=due_on,
        agency_id=document.signed_in if kind is Kind.SIGN else document.issuing_agency_id,
    )


def _due(documents: Iterable[OfficialDocument]) -> Mapping[UUID, date]:
    """Ask whoever keeps what the papers are about until when each is to be out."""
    wanted: dict[str, set[UUID]] = {}
    for document in documents:
        if document.target_id is not None:
            wanted.setdefault(document.target_type, set()).add(document.target_id)
    found: dict[UUID, date] = {}
    for summary in offered(PaperSummary):
        if ids := wanted.get(summary.target_type):
            found |= summary.due(ids)
    return found
