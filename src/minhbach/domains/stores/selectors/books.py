"""Entries of the books, what waits for whom, and what the log knows of the end of a book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.models import Case, HeldTerm
from minhbach.domains.stores.book import Break, breaks_of
from minhbach.domains.stores.models import Entry, EntryLine, Lot, Store
from minhbach.domains.stores.policies import keepers_on
from minhbach.domains.stores.refusals import EntryNotFound
from minhbach.domains.stores.types import NUMBERED, WAYS
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, SOON_DAYS, Asked, Kind, WorkItem
from minhbach.foundation.writing import write_capped

ON_DESK = 6


def entries_of_store(store: Store) -> QuerySet[Any]:
    """List the book of a store, the latest first."""
    rows: QuerySet[Any] = _entries().filter(store=store).annotate(line_count=Count("lines"))
    return rows.order_by("-sequence")


def entries_of_case(case: Case) -> list[Entry]:
    """List the slips about the goods of a case, the latest first; each with its answer."""
    return list(_entries().filter(case=case, kind__in=NUMBERED, answers=None).order_by("-recorded_at", "-id"))


def entries_of_lot(lot: Lot) -> list[EntryLine]:
    """List what moved the goods of a card in its store, oldest first; refused slips too."""
    rows = EntryLine.objects.filter(Q(entry__store=lot.store), line_id=lot.line_id)
    rows = rows.select_related("entry__officer", "entry__other_store", "entry__answer__officer", "entry__answers")
    return list(rows.order_by("entry__sequence"))


def get_entry(entry_id: UUID) -> Entry:
    """Fetch a slip; of an answer, what it answers.

    Raises: EntryNotFound.
    """
    found: Entry | None = _entries().filter(pk=entry_id).first()
    if found is None:
        raise EntryNotFound
    return found


def lines_of(entry: Entry) -> QuerySet[EntryLine]:
    return EntryLine.objects.filter(entry=entry).order_by("position")


def waiting_for(store: Store) -> list[Entry]:
    """List what waits for the keeper of a store, oldest first."""
    return list(_waiting(Q(store=store), Q(other_store=store)).order_by("recorded_at", "id"))


def last_logged(store: Store) -> tuple[int, str] | None:
    """Return the number and digest of the last entry that the log knows of a book, where its reader may see the log."""
    rows = AuditEntry.objects.filter(
        target_type="stores.store", target_id=str(store.pk), action__startswith="stores.entry."
    )
    data = rows.order_by("-data__sequence").values_list("data", flat=True).first()
    return (data["sequence"], data["digest"]) if data else None


def breaks_in(store: Store) -> list[Break]:
    """Name every place where the book of a store is not as it was written, an end cut off where the log is in reach."""
    return list(breaks_of(store, last=last_logged(store)))


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for the slips that wait for the officer as the keeper of a store."""
    kept = keepers_on(local_date(at)).filter(officer=officer).values("store")
    rows = _waiting(Q(store__in=kept), Q(other_store__in=kept)).exclude(officer=officer).order_by("recorded_at", "id")
    told = {
        "id": "id", "kind": "kind", "way": "way", "number": "number", "year": "year", "store": "store__name",
        "case": "case__code",
    }  # fmt: skip
    yield Asked(rows, told, ON_DESK, _say)
    soon = local_date(at) + timedelta(days=SOON_DAYS)
    ending = HeldTerm.objects.filter(case__case_officers__officer=officer, until__lte=soon).order_by("until", "id")
    shown = {"case_id": "case_id", "code": "case__code", "title": "case__title", "until": "until"}
    yield Asked(ending, shown, ON_DESK, _say_ending)


def _say(rows: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in rows:
        entry = Entry(kind=one["kind"], number=one["number"], year=one["year"], way=one["way"])
        yield WorkItem(
            Kind.DECIDE,
            what=_("Chờ thủ kho: %(slip)s, %(words)s") % {"slip": entry.code, "words": entry.words},
            about=" · ".join(filter(None, (one["store"], one["case"]))),
            url=reverse("stores:entry", args=[one["id"]]),
            act=_("Mở"),
        )
    if others:
        yield WorkItem(
            Kind.DECIDE,
            what=_("Chờ thủ kho: %(count)s phiếu khác") % {"count": write_capped(others, MOST_COUNTED)},
            about="",
            url=reverse("stores:list"),
            act=_("Mở"),
            count=others,
        )


def _say_ending(terms: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in terms:
        yield WorkItem(
            Kind.CASE,
            what=_("Hết hạn tạm giữ tang vật: gia hạn, trả lại hoặc xử lý"),
            about=_("%(case)s · %(title)s") % {"case": one["code"], "title": one["title"]},
            url=reverse("cases:case", args=[one["case_id"]]),
            act=_("Mở"),
            due_on=date.fromisoformat(one["until"]),
        )
    if others:
        yield WorkItem(
            Kind.CASE,
            what=_("%(count)s lần tạm giữ khác sắp hết hạn") % {"count": write_capped(others, MOST_COUNTED)},
            about="",
            url=reverse("stores:terms"),
            act=_("Xem"),
            count=others,
        )


def _waiting(own: Q, sent: Q) -> QuerySet[Any]:
    """List slips without an answer: of a store's own book, but for what it sends away; and what is sent to it."""
    to_store = Q(way=WAYS["to_store"].code)
    rows: QuerySet[Any] = Entry.objects.filter(
        (own & ~to_store) | (sent & to_store), kind__in=NUMBERED, answers=None, answer=None
    )
    return rows.select_related("store", "case", "other_store", "officer")


def _entries() -> QuerySet[Any]:
    rows: QuerySet[Any] = Entry.objects.select_related(
        "store__owner_agency", "other_store__owner_agency", "case", "officer", "answers", "answer__officer"
    )
    return rows
