"""Who stated that a subject carries a value, when, from what source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from minhbach.domains.networks.links import Links
from minhbach.domains.subjects.models import Statement


def statements_of(
    links: Links, pairs: Collection[tuple[UUID, UUID]]
) -> Mapping[tuple[UUID, UUID], Sequence[Statement]]:
    """Return for each (subject, value) the statements in reach that say so, the first first."""
    root_of = {member: root for root in {subject for subject, _ in pairs} for member in links.members.get(root, [root])}
    rows = (
        Statement.objects.filter(
            subject_id__in=list(root_of), identifier_id__in={value for _, value in pairs}, retracted_at__isnull=True
        )
        .select_related("identifier", "subject", "owner_agency")
        .order_by("recorded_at", "id")
    )
    found: dict[tuple[UUID, UUID], list[Statement]] = defaultdict(list)
    for row in rows:
        pair = (root_of[row.subject_id], row.identifier_id)
        if pair in pairs:
            found[pair].append(row)
    return found
