"""Forces, their decisions, whom they asked for people, and who was sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.selectors import held_posts, officers_by_name, units_below
from minhbach.domains.agencies.types import Role
from minhbach.domains.taskforces.models import Decision, Invitation, Member, TaskForce
from minhbach.domains.taskforces.policies import committees_of
from minhbach.domains.taskforces.refusals import ForceNotFound
from minhbach.domains.taskforces.types import Term
from minhbach.engine.text.keys import search_key
from minhbach.foundation.clock import local_date


def visible_forces() -> QuerySet[Any]:
    """List what the access in force reaches, the latest first."""
    rows: QuerySet[Any] = TaskForce.objects.select_related("owner_agency__parent")
    return rows.order_by("-created_at", "-id")


def with_people(rows: QuerySet[Any], *, on: date) -> QuerySet[Any]:
    """Count of each force how many people are in it on a day."""
    standing = Member.objects.filter(force=OuterRef("pk"), post__valid_from__lte=on, post__valid_until__gt=on)
    counted = standing.order_by().values("force").annotate(count=Count("pk")).values("count")
    counted_rows: QuerySet[Any] = rows.annotate(people=Coalesce(Subquery(counted), 0))
    return counted_rows


def in_term(rows: QuerySet[Any], term: str, *, on: date) -> QuerySet[Any]:
    """Keep the forces that run on a day, or those that do not any more."""
    if term == Term.RUNNING:
        return rows.filter(owner_agency__valid_until__gt=on)
    return rows.filter(owner_agency__valid_until__lte=on)


def running(*, on: date) -> QuerySet[Any]:
    return in_term(visible_forces(), Term.RUNNING, on=on)


def forces_steered(officer: Officer, *, at: datetime) -> QuerySet[Any]:
    """List the running forces of the committees for whose standing office an officer works."""
    return running(on=local_date(at)).filter(owner_agency__parent__in=committees_of(officer, at=at))


def get_force(force_id: UUID) -> TaskForce:
    """Raises: ForceNotFound."""
    found: TaskForce | None = visible_forces().select_related("set_up_by").filter(pk=force_id).first()
    if found is None:
        raise ForceNotFound
    return found


def find_forces(text: str) -> QuerySet[Any]:
    return with_words(visible_forces(), text)


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(owner_agency__folded__contains=search_key(text)) | Q(purpose__icontains=text))


def decisions_of(force: TaskForce) -> list[Decision]:
    return list(Decision.objects.filter(force=force).order_by("recorded_at", "id"))


def invitations_of(force: TaskForce) -> list[Invitation]:
    """List which agencies were asked for people, each with how many are there for the whole term (`there`)."""
    return list(_with_there(Invitation.objects.filter(force=force)).order_by("agency__sort_key", "id"))


def asked_of(agency_ids: frozenset[UUID] | set[UUID], *, on: date) -> QuerySet[Any]:
    """List the invitations to some agencies that are not filled, of forces that run."""
    rows = Invitation.objects.filter(agency_id__in=agency_ids, force__owner_agency__valid_until__gt=on)
    return _with_there(rows).filter(there__lt=F("wanted")).order_by("asked_at", "id")


def get_invitation(force: TaskForce, agency: Agency) -> Invitation | None:
    found: Invitation | None = Invitation.objects.filter(force=force, agency=agency).first()
    return found


def members_of(force: TaskForce, *, on: date) -> list[Member]:
    """List who is in a force on a day: its head first, then by agency and given name."""
    rows = Member.objects.filter(force=force, post__valid_from__lte=on, post__valid_until__gt=on)
    rows = rows.select_related("post__officer", "post__agency", "agency")
    return list(rows.order_by("-is_head", "agency__sort_key", "post__officer__sort_key", "id"))


def people_of(force: TaskForce, *, on: date) -> QuerySet[Officer]:
    """List the people of a force on a day, by given name."""
    held = Post.objects.on(on).filter(agency_id=force.owner_agency_id, role=Role.MEMBER)
    return officers_by_name().filter(pk__in=held.values("officer_id"), is_active=True)


def get_member(force: TaskForce, member_id: UUID) -> Member:
    """Raises: ForceNotFound."""
    rows = Member.objects.filter(force=force, pk=member_id)
    found: Member | None = rows.select_related("post__officer", "post__agency__parent", "force", "agency").first()
    if found is None:
        raise ForceNotFound
    return found


def people_to_send(officer: Officer, force: TaskForce, *, on: date) -> QuerySet[Officer]:
    """List whom a head may send: people of the own units that were asked, but those who are there to the end."""
    headed = {post.agency_id for post in held_posts(officer, on=on) if post.role == Role.HEAD}
    asked = set(Invitation.objects.filter(force=force).values_list("agency_id", flat=True))
    units = units_below(headed) & units_below(asked)
    held = Post.objects.on(on).filter(agency_id__in=units).exclude(role=Role.MEMBER)
    until = force.owner_agency.valid_until
    there = Post.objects.filter(officer=OuterRef("pk"), agency_id=force.owner_agency_id, valid_until__gte=until)
    people = officers_by_name().filter(pk__in=held.values("officer_id"), is_active=True).exclude(pk=officer.pk)
    return people.filter(~Exists(there))


def _with_there(rows: QuerySet[Any]) -> QuerySet[Any]:
    whole = Member.objects.filter(invitation=OuterRef("pk"), post__valid_until=F("force__owner_agency__valid_until"))
    counted = whole.order_by().values("invitation").annotate(count=Count("pk")).values("count")
    counted_rows: QuerySet[Any] = rows.select_related("agency", "force__owner_agency").annotate(
        there=Coalesce(Subquery(counted), 0)
    )
    return counted_rows
