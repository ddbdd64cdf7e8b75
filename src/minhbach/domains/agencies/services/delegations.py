"""Written delegations (giao quyền): a deputy signs KT. for a head."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Delegation, Officer, Post
from minhbach.domains.agencies.policies import require_administrator, require_another
from minhbach.domains.agencies.refusals import (
    DelegationDocumentMissing,
    DelegationOutsideAgency,
    DelegationOutsidePost,
    DelegationOverlaps,
    DelegationRevoked,
    PeriodRunsBackward,
    PostMayNotSign,
    RoleMissing,
)
from minhbach.domains.agencies.services.authority import require_system
from minhbach.domains.agencies.types import Role
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold


@transaction.atomic
def delegate(
    *,
    from_post: Post,
    to_post: Post,
    decision_number: str,
    decision_on: date,
    valid_from: date,
    officer: Officer | None,
    at: datetime,
    valid_until: date | None = None,
    document_kinds: Sequence[str] = (),
) -> Delegation:
    """Record that a head delegated signing to a deputy; DOCUMENT_KINDS empty means every kind.

    Units:  valid_until is the first day no more.
    Nobody enters a delegation to himself; a head who delegates is the one whose right it is.

    Raises: RoleMissing, AdministratorElsewhere, ActsOnOneself, PostMayNotSign, DelegationOutsideAgency,
            DelegationOutsidePost, DelegationDocumentMissing, DelegationOverlaps, PeriodRunsBackward.
    Source: Luật Xử lý vi phạm hành chính Điều 54; NĐ 118/2021/NĐ-CP Điều 10
    """
    _require_delegator(officer, from_post, at)
    if officer is not None:
        require_another(officer, to_post.officer)
    number = decision_number.strip()
    if not number or decision_on > valid_from:
        raise DelegationDocumentMissing
    if valid_until is not None and valid_until <= valid_from:
        raise PeriodRunsBackward
    if not from_post.may_sign:
        raise PostMayNotSign
    if to_post.agency_id != from_post.agency_id or to_post.officer_id == from_post.officer_id:
        raise DelegationOutsideAgency
    if not (_covers(from_post, valid_from, valid_until) and _covers(to_post, valid_from, valid_until)):
        raise DelegationOutsidePost
    # Held, so that two papers entered at once are not both without one that overlaps.
    hold(from_post)
    kinds = sorted(set(document_kinds))
    same = Delegation.objects.filter(
        from_post=from_post, to_post=to_post, document_kinds=kinds, revoked_on__isnull=True
    ).overlapping(valid_from, valid_until)
    if found := same.first():
        raise DelegationOverlaps(number=found.decision_number)
    delegation: Delegation = Delegation.objects.create(
        from_post=from_post,
        to_post=to_post,
        document_kinds=kinds,
        decision_number=number,
        decision_on=decision_on,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    _record("agencies.delegation.given", delegation, officer, at)
    return delegation


@transaction.atomic
def revoke_delegation(*, delegation: Delegation, revoked_on: date, officer: Officer | None, at: datetime) -> None:
    """Take a delegation back from a day on; what was signed under it before stands.

    Raises: RoleMissing, DelegationRevoked.
    """
    hold(delegation)
    _require_delegator(officer, delegation.from_post, at)
    if delegation.revoked_on is not None or (delegation.valid_until and delegation.valid_until <= local_date(at)):
        raise DelegationRevoked
    delegation.revoked_on = max(revoked_on, local_date(at))
    delegation.save(update_fields=["revoked_on"])
    _record("agencies.delegation.revoked", delegation, officer, at)


def _require_delegator(officer: Officer | None, from_post: Post, at: datetime) -> None:
    """The holder of the post, while holding it, or the agency's administrator who enters the paper for them."""
    if officer is None:
        require_system(Role.HEAD)
    elif officer.pk == from_post.officer_id:
        if not from_post.holds_on(local_date(at)):
            raise RoleMissing(roles=str(Role.HEAD.label))
    else:
        require_administrator(officer, from_post.agency, at=at)


def _covers(post: Post, start: date, end: date | None) -> bool:
    """A delegation with no end lasts as long as the posts do, so only its start must lie within them."""
    return post.holds_on(start) and (end is None or post.valid_until is None or end <= post.valid_until)


def _record(action: str, delegation: Delegation, officer: Officer | None, at: datetime) -> None:
    audit.record(
        action,
        officer_id=officer.pk if officer else None,
        at=at,
        target_type="agencies.delegation",
        target_id=delegation.id,
        data={"from_post": str(delegation.from_post_id), "to_post": str(delegation.to_post_id)},
    )
