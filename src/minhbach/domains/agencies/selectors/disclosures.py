"""Reads: which records were opened to bodies outside by hand, what these said, and who of them looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from minhbach.domains.agencies.models import Agency, Disclosure, OutsideReply, Post
from minhbach.domains.agencies.refusals import NoSuchDisclosure
from minhbach.domains.agencies.types import DisclosedKind, DisclosureState, ReplyState, disclosed_kind
from minhbach.foundation.audit.models import AuditEntry

# Of the looks of a body so many are shown, the latest first.
LOOKS_SHOWN = 50


@dataclass(frozen=True)
class Look:
    """One look of somebody outside at what was opened."""

    at: datetime
    by: str


def visible_disclosures() -> QuerySet[Any]:
    """List what the access in force reaches, the latest first: of one's agencies, or what is open to one's body."""
    rows: QuerySet[Any] = Disclosure.objects.select_related("body", "opened_by", "closed_by", "owner_agency")
    return rows.order_by("-created_at", "-id")


def in_state(rows: QuerySet[Any], state: str, *, on: date) -> QuerySet[Any]:
    match state:
        case DisclosureState.CLOSED:
            return rows.filter(closed_at__isnull=False)
        case DisclosureState.OVER:
            return rows.filter(closed_at__isnull=True, until__lte=on)
    return rows.filter(closed_at__isnull=True, until__gt=on)


def disclosures_named(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(name__icontains=text) | Q(reason__icontains=text) | Q(body__name__icontains=text))


def get_disclosure(disclosure_id: UUID) -> Disclosure:
    """Raises: NoSuchDisclosure."""
    found: Disclosure | None = visible_disclosures().filter(pk=disclosure_id).first()
    if found is None:
        raise NoSuchDisclosure
    return found


def get_reply(reply_id: UUID) -> OutsideReply:
    """Raises: NoSuchDisclosure."""
    found = (
        OutsideReply.objects.select_related("disclosure__body", "disclosure__owner_agency").filter(pk=reply_id).first()
    )
    if found is None:
        raise NoSuchDisclosure
    return found


def kind_of(disclosure: Disclosure) -> DisclosedKind:
    """Raises: NoSuchDisclosure, where a room offers its kind no more."""
    kind = disclosed_kind(disclosure.record_type)
    if kind is None:
        raise NoSuchDisclosure
    return kind


def replies_to(disclosure: Disclosure) -> list[OutsideReply]:
    rows = OutsideReply.objects.filter(disclosure=disclosure).select_related("written_by", "decided_by")
    return list(rows.order_by("-written_at", "-id"))


def replies_waiting(agency_ids: set[UUID]) -> QuerySet[OutsideReply]:
    """List what bodies said to records of some agencies and waits to be decided, the oldest first."""
    rows = OutsideReply.objects.filter(state=ReplyState.WAITING, disclosure__owner_agency_id__in=agency_ids)
    return rows.order_by("written_at", "id")


def looks_at(disclosure: Disclosure) -> list[Look]:
    """List who of the body looked at what was opened, and when, as the log has it."""
    told = AuditEntry.objects.filter(
        action="agencies.disclosure.read", target_type="agencies.disclosure", target_id=str(disclosure.pk)
    )
    rows = list(told.order_by("-at").values_list("at", "officer_id")[:LOOKS_SHOWN])
    people = Post.objects.filter(agency_id=disclosure.body_id).values_list("officer_id", "officer__full_name")
    named = dict(people)
    return [Look(at, named.get(one, "") if one else "") for at, one in rows]


def bodies_open(*, on: date) -> QuerySet[Agency]:
    """List the bodies outside to which a record may be opened."""
    rows: QuerySet[Agency] = Agency.everywhere.on(on).exclude(outside="")
    return rows.order_by("sort_key", "id")
