"""Reads: who may stand behind a lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minhbach.domains.screening.models import Lead
from minhbach.domains.subjects import selectors as subjects
from minhbach.domains.subjects.models import Subject
from minhbach.engine.identifiers import KINDS, Identity, display, find_identities, with_implied

CANDIDATES_SHOWN = 6
FOUND_SHOWN = 10


@dataclass(frozen=True)
class Candidate:
    """A subject that may be the seller, and why it comes up."""

    subject: Subject
    why: str


def identities_in(lead: Lead) -> list[tuple[str, str]]:
    """List what stands openly in a lead's latest listing and may tell who sells, as (kind, canonical value)."""
    sighting = lead.sightings.order_by("-seen_at", "-id").first()
    if sighting is None:
        return []
    return [(one.kind, one.canonical) for one in identities_of(sighting.snapshot)]


def identities_of(snapshot: Mapping[str, Any]) -> list[Identity]:
    """List what stands openly in a listing as it was and may tell who sells.

    Numbers of goods tell nothing of who sells them; what is kept closed is not taken from a text.
    """
    text = f"{snapshot.get('title') or ''}\n{snapshot.get('description') or ''}"
    found = with_implied(one.identity for one in find_identities(text))
    kinds = {code for code, kind in KINDS.items() if kind.tells_one and not kind.is_closed}
    return [one for one in found if one.kind in kinds]


def open_leads_of_account(lead: Lead) -> QuerySet[Lead]:
    """List the other leads of the same account that are not attached to anybody yet."""
    if not lead.seller_key:
        return Lead.objects.none()
    return Lead.objects.filter(seller_key=lead.seller_key, subject__isnull=True).exclude(id=lead.id).order_by("id")


def candidates_for(lead: Lead) -> list[Candidate]:
    """List subjects in reach that may be a lead's seller, the surest reason first."""
    found: dict[object, Candidate] = {}
    behind = subjects.subject_behind(lead.platform, lead.seller_id) if lead.seller_id else None
    if behind is not None:
        found[behind.pk] = Candidate(behind, _("bán hàng bằng chính tài khoản này"))
    for kind, value in identities_in(lead):
        for subject in subjects.find_by_identifier(kind, value)[:CANDIDATES_SHOWN]:
            why = _("có %(value)s, là thông tin ghi trong tin đăng") % {"value": display(kind, value)}
            found.setdefault(subject.pk, Candidate(subject, why))
    if lead.seller_name:
        for subject in subjects.possible_duplicates(lead.seller_name):
            found.setdefault(subject.pk, Candidate(subject, _("trùng tên")))
    return list(found.values())[:CANDIDATES_SHOWN]


def find_subjects(text: str) -> Sequence[Subject]:
    """Find subjects in reach by name or identifier."""
    return list(subjects.find_subjects(text)[:FOUND_SHOWN]) if text.strip() else []


def subject_of(lead: Lead) -> Subject | None:
    """Read the subject a lead is attached to, if the reader may see it."""
    if lead.subject_id is None:
        return None
    found: Subject | None = subjects.visible_subjects().filter(id=lead.subject_id).first()
    return found
