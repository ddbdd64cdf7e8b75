"""Reads: rights, what is said beside them, notices and their links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from minhbach.domains.rights.models import Floor, GuidePoint, Notice, NoticeLink, Picture, Right, Said, Seller, Term
from minhbach.domains.rights.refusals import NoticeNotFound, RightNotFound, SaidNotFound
from minhbach.domains.rights.types import LinkState, NoticeState, State
from minhbach.engine.text.keys import search_key
from minhbach.foundation.pages.chips import chip_of

SAID: Mapping[str, type[Said]] = {
    "gia-han": Term,
    "nguoi-ban": Seller,
    "gia-san": Floor,
    "anh": Picture,
    "diem-nhan-biet": GuidePoint,
}
"""What is said beside a right, by the word of its address."""


def visible_rights() -> QuerySet[Right]:
    """List the rights the access in force reaches."""
    return Right.objects.select_related("owner_agency", "body").order_by("-created_at", "id")


def get_right(right_id: UUID) -> Right:
    """Raises: RightNotFound."""
    found = visible_rights().select_related("entered_by", "decided_by", "subject").filter(pk=right_id).first()
    if found is None:
        raise RightNotFound
    return found


def get_said(right: Right, slug: str, said_id: UUID) -> Said:
    """Raises: SaidNotFound."""
    found = SAID[slug].objects.filter(right=right, pk=said_id).first() if slug in SAID else None
    if found is None:
        raise SaidNotFound
    return found  # type: ignore[no-any-return]


def key_of(number: str) -> str:
    """Return by which a number is known, however it is parted: letters and digits alone."""
    return "".join(sign for sign in number.casefold() if sign.isalnum())


def find_rights(text: str) -> QuerySet[Right]:
    """Find rights whose sign begins so, or that bear the number."""
    words, key = search_key(text), key_of(text)
    named = Q(folded__startswith=words) if words else Q(pk__in=[])
    if key:
        named |= Q(number_key=key)
    return visible_rights().filter(named).order_by("folded", "id")


def with_words(rows: QuerySet[Right], text: str) -> QuerySet[Right]:
    called = Q()
    for word in search_key(text).split():
        called &= Q(folded__contains=word)
    return rows.filter(called | Q(number_key=key_of(text)))


def same_number(right: Right) -> QuerySet[Right]:
    """List the other rights of the same kind and number that stand or wait, within reach."""
    rows = visible_rights().filter(kind=right.kind, number_key=right.number_key).exclude(state=State.REFUSED)
    return rows.exclude(pk=right.pk).order_by("created_at")


def same_sign(right: Right) -> QuerySet[Right]:
    """List confirmed rights of the same words by other owners: lawful for other goods, worth a look."""
    rows = visible_rights().filter(folded=right.folded, state=State.CONFIRMED)
    return rows.exclude(pk=right.pk).exclude(holder__iexact=right.holder).order_by("created_at")


def visible_notices() -> QuerySet[Notice]:
    return Notice.objects.select_related("right", "owner_agency", "sent_by").order_by("-created_at", "id")


def with_waiting(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """Say beside each notice whether a link of it waits for an answer."""
    waiting = NoticeLink.objects.filter(notice=OuterRef("pk"), state=LinkState.WAITING)
    return rows.annotate(waits=Exists(waiting))


def notice_chip(notice: Any) -> tuple[str | Promise, str]:
    """Say how a notice of `with_waiting` stands: being read, waiting for answers, or answered."""
    state = NoticeState(notice.state)
    if state != NoticeState.DONE:
        return chip_of(state)
    return (_("còn chờ trả lời"), "warn") if notice.waits else (_("đã trả lời hết"), "good")


def get_notice(notice_id: UUID) -> Notice:
    """Raises: NoticeNotFound."""
    found = visible_notices().filter(pk=notice_id).first()
    if found is None:
        raise NoticeNotFound
    return found


def links_of(notice: Notice) -> QuerySet[NoticeLink]:
    """List the links of a notice, each with the one it repeats and the answer that holds for it."""
    rows = notice.links.select_related("twice_of").order_by("row")
    return rows.annotate(
        answer_now=Coalesce("twice_of__answer", "answer"), answered_now=Coalesce("twice_of__answered_on", "answered_on")
    )


def counts_of(notice: Notice) -> dict[str, int]:
    """Count the links of a notice by their state."""
    return dict(notice.links.order_by().values_list("state").annotate(Count("id")))


def links_of_lead(lead_id: UUID) -> QuerySet[NoticeLink]:
    rows = NoticeLink.objects.filter(lead_id=lead_id).select_related("notice__right", "notice__owner_agency")
    return rows.order_by("-notice__created_at", "row")
