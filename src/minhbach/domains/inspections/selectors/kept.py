"""What inspections go by on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.selectors import held_posts, with_descendant_ids
from minhbach.domains.inspections.models import Card, CheckPoint, Laboratory, SamplingPlan
from minhbach.domains.inspections.policies import CARD_KEEPERS
from minhbach.domains.inspections.refusals import KeptNotFound
from minhbach.foundation.clock import local_date
from minhbach.foundation.ids import read_id
from minhbach.foundation.requirements import Unmet, inform
from minhbach.foundation.writing import write_day


def points() -> QuerySet[Any]:
    """List every check point, by group and place in it."""
    rows: QuerySet[Any] = CheckPoint.objects.order_by("group", "position", "id")
    return rows


def groups_on(day: date) -> list[str]:
    """Name the groups of goods that have something to look at on a day."""
    return sorted(set(CheckPoint.objects.on(day).values_list("group", flat=True)))


def points_on(groups: Collection[str], day: date) -> list[CheckPoint]:
    """List what is to be looked at on a day, group by group in the order given."""
    if not groups:
        return []
    order = {group: place for place, group in enumerate(groups)}
    rows = CheckPoint.objects.on(day).filter(group__in=order)
    return sorted(rows, key=lambda one: (order[one.group], one.position, one.pk))


def points_by_id(ids: Collection[str]) -> dict[str, CheckPoint]:
    """Return points by their ids as written, ended ones too; what is no id names none."""
    read = [found for one in ids if (found := read_id(one)) is not None]
    return {str(one.pk): one for one in CheckPoint.objects.filter(pk__in=read)}


def sampling_plans() -> QuerySet[Any]:
    rows: QuerySet[Any] = SamplingPlan.objects.order_by("goods", "lot_from", "id")
    return rows


def laboratories() -> QuerySet[Any]:
    rows: QuerySet[Any] = Laboratory.objects.order_by("name", "id")
    return rows


def laboratories_on(day: date) -> list[Laboratory]:
    """List the laboratories whose designation holds on a day."""
    return list(Laboratory.objects.on(day).order_by("name", "id"))


def cards() -> QuerySet[Any]:
    """List the cards in reach, those that end first first."""
    rows: QuerySet[Any] = Card.objects.select_related("officer", "owner_agency")
    return rows.order_by("valid_until", "id")


def get_row(rows: QuerySet[Any], row_id: UUID) -> Any:
    """Fetch one.

    Raises: KeptNotFound.
    """
    found = rows.filter(pk=row_id).first()
    if found is None:
        raise KeptNotFound
    return found


def agencies_with_cards(officer: Officer, *, at: datetime) -> QuerySet[Agency]:
    """List the agencies whose officers' cards an officer enters."""
    homes = {post.agency_id for post in held_posts(officer, on=local_date(at)) if post.role in CARD_KEEPERS}
    rows: QuerySet[Agency] = Agency.objects.filter(pk__in=with_descendant_ids(homes)).order_by("sort_key", "id")
    return rows


def unmet_of_team(agency: Agency, officer_ids: Collection[str], *, on: date) -> Iterator[Unmet]:
    """Tell who of a team holds no post in an agency on a day, or no card where the agency keeps cards.

    No table of law says that an inspection may not be held without: it is told, and stands in nobody's way.
    """
    ids = [UUID(one) for one in dict.fromkeys(officer_ids) if one]
    people = {one.pk: one for one in Officer.inside.filter(pk__in=ids)}
    posted = set(Post.objects.on(on).filter(officer__in=ids, agency=agency).values_list("officer_id", flat=True))
    keeps_cards = Card.objects.filter(owner_agency=agency).exists()
    last: dict[UUID, Card] = {}
    if keeps_cards:
        for card in Card.objects.filter(officer__in=ids).order_by("valid_from", "id"):
            before = last.get(card.officer_id)
            if before is None or not before.holds_on(on):
                last[card.officer_id] = card
    for one in ids:
        if one not in people:
            continue
        about = {"name": people[one].full_name, "day": write_day(on)}
        if one not in posted:
            yield inform(f"team.post.{one}", _("%(name)s không giữ chức vụ nào ở đơn vị vào ngày %(day)s.") % about)
        card_of = last.get(one)
        if keeps_cards and card_of is None:
            yield inform(f"team.card.{one}", _("Chưa ghi thẻ kiểm tra của %(name)s.") % about)
        elif card_of is not None and not card_of.holds_on(on):
            sentence = _("Thẻ kiểm tra số %(number)s của %(name)s không có hiệu lực vào ngày %(day)s.")
            yield inform(f"team.card.{one}", sentence % {**about, "number": card_of.number})


def sampling_on(day: date) -> list[SamplingPlan]:
    """List the sampling plans that hold on a day."""
    return list(SamplingPlan.objects.on(day).order_by("goods", "lot_from", "id"))
