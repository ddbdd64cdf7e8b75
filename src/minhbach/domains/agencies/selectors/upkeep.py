"""What is not set up yet, and whom to ask: for administrators, and for an officer without a post."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.selectors.authority import homes_of
from minhbach.domains.agencies.selectors.reach import ancestor_ids
from minhbach.domains.agencies.types import Role

KEYS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def without_post(rows: QuerySet[Officer], *, on: date) -> QuerySet[Officer]:
    """Keep the open accounts whose holder has no post on a day."""
    return rows.filter(~Exists(Post.objects.on(on).filter(officer=OuterRef("pk"))), is_active=True)


def without_factor(rows: QuerySet[Officer], *, on: date) -> QuerySet[Officer]:
    """Keep the open accounts of those who sign or administer and have neither a one-time code nor a key."""
    trusted = Post.objects.on(on).filter(Q(may_sign=True) | Q(role=Role.ADMINISTRATOR), officer=OuterRef("pk"))
    keys = Authenticator.objects.filter(user=OuterRef("pk"), type__in=KEYS)
    return rows.filter(Exists(trusted), ~Exists(keys), is_active=True)


def accounts_of(agency_ids: Collection[UUID], *, on: date) -> QuerySet[Officer]:
    """List the accounts that belong to some agencies: of those who hold a post there, or made there."""
    held = Post.objects.on(on).filter(agency_id__in=agency_ids).exclude(role=Role.MEMBER)
    return Officer.inside.filter(Q(pk__in=held.values("officer_id")) | Q(made_in_id__in=agency_ids))


def agencies_lacking(agency_ids: Collection[UUID] | None, role: Role, *, on: date) -> QuerySet[Agency]:
    """List which agencies that work in the system have nobody of a role, though others hold posts there.

    AGENCY_IDS says which ones are asked about; None: all.
    """
    posts = Post.objects.on(on).filter(agency=OuterRef("pk"))
    found: QuerySet[Agency] = Agency.objects.on(on).filter(
        Exists(posts), ~Exists(posts.filter(role=role)), works_in_system=True
    )
    if agency_ids is not None:
        found = found.filter(id__in=agency_ids)
    return found.order_by("sort_key", "id")


def administrators_for(person: Officer, *, on: date) -> list[Post]:
    """List who may give a person a post: the administrators of the nearest agency that has any."""
    for home in homes_of(person, on=on):
        for agency_id in (home.pk, *ancestor_ids(home)):
            posts = Post.objects.on(on).filter(agency_id=agency_id, role=Role.ADMINISTRATOR, officer__is_active=True)
            if found := list(posts.select_related("officer", "agency").order_by("officer__sort_key")):
                return found
    return []
