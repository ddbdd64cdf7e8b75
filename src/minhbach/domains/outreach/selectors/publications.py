"""Publications, their story, what is said to them, and the law they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from minhbach.domains.law.selectors import open_law
from minhbach.domains.law.types import PublicationRow
from minhbach.domains.outreach.kinds import Kind, read_content
from minhbach.domains.outreach.models import Mailing, Passage, Picture, Publication, PublicIdentifier, Reply
from minhbach.domains.outreach.refusals import PublicationNotFound


def visible_publications() -> QuerySet[Any]:
    """List what the access in force reaches, the latest first."""
    rows: QuerySet[Any] = Publication.objects.select_related(
        "owner_agency", "drafted_by", "edited_by", "approved_by", "document", "site", "corrects"
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


@dataclass(frozen=True)
class PicturePair:
    """What is genuine beside what is fake; NUMBER names it among those of its publication."""

    number: int
    genuine: Picture
    fake: Picture

    @property
    def sides(self) -> tuple[Picture, Picture]:
        return self.genuine, self.fake


def pairs_of(publication: Publication) -> list[PicturePair]:
    """List the pairs of pictures of a publication, without what they are made of."""
    rows = publication.pictures.defer("content").order_by("pair", "-is_genuine")
    return [PicturePair(one[0].pair, *one) for one in batched_pairs(list(rows))]


def batched_pairs(rows: list[Picture]) -> list[tuple[Picture, Picture]]:
    return list(zip(rows[::2], rows[1::2], strict=True))


@dataclass(frozen=True)
class Mailed:
    """How many mails about a publication went, wait, were refused, and are in doubt."""

    sent: int
    waiting: int
    refused: int
    in_doubt: int


def mailed_of(publication: Publication) -> Mailed | None:
    """Count the mails about a publication; None where nobody was told of it."""
    doubted = Q(taken_at__isnull=False, sent_at=None, failed_at=None)
    told = Mailing.objects.filter(announcement__publication=publication).aggregate(
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        waiting=Count("pk", filter=Q(taken_at=None, failed_at=None)),
        refused=Count("pk", filter=Q(failed_at__isnull=False)),
        in_doubt=Count("pk", filter=doubted),
    )
    return Mailed(**told) if any(told.values()) else None


def story_of(publication: Publication) -> list[Passage]:
    return list(publication.passages.select_related("officer").order_by("happened_at", "id"))


def rule_of(kind: Kind, on: date) -> PublicationRow | None:
    """Return the row of law that a kind stands on, as it is in force on a day; none where it is off, or needs none."""
    return open_law().book.find_publication(kind.law, on) if kind.law else None
