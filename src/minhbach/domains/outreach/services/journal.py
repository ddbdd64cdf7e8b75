"""The story of a publication: one passage a step, only added to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from minhbach.domains.agencies.models import Officer
from minhbach.domains.outreach.models import Passage, Publication
from minhbach.domains.outreach.types import Step

TARGET = "outreach.publication"
LONGEST_REASON = 500


def passed(
    publication: Publication,
    step: Step,
    *,
    officer: Officer | None,
    at: datetime,
    reason: str = "",
    words: Any = None,
) -> None:
    Passage.objects.create(
        publication=publication, step=step, reason=reason, words=words, officer=officer, happened_at=at
    )


def words_of(publication: Publication) -> dict[str, Any]:
    """Return what a publication says, as whoever approves it reads it."""
    return {
        "title": publication.title,
        "summary": publication.summary,
        "summary_en": publication.summary_en,
        "content": publication.content,
        "pictures": [
            [one.pair, one.caption, one.is_genuine, one.alt, one.sha256]
            for one in publication.pictures.defer("content").order_by("pair", "-is_genuine")
        ],
        "found_by": sorted(publication.identifiers.values_list("key", flat=True)),
    }
