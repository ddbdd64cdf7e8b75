"""Publications, their story, what is said to them, and the law they stand on."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from minhbach.domains.law.selectors import open_law
from minhbach.domains.law.types import PublicationRow
from minhbach.domains.outreach.kinds import Kind, read_content
from minhbach.domains.outreach.models import Passage, Publication, PublicIdentifier, Reply
from minhbach.domains.outreach.refusals import PublicationNotFound


def visible_publications() -> QuerySet[Any]:
    """List what the access in force reaches, the latest first."""
    rows: QuerySet[Any] = Publication.objects.select_related(
        "owner_agency", "drafted_by", "edited_by", "approved_by", "document", "corrects"
    )
    return rows.order_by("-created_at", "-id")


def get_publication(publication_id: UUID) -> Publication:
    """Raises: PublicationNotFound."""
    found: Publication | None = visible_publications().filter(pk=publication_id).first()
    if found is None:
        raise PublicationNotFound
    return found


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(title__icontains=text) | Q(summary__icontains=text))


def content_of(publication: Publication) -> Any:
    """Rebuild what a publication says."""
    return read_content(publication.kind, publication.content)


def identifiers_of(publication: Publication) -> list[PublicIdentifier]:
    return list(publication.identifiers.order_by("kind", "value"))


def replies_of(publication: Publication) -> list[Reply]:
    """List what was said to a publication and still stands beside it."""
    return list(publication.replies.filter(withdrawn_at=None).order_by("recorded_at", "id"))


def story_of(publication: Publication) -> list[Passage]:
    return list(publication.passages.select_related("officer").order_by("happened_at", "id"))


def rule_of(kind: Kind, on: date) -> PublicationRow | None:
    """Return the row of law that a kind stands on, as it is in force on a day; none where it is off, or needs none."""
    return open_law().book.find_publication(kind.law, on) if kind.law else None
