"""Pairs of pictures in a guide: what is genuine beside what is fake, drawn anew, so that only what is seen is kept."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.outreach.kinds import BY_CODE
from minhbach.domains.outreach.models import Picture, Publication
from minhbach.domains.outreach.policies import require_own
from minhbach.domains.outreach.refusals import NotADraft, PictureUnfit, PublicationNotFound, TooManyPairs
from minhbach.domains.outreach.services.journal import TARGET, passed
from minhbach.domains.outreach.types import State, Step
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.redrawing import redraw
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold
from minhbach.foundation.files import disk_watched, write_aside
from minhbach.foundation.untrusted import read_apart

MOST_PAIRS = 6


@dataclass(frozen=True)
class Shot:
    """A picture as it was sent, and in words what it shows."""

    name: str
    content: IO[bytes]
    alt: str


@dataclass(frozen=True)
class _Drawn:
    content: bytes
    width: int
    height: int


def add_pair(
    *, officer: Officer, at: datetime, publication: Publication, caption: str, genuine: Shot, fake: Shot
) -> Publication:
    """Put a pair of pictures to a draft, behind those it has.

    Raises: RoleMissing, PublicationOfAnotherAgency, NotADraft, TooManyPairs, PictureUnfit.
    """
    require_own(officer, publication, at=at)
    # Drawn before the row is held: it takes a moment.
    drawn = [(shot, _drawn(shot)) for shot in (genuine, fake)]
    with transaction.atomic():
        publication = _held(publication)
        last = publication.pictures.order_by("-pair").values_list("pair", flat=True).first() or 0
        if publication.pictures.count() >= 2 * MOST_PAIRS:
            raise TooManyPairs(most=MOST_PAIRS)
        Picture.objects.bulk_create(
            Picture(
                publication=publication, pair=last + 1, caption=caption, is_genuine=shot is genuine, alt=shot.alt,
                width=one.width, height=one.height, content=one.content,
                sha256=hashlib.sha256(one.content).hexdigest(),
            )
            for shot, one in drawn
        )  # fmt: skip
        _edited(publication, officer, at=at)
    return publication


@transaction.atomic
def drop_pair(*, officer: Officer, at: datetime, publication: Publication, number: int) -> Publication:
    """Take a pair of pictures out of a draft.

    Raises: RoleMissing, PublicationOfAnotherAgency, NotADraft, PublicationNotFound.
    """
    require_own(officer, publication, at=at)
    publication = _held(publication)
    if not publication.pictures.filter(pair=number).delete()[0]:
        raise PublicationNotFound
    _edited(publication, officer, at=at)
    return publication


def copy_pictures(source: Publication, target: Publication) -> None:
    """Give a correction the pictures of what it corrects."""
    names = ("pair", "caption", "is_genuine", "alt", "width", "height", "content", "sha256")
    rows = source.pictures.values(*names)
    Picture.objects.bulk_create(Picture(publication=target, **row) for row in rows)


def _held(publication: Publication) -> Publication:
    publication = hold(publication)
    if publication.state != State.DRAFT or not BY_CODE[publication.kind].has_pictures:
        raise NotADraft
    return publication


def _edited(publication: Publication, officer: Officer, *, at: datetime) -> None:
    publication.edited_by = officer
    publication.save(update_fields=["edited_by"])
    passed(publication, Step.EDITED, officer=officer, at=at)
    audit.record(
        "outreach.publication.edited", officer_id=officer.id, at=at, target_type=TARGET, target_id=publication.id
    )


def _drawn(shot: Shot) -> _Drawn:
    with tempfile.TemporaryDirectory(prefix="minhbach-upload-") as folder, disk_watched():
        path, target = Path(folder) / "tep", Path(folder) / "anh.jpg"
        write_aside(shot.content, path)
        try:
            told = read_apart(redraw, path, str(target))
        except ReadingRefused:
            raise PictureUnfit(name=shot.name) from None
        return _Drawn(target.read_bytes(), told["width"], told["height"])
