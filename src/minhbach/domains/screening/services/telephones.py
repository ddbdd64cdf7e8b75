"""Leads from before telephones were read in their texts are found by them, too."""

from __future__ import annotations

from uuid import UUID

from minhbach.domains.screening.models import Lead, LeadWord, Sighting
from minhbach.domains.screening.services.importing import words_of
from minhbach.foundation import jobs
from minhbach.foundation.database.locks import lock_all

TASK = "screening.read_telephones"
AT_ONCE = 1_000
FIRST = UUID(int=0)
# What people wait for goes first.
BEHIND = -10


def read_telephones(after: UUID) -> None:
    """Read the leads behind one, so many of them, and leave the rest in the queue: what was read is kept with that.

    Harmless to repeat. Needs the system's reach, and its transaction.
    """
    ids = list(Lead.unscoped.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if not ids:
        return
    # Held, so that no sweep changes a listing between its being read here and its words being written.
    leads = lock_all(Lead.unscoped, pk__in=ids)
    latest = Sighting.objects.filter(lead__in=ids).order_by("lead_id", "-seen_at", "-id").distinct("lead_id")
    said = dict(latest.values_list("lead_id", "snapshot__description"))
    words = (LeadWord(lead=lead, word=word) for lead in leads for word in words_of(lead, str(said.get(lead.pk) or "")))
    LeadWord.objects.bulk_create(words, ignore_conflicts=True)
    jobs.defer(TASK, priority=BEHIND, after=str(ids[-1]))
