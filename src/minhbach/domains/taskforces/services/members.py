"""Who is in a force: sent by his own head, taken out by him or by the standing office; one is at its head."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies import services as agencies
from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import ancestor_ids
from minhbach.domains.taskforces.models import Invitation, Member, TaskForce
from minhbach.domains.taskforces.policies import require_running, require_steering
from minhbach.domains.taskforces.refusals import AgencyNotAsked, NobodyChosen, NoSuchMember
from minhbach.domains.taskforces.services.forces import record
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold


@transaction.atomic
def send_people(
    *, officer: Officer, at: datetime, force: TaskForce, people: Collection[Officer], title_vi: str
) -> list[Member]:
    """Send some of one's own officers until the term ends; all or none.

    Raises: NobodyChosen, AgencyNotAsked, and what `agencies.send` refuses.
    """
    if not people:
        raise NobodyChosen
    asked = {one.agency_id: one for one in Invitation.objects.filter(force=force)}
    sent = []
    # In one order, so that two who send the same people never block each other.
    for person in sorted(people, key=lambda one: one.pk):
        post, home = agencies.send(person=person, force=force.owner_agency, title_vi=title_vi, officer=officer, at=at)
        invitation = next((asked[one] for one in (home.pk, *ancestor_ids(home)) if one in asked), None)
        if invitation is None:
            raise AgencyNotAsked
        # Who stays on when the term grew is there already.
        member, _is_new = Member.objects.get_or_create(
            post=post,
            defaults={"force": force, "invitation": invitation, "agency": home, "sent_by": officer, "sent_at": at},
        )
        sent.append(member)
        record("taskforces.member.sent", force, officer=officer, at=at, concerning=[home.pk], person=str(person.pk))
    return sent


@transaction.atomic
def recall_member(*, officer: Officer, at: datetime, member: Member) -> None:
    """Take somebody out; who came today sees the force until midnight.

    Raises: what `agencies.recall` refuses.
    """
    hold(member)
    agencies.recall(post=member.post, officer=officer, at=at)
    if member.is_head:
        member.is_head = False
        member.save(update_fields=["is_head"])
    record("taskforces.member.recalled", member.force, officer=officer, at=at, concerning=[member.agency_id],
           person=str(member.post.officer_id))  # fmt: skip


@transaction.atomic
def name_head(*, officer: Officer, at: datetime, member: Member) -> None:
    """Put one of its people at the head of a force, in the place of whoever was.

    Raises: RoleMissing, NoCommittee, ForceOver, NoSuchMember.
    """
    force = member.force
    require_steering(officer, force, at=at)
    hold(force)
    require_running(force, at=at)
    hold(member)
    if not member.post.holds_on(local_date(at)):
        raise NoSuchMember
    Member.objects.filter(force=force, is_head=True).update(is_head=False)
    member.is_head = True
    member.save(update_fields=["is_head"])
    record("taskforces.force.head_named", force, officer=officer, at=at, person=str(member.post.officer_id))
