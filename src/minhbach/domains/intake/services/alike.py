"""What is alike: each report is told, once, of the first that it is like.

Of words it is a share of three-word sequences (`engine.text.signatures`); what is too short for that is alike where it
is the same, with place and link; a picture where it is the same file. A report that is like none is the first of its
own. Only the first carries marks of words, so that ten thousand copies cost what one costs, and nothing drifts: what is
alike is alike to the first, never to the last of a chain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from minhbach.domains.intake.models import Attachment, Report, ReportMark
from minhbach.domains.intake.recognised import digest_of, identities_in
from minhbach.domains.intake.types import MarkKind
from minhbach.engine.text.keys import search_key
from minhbach.engine.text.signatures import Signatures, Signer, bands, read, similarity
from minhbach.foundation.database.locks import wait_turn

TASK = "intake.look_what_is_alike"
AT_ONCE = 200
# Of the sequences of three words in either, so many stand in both.
LEAST_SHARE = 0.6
# Of those that have most marks in common so many are compared.
COMPARED = 8


@transaction.atomic
def look_what_is_alike(*, report_ids: Collection[UUID]) -> int:
    """Tell reports which is the first that they are like; harmless to repeat. Returns how many were looked at."""
    wait_turn("intake alike")
    waiting = Report.objects.filter(pk__in=report_ids, alike__isnull=True).order_by("created_at", "id")
    pictures: dict[UUID, list[str]] = {}
    for report_id, digest in Attachment.objects.filter(report__in=waiting).values_list("report_id", "original_sha256"):
        pictures.setdefault(report_id, []).append(digest)
    found = list(waiting.values_list("id", "what", "where_said", "link"))
    signatures = _signed([what for _, what, _, _ in found])
    for (report_id, what, where, link), signature in zip(found, signatures, strict=True):
        words = [digest_of("short", search_key(f"{what} {where} {link}"))] if signature is None else _bands(signature)
        seen = [digest_of("picture", one) for one in pictures.get(report_id, ())]
        first = _first_of_words(words, signature) or _first_of_pictures(seen) or report_id
        marks = [(MarkKind.WORDS, one) for one in words] if first == report_id else []
        marks += [(MarkKind.PICTURE, one) for one in seen]
        marks += [(MarkKind.NAMED, one) for one in _named(what, where, link)]
        ReportMark.objects.bulk_create(
            [ReportMark(report_id=report_id, kind=kind, value=value) for kind, value in dict.fromkeys(marks)]
        )
        Report.objects.filter(pk=report_id).update(alike=first)
    return len(found)


def _first_of_words(words: list[int], signature: Signatures | None) -> UUID | None:
    near = (
        ReportMark.objects.filter(kind=MarkKind.WORDS, value__in=words)
        .values_list("report_id", "report__what")
        .annotate(common=Count("id"))
        .order_by("-common", "report_id")[:COMPARED]
    )
    candidates = [(report_id, what) for report_id, what, _ in near]
    if signature is None:
        return candidates[0][0] if candidates else None
    shares = [
        (0.0 if other is None else float(similarity(signature, other[None, :])[0]), report_id)
        for (report_id, _), other in zip(candidates, _signed([what for _, what in candidates]), strict=True)
    ]
    best = max(shares, default=(0.0, None), key=lambda one: one[0])
    return best[1] if best[0] >= LEAST_SHARE else None


def _first_of_pictures(seen: list[int]) -> UUID | None:
    rows = ReportMark.objects.filter(kind=MarkKind.PICTURE, value__in=seen, report__alike__isnull=False)
    found: UUID | None = rows.order_by("id").values_list("report__alike", flat=True).first() if seen else None
    return found


def _signed(texts: list[str]) -> list[Signatures | None]:
    return [read(one) if one else None for one in _signer().texts(texts)]


def _bands(signature: Signatures) -> list[int]:
    # Four empty bins say nothing.
    return [digest_of(f"words{place}", str(value)) for place, value in enumerate(bands(signature[None, :])[0]) if value]


def _named(what: str, where: str, link: str) -> Iterator[int]:
    for one in identities_in(what, where, link):
        yield digest_of(one.kind, one.canonical)


@cache
def _signer() -> Signer:
    return Signer()
