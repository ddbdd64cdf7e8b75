"""New leads are shown to the watch lists of every force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from minhbach.domains.screening.models import Lead, Sweep
from minhbach.domains.watching.services import meet
from minhbach.domains.watching.types import Thing

AT_ONCE = 2_000


def show_to_lists(sweep: Sweep, *, at: datetime) -> int:
    """Let the lists meet what a sweep has found; each keeper is told of leads he may see. Return how many alerts."""
    return meet(_things(sweep), sees=lambda ids: Lead.objects.filter(pk__in=ids).values_list("pk", flat=True), at=at)


def _things(sweep: Sweep) -> Iterator[Thing]:
    rows = Lead.unscoped.filter(sweep=sweep).order_by()
    for lead_id, title, seller in rows.values_list("pk", "title", "seller_name").iterator(chunk_size=AT_ONCE):
        yield Thing("screening.lead", lead_id, f"{title} \n {seller}")
