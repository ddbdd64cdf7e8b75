"""Reads, each within the reach of whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.custody.models import Blanking, Box, Hold, Item, Key, Opening
from minhbach.domains.custody.policies import is_custodian
from minhbach.domains.custody.refusals import BlankingNotFound, HoldNotFound, ItemNotFound, KeyNotFound, OpeningNotFound
from minhbach.domains.custody.sealing import PublicKey
from minhbach.domains.custody.types import Done, Purpose, State
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, WorkItem
from minhbach.foundation.pages.work import Kind as WorkKind
from minhbach.foundation.scope import current_access
from minhbach.foundation.writing import write_capped

ON_DESK = 5


def visible_openings() -> QuerySet[Any]:
    """List the wishes to open that the access in force reaches, the latest first."""
    rows: QuerySet[Any] = Opening.objects.select_related("box", "asked_by", "answered_by", "opened_by", "owner_agency")
    return rows.order_by("-created_at", "-id")


def get_opening(opening_id: UUID) -> Opening:
    """Raises: OpeningNotFound."""
    found: Opening | None = visible_openings().filter(pk=opening_id).first()
    if found is None:
        raise OpeningNotFound
    return found


def openings_of(box_id: UUID) -> list[Opening]:
    """List the wishes to open one box, as far as whoever asks sees them: his own, or those of his agency."""
    return list(visible_openings().filter(box=box_id))


def visible_keys() -> QuerySet[Any]:
    rows: QuerySet[Any] = Key.objects.select_related("officer", "confirmed_by", "owner_agency")
    return rows.order_by("-created_at", "-id")


def get_key(key_id: UUID) -> Key:
    """Raises: KeyNotFound."""
    found: Key | None = visible_keys().filter(pk=key_id).first()
    if found is None:
        raise KeyNotFound
    return found


def keys_for(agency: Agency) -> list[PublicKey]:
    """List the keys for which what is told to an agency is sealed; none where nobody keeps identities for it."""
    return [PublicKey(key.id, key.jwk) for key in Key.objects.raw("select * from custody_keys_for(%s)", [agency.pk])]


def box_of(record_id: UUID) -> Box | None:
    """Return the box of a record, as far as whoever asks sees it."""
    found: Box | None = Box.objects.filter(belongs_to=record_id).first()
    return found


def visible_blankings() -> QuerySet[Any]:
    rows: QuerySet[Any] = Blanking.objects.select_related("asked_by", "answered_by", "owner_agency")
    return rows.order_by("-created_at", "-id")


def get_blanking(blanking_id: UUID) -> Blanking:
    """Raises: BlankingNotFound."""
    found: Blanking | None = visible_blankings().filter(pk=blanking_id).first()
    if found is None:
        raise BlankingNotFound
    return found


def items_of(blanking: Blanking) -> QuerySet[Any]:
    """List the records of a wish to blank; each names a record and tells nothing of it."""
    return Item.objects.filter(blanking=blanking).order_by("id")


def get_item(blanking: Blanking, item_id: int) -> Item:
    """Raises: ItemNotFound."""
    found: Item | None = items_of(blanking).filter(pk=item_id).first()
    if found is None:
        raise ItemNotFound
    return found


def holds_in_force() -> QuerySet[Any]:
    """List the orders to keep a record that stand, the latest first."""
    rows: QuerySet[Any] = Hold.objects.filter(ended_at=None).select_related("held_by", "owner_agency")
    return rows.order_by("-created_at", "-id")


def get_hold(hold_id: UUID) -> Hold:
    """Raises: HoldNotFound."""
    found: Hold | None = Hold.objects.filter(pk=hold_id).first()
    if found is None:
        raise HoldNotFound
    return found


def blankings_waiting(officer: Officer) -> list[Blanking]:
    """List the wishes to blank of an officer's agencies that wait for another than who wished."""
    own = visible_blankings().filter(state=Done.WAITING, owner_agency_id__in=current_access().agency_ids)
    return list(own.exclude(asked_by=officer))


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for what waits for a custodian's word or key."""
    if not is_custodian(officer, at=at):
        return
    own = Opening.objects.filter(owner_agency_id__in=current_access().agency_ids)
    waiting = own.filter(state__in=[State.WAITING, State.APPROVED]).exclude(
        state=State.WAITING, asked_by=officer
    ).exclude(state=State.APPROVED, answered_by=officer).order_by("created_at", "id")  # fmt: skip
    yield Asked(waiting, {"id": "id", "number": "box__number", "state": "state", "purpose": "purpose"}, ON_DESK, _say)
    keys = Key.objects.filter(owner_agency_id__in=current_access().agency_ids, ended_at=None)
    unconfirmed = keys.filter(confirmed_at=None).exclude(officer=officer).order_by("created_at", "id")
    yield Asked(unconfirmed, {"name": "officer__full_name"}, ON_DESK, _say_unconfirmed)
    without = Officer.inside.filter(pk=officer.pk).exclude(pk__in=keys.values("officer_id")).order_by("pk")
    yield Asked(without, {"id": "id"}, 1, _say_without)


def _say_unconfirmed(keys: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in keys:
        yield WorkItem(
            WorkKind.DECIDE, _("So dấu khóa, xác nhận"), one["name"], reverse("custody:keys"), _("Xem"), is_new=True
        )
    if others:
        words = _("%(count)s khóa khác chờ xác nhận") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(WorkKind.LEAD, words, "", reverse("custody:keys"), _("Xem"), count=others)


def _say_without(officers: list[dict[str, Any]], _others: int) -> Iterator[WorkItem]:
    """Say once that an officer who keeps identities has no key: until two have one, nobody's name can be sealed."""
    if officers:
        words = _("Tạo khóa giữ danh tính")
        about = _("Chưa có khóa thì chưa niêm phong được danh tính người gửi.")
        yield WorkItem(WorkKind.UPKEEP, words, about, reverse("custody:make_key"), _("Tạo khóa"), is_new=True)


def _say(openings: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in openings:
        words = _("Duyệt mở danh tính") if one["state"] == State.WAITING else _("Mở danh tính")
        yield WorkItem(
            WorkKind.LEAD,
            what=words,
            about=f"{one['number']} · {Purpose(one['purpose']).label}",
            url=reverse("custody:opening", args=[one["id"]]),
            act=_("Xem"),
            is_new=one["state"] == State.WAITING,
        )
    if others:
        words = _("%(count)s đề nghị mở danh tính khác") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(WorkKind.LEAD, words, "", reverse("custody:list"), _("Xem"), count=others)
