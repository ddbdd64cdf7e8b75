"""Where subjects sell."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from minhbach.domains.subjects.models import Presence, Statement, Subject
from minhbach.domains.subjects.types import Property


def presences(subject: Subject) -> QuerySet[Any]:
    """List where a subject sells, as far as the reader may see."""
    stated = Statement.objects.filter(subject=subject, property=Property.PRESENCE, retracted_at__isnull=True)
    return Presence.objects.filter(pk__in=stated.values("presence_id")).order_by("name", "id")


def find_presence(platform: str, account: str) -> Presence | None:
    """Find an account on a platform that somebody in reach is known to sell under."""
    stated = Statement.objects.filter(
        property=Property.PRESENCE,
        presence__platform=platform.strip().lower(),
        presence__account=" ".join(account.split()),
        retracted_at__isnull=True,
    )
    statement = stated.select_related("presence").order_by("recorded_at", "id").first()
    return statement.presence if statement else None


def subject_behind(platform: str, account: str) -> Subject | None:
    """Find the subject in reach that sells under an account on a platform, as the one it is joined to."""
    presence = find_presence(platform, account)
    if presence is None:
        return None
    statement = (
        Statement.objects.filter(presence=presence, property=Property.PRESENCE, retracted_at__isnull=True)
        .select_related("subject__canonical")
        .order_by("recorded_at", "id")
        .first()
    )
    if statement is None:
        return None
    root: Subject | None = Subject.objects.filter(pk=statement.subject.canonical_id or statement.subject_id).first()
    return root or statement.subject
