"""What a worker found in a file of pictures, kept in one transaction: known pictures, or what the listings' met."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from minhbach.domains.pictures.comparing import Listed
from minhbach.domains.pictures.models import KnownPicture, PictureMatch, Upload
from minhbach.domains.pictures.types import KnownKind
from minhbach.foundation import audit, files, jobs
from minhbach.foundation.database.locks import lock
from minhbach.foundation.scope import Sharing

if TYPE_CHECKING:
    from minhbach.engine.pictures.gallery import Gallery

REFUSED_KEPT = 1_000
"""Of the files that could not be read so many are named; the figure counts all."""


@transaction.atomic
def keep_known(upload_id: UUID, gallery: Gallery, *, at: datetime) -> None:
    """Keep the pictures of a gallery as known ones; one that the agency keeps already is passed over."""
    upload = lock(Upload.objects, id=upload_id)
    if not upload.is_under_way:
        return  # one whose worker fell silent was stopped meanwhile
    views = _views(gallery)
    standing = set(
        KnownPicture.objects.filter(owner_agency_id=upload.owner_agency_id, withdrawn_at__isnull=True).values_list(
            "key", flat=True
        )
    )
    kept: dict[str, KnownPicture] = {}
    for number, row in enumerate(gallery.pictures.iter_rows(named=True)):
        kind = row["kind"] if row["kind"] in KnownKind.values else upload.kind
        key = f"{kind}:{row['sha256'] or views[number][0][2]}"
        if key in standing or key in kept:
            continue
        kept[key] = KnownPicture(
            upload=upload,
            owner_agency_id=upload.owner_agency_id,
            sharing=Sharing.NETWORK,
            created_at=at,
            kind=kind,
            label=(row["seen_in"] or row["file"])[:300],
            mark=(row["mark"] or "")[:200],
            sign=row["sign"] or "",
            source=(row["source"] or "")[:300],
            file=row["file"][:300],
            sha256=row["sha256"] or "",
            small=_small(gallery, row["sha256"]),
            quality=row["quality"],
            model=gallery.model or "",
            views=views[number],
            key=key,
        )
    KnownPicture.objects.bulk_create(kept.values(), batch_size=500)
    upload.kept_count = len(kept)
    _finish(upload, gallery, at=at)


@transaction.atomic
def keep_matches(
    upload_id: UUID,
    gallery: Gallery,
    found: Iterable[Mapping[str, Any]],
    listed: Listed,
    known: Mapping[str, KnownPicture],
    *,
    at: datetime,
) -> None:
    """Keep what the pictures of leads met, the nearest of each pair; a pair that stands already is passed over."""
    upload = lock(Upload.objects, id=upload_id)
    if not upload.is_under_way:
        return  # one whose worker fell silent was stopped meanwhile
    pairs: dict[str, PictureMatch] = {}
    for row in found:
        lead_id = listed.lead_of(row["platform"], row["listing_id"])
        if lead_id is None:
            continue
        other_lead = other_known = None
        if row["kind"] in KnownKind.values:
            other_known = known[row["other_file"]]
            other_name = str(other_known.id)
        else:
            other_lead = listed.lead_of(row["other_platform"], row["other_listing_id"])
            other_name = str(other_lead or f"{row['other_platform'] or ''}:{row['other_listing_id']}")
        key = hashlib.sha256("|".join(sorted([str(lead_id), other_name])).encode()).hexdigest()
        if key in pairs:
            continue
        pairs[key] = PictureMatch(
            upload=upload,
            lead_id=lead_id,
            other_lead_id=other_lead,
            known=other_known,
            kind=row["kind"],
            file=row["file"][:300],
            other_file=(other_known.file if other_known else row["other_file"])[:300],
            other_platform=(row["other_platform"] or "")[:60],
            other_listing_id=(row["other_listing_id"] or "")[:300],
            small=_small(gallery, row["sha256"]),
            other_small=other_known.small if other_known else _small(gallery, row["other_sha256"]),
            view=row["view"],
            other_view=row["other_view"],
            by=row["by"],
            distance=row["distance"],
            bits=row["bits"],
            shops=row["shops"],
            pair_key=key,
            found_at=at,
        )
    standing = PictureMatch.objects.filter(pair_key__in=list(pairs), undone_at__isnull=True)
    for key in standing.values_list("pair_key", flat=True):
        del pairs[key]
    PictureMatch.objects.bulk_create(pairs.values(), batch_size=500)
    upload.kept_count, upload.known_count = len(pairs), len(known)
    upload.lead_count, upload.other_count = listed.lead_count, listed.other_count
    _finish(upload, gallery, at=at)


def _finish(upload: Upload, gallery: Gallery, *, at: datetime) -> None:
    upload.picture_count = len(gallery.pictures)
    upload.refused_count = len(gallery.refused)
    upload.refused = gallery.refused.head(REFUSED_KEPT).rows()
    upload.missing = list(gallery.missing[:REFUSED_KEPT])
    jobs.finish(upload, at=at, rows=len(gallery.pictures) + len(gallery.refused))
    upload.save()
    audit.record(
        "pictures.upload.read",
        officer_id=upload.requested_by_id,
        at=at,
        target_type="pictures.upload",
        target_id=upload.id,
        data={"pictures": upload.picture_count, "refused": upload.refused_count, "kept": upload.kept_count},
    )


def _views(gallery: Gallery) -> dict[int, list[list[str]]]:
    views: dict[int, list[list[str]]] = {}
    for picture, by, view, bits in gallery.views.iter_rows():
        views.setdefault(picture, []).append([by, view, bits.hex()])
    return views


def _small(gallery: Gallery, sha256: str | None) -> str:
    """Keep the small drawing of a picture in the store; empty where there is none."""
    drawing = Path(gallery.folder) / "small" / f"{sha256}.jpg"
    if not sha256 or not drawing.is_file():
        return ""
    with drawing.open("rb") as content:
        return files.put(content).sha256
