"""What of the rights in force on a day the screen is told: the rows of its tables of marks and authorised sellers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from minhbach.domains.rights.models import Floor, Right, Seller
from minhbach.domains.rights.selectors.standing import in_force_on
from minhbach.domains.rights.types import SIGNS, SellerRole

MARK_COLUMNS = ("mark", "holder", "goods", "spellings", "floor_vnd", "source")
SELLER_COLUMNS = ("mark", "platform", "seller_id", "seller_name", "valid_from", "valid_until", "source")


@dataclass(frozen=True)
class KnownRows:
    """Cells as they are written, in the order of the columns above."""

    marks: tuple[tuple[str, ...], ...]
    sellers: tuple[tuple[str, ...], ...]

    @property
    def are_empty(self) -> bool:
        return not self.marks and not self.sellers


def known_on(day: date) -> KnownRows:
    """Read what is known on a day. Needs the system's reach: the screen serves everybody.

    Of rights alone whose sign is a word; where two say the same of a mark and its goods, the higher floor holds.
    """
    counting = Q(confirmed_at__isnull=False, dropped_at__isnull=True, valid_from__lte=day)
    rights = in_force_on(Right.objects.filter(kind__in=SIGNS), day).order_by("folded", "number_key", "id")
    rights = rights.prefetch_related(
        Prefetch("floors", Floor.objects.filter(counting).order_by("valid_from", "confirmed_at", "id")),
        Prefetch(
            "sellers",
            Seller.objects.filter(counting, role=SellerRole.SELLER).exclude(platform="")
            .filter(Q(last_day__isnull=True) | Q(last_day__gte=day)).order_by("valid_from", "id"),
        ),
    )  # fmt: skip
    marks: dict[tuple[str, ...], tuple[str, ...]] = {}
    sellers: dict[tuple[str, ...], tuple[str, ...]] = {}
    for right in rights:
        for goods, floor in _lines(right):
            key = (_same(right.title), *sorted(map(_same, goods)))
            row = (
                right.title, right.holder, "|".join(map(_cell, goods)), "|".join(map(_cell, right.spellings)),
                str(floor or ""), _cell(f"{right.get_kind_display()} {right.number}"),
            )  # fmt: skip
            if key not in marks or int(row[4] or 0) > int(marks[key][4] or 0):
                marks[key] = row
        for one in right.sellers.all():
            seller = (
                right.title, one.platform, one.account, one.name, one.valid_from.isoformat(),
                one.last_day.isoformat() if one.last_day else "", one.source,
            )  # fmt: skip
            sellers.setdefault(tuple(map(_same, seller[:5])), seller)
    return KnownRows(tuple(marks.values()), tuple(sellers.values()))


def _lines(right: Right) -> Iterable[tuple[tuple[str, ...], int]]:
    """Yield the goods of each floor with it, the latest of the same goods; else the right's own goods without one."""
    latest: dict[tuple[str, ...], tuple[tuple[str, ...], int]] = {}
    for floor in right.floors.all():
        goods = tuple(floor.goods or right.goods)
        latest[tuple(sorted(map(_same, goods)))] = goods, floor.floor_vnd
    own = tuple(right.goods)
    latest.setdefault(tuple(sorted(map(_same, own))), (own, 0))
    return latest.values()


def _same(text: str) -> str:
    return " ".join(text.casefold().split())


def _cell(text: str) -> str:
    """What parts a list of words is no part of a word."""
    return text.replace("|", " ")
