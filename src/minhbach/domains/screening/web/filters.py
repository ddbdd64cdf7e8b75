"""What the list of leads can be narrowed by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.selectors import place_ids_within, places_to_choose
from minhbach.domains.screening import policies
from minhbach.domains.screening.lead_kinds import LEAD_KINDS
from minhbach.domains.screening.models import Lead, Sweep
from minhbach.domains.screening.selectors.assignees import assignees_for
from minhbach.domains.screening.selectors.leads import lead_platforms, seen_in, with_words
from minhbach.domains.screening.selectors.sweeps import runs_to_choose
from minhbach.domains.screening.types import OPEN_STATES, SIGNS, LeadState
from minhbach.engine.identifiers.platforms import platform_name
from minhbach.foundation.money import MoneyUnreadable, parse_vnd
from minhbach.foundation.pages import Filter, OfficeRequest
from minhbach.foundation.writing import write_moment

Leads = QuerySet[Lead]


def lead_filters(request: OfficeRequest, *, on: date) -> list[Filter]:
    places = [(str(place.pk), place.name) for place in places_to_choose(request.officer, on=on)]
    return [
        Filter(
            "state",
            _lazy("Tình trạng"),
            _by_state,
            choices=[*LeadState.choices, ("any", _lazy("mọi trạng thái"))],
            blank=_lazy("chưa xong"),
        ),
        Filter("hands", _lazy("Giao cho"), _by_hands(request, on=on), choices=_hands(request, on=on)),
        Filter("sign", _lazy("Dấu hiệu"), _by_sign, choices=SIGNS),
        Filter(
            "kind",
            _lazy("Loại thông tin"),
            lambda leads, kind: leads.filter(kind=kind),
            choices=[(kind.code, kind.words) for kind in LEAD_KINDS.values()],
        ),
        Filter(
            "run",
            _lazy("Lượt quét"),
            lambda leads, sweep: seen_in(leads, UUID(sweep)),
            choices=[(str(sweep.id), _run_words(sweep)) for sweep in runs_to_choose(request.GET.get("run", ""))],
        ),
        Filter(
            "platform",
            _lazy("Sàn"),
            lambda leads, platform: leads.filter(platform=platform),
            choices=[(platform, platform_name(platform)) for platform in lead_platforms()],
        ),
        Filter("place", _lazy("Địa bàn"), _by_place, choices=[*places, ("unknown", _lazy("chưa rõ địa bàn"))]),
        Filter("seller", _lazy("Người bán"), _by_seller),
        Filter("least", _lazy("Giá từ"), _by_price("price_vnd__gte")),
        Filter("most", _lazy("Giá đến"), _by_price("price_vnd__lte")),
    ]


def _run_words(sweep: Sweep) -> str:
    return f"{sweep.export.name}, {write_moment(sweep.created_at)}"


def _by_state(leads: Leads, state: str) -> Leads:
    return leads if state == "any" else leads.filter(state=state)


def open_by_default(leads: Leads, state: str) -> Leads:
    """Leads laid aside or gone on as cases come only when they are asked for."""
    return leads if state else leads.filter(state__in=OPEN_STATES)


def _hands(request: OfficeRequest, *, on: date) -> list[tuple[str, Any]]:
    """In whose hands a lead may be, as far as the reader is concerned: one's own, the unit's, those one leads."""
    found: list[tuple[str, Any]] = []
    if policies.holds(request.posts, policies.VERIFIERS):
        found += [("mine", _lazy("của tôi")), ("unit", _lazy("giao cho đơn vị, chưa ai nhận"))]
    if policies.holds(request.posts, policies.ASSIGNERS):
        found.append(("given", _lazy("tôi đã giao")))
    found += [("late", _lazy("quá hạn thẩm tra")), ("none", _lazy("chưa giao, chưa ai nhận"))]
    for unit in assignees_for(request.posts, on=on):
        found.append((unit.unit.code, str(unit.unit)))
        found += [(person.code, str(person)) for person in unit.people]
    return found


def _by_hands(request: OfficeRequest, *, on: date) -> Callable[[Leads, str], Leads]:
    def apply(leads: Leads, hands: str) -> Leads:
        match hands:
            case "mine":
                return leads.filter(taken_by=request.officer)
            case "unit":
                homes = {post.agency_id for post in request.posts if post.role in policies.VERIFIERS}
                return leads.filter(assigned_unit__in=homes, taken_by__isnull=True)
            case "given":
                return leads.filter(assigned_by=request.officer)
            case "late":
                return leads.filter(due_on__lt=on)
            case "none":
                return leads.filter(assigned_unit__isnull=True, taken_by__isnull=True)
        unit, _colon, person = hands.partition(":")
        return leads.filter(taken_by=UUID(person)) if person else leads.filter(assigned_unit=UUID(unit))

    return apply


def _by_sign(leads: Leads, sign: str) -> Leads:
    return leads.filter(signs__contains=[sign])


def _by_place(leads: Leads, place: str) -> Leads:
    if place == "unknown":
        return leads.filter(place__isnull=True)
    return leads.filter(place_id__in=place_ids_within({int(place)}))


def _by_seller(leads: Leads, seller: str) -> Leads:
    if len(seller) == 64:
        return leads.filter(seller_key=seller)
    # Its words first: they have an index, which the name without regard to case has not.
    return with_words(leads, seller).filter(seller_name__iexact=seller)


def _by_price(lookup: str) -> Callable[[Leads, str], Leads]:
    def apply(leads: Leads, text: str) -> Leads:
        try:
            amount = parse_vnd(text)
        except MoneyUnreadable:
            return leads
        return leads if amount is None else leads.filter(**{lookup: amount})

    return apply
