"""A paper lies where its record lies, and is shared as widely; it stays the agency's that drew it up."""

from __future__ import annotations

from django.db import transaction

from minhbach.domains.documents.models import OfficialDocument
from minhbach.foundation.scope import ScopedModel, reach_changed


@transaction.atomic
def rescope_documents(target: ScopedModel) -> int:
    """Let the papers of a record follow its place and sharing; returns how many."""
    papers = OfficialDocument.unscoped.filter(
        target_type=target._meta.label_lower, target_id=target.pk, owner_agency_id=target.owner_agency_id
    )
    count = papers.update(place_id=target.place_id, sharing=target.sharing)
    for paper in papers:
        reach_changed(paper)
    return int(count)
