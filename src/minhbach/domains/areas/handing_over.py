"""What of areas hangs on an officer: the places he keeps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import HandedKind, Hanging, TakesOver
from minhbach.domains.areas.models import AreaKeeper
from minhbach.domains.areas.selectors import visible_keepers
from minhbach.domains.areas.services import assign_area
from minhbach.foundation.refusals import NotFound


def held(person: Officer, _on: date) -> Iterator[Hanging]:
    rows = AreaKeeper.objects.filter(officer=person, valid_until__isnull=True).select_related("place", "owner_agency")
    for row in rows.order_by("place__name", "id"):
        yield Hanging(row.pk, row.place.name if row.place else "", row.owner_agency.short_name)


def give(takes: TakesOver, keeper_id: UUID) -> None:
    keeper = visible_keepers().filter(pk=keeper_id).first()
    if keeper is None:
        raise NotFound
    assign_area(
        officer=takes.officer, at=takes.at, place=keeper.place, keeper=takes.receiver, agency=keeper.owner_agency
    )


HANDED = HandedKind(
    code="areas.keeper",
    label=_lazy("Địa bàn phụ trách"),
    held=held,
    give=give,
    url=lambda _keeper_id: reverse("areas:keepers"),
    place=50,
)
