"""What senders think, in figures: of whole months that are over, in groups large enough to hide who is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from minhbach.domains.intake.models import Opinion
from minhbach.domains.intake.types import Verdict

# Fewer than these tell of persons.
FEWEST = 5


@dataclass(frozen=True)
class Thought:
    """What the senders to one agency, of one kind, thought in a month."""

    agency: str
    kind: str
    count: int
    good: int
    fair: int
    poor: int
    words: tuple[str, ...]


def opinions_in(month: date, *, today: date) -> list[Thought]:
    """List the groups of a month that are large enough, within reach; of a month that runs on nothing.

    Else who looks before and after one more has come would read that one. No sums are given: a group that is not told
    would follow from them.
    """
    first = month.replace(day=1)
    if first >= today.replace(day=1):
        return []
    rows = Opinion.objects.filter(month=first)
    counted = {verdict.value: Count("id", filter=Q(verdict=verdict)) for verdict in Verdict}
    groups = (
        rows.values("owner_agency", "owner_agency__name", "kind")
        .annotate(count=Count("id"), **counted)
        .filter(count__gte=FEWEST)
        .order_by("owner_agency__name", "owner_agency", "kind")
    )
    words: dict[tuple[object, str], list[str]] = {}
    # By an id that was drawn: in no order in which they came.
    for agency, kind, said in rows.exclude(words="").order_by("id").values_list("owner_agency", "kind", "words"):
        words.setdefault((agency, kind), []).append(said)
    return [
        Thought(
            one["owner_agency__name"], one["kind"], one["count"], one["good"], one["fair"], one["poor"],
            tuple(words.get((one["owner_agency"], one["kind"]), ())),
        )
        for one in groups
    ]  # fmt: skip
