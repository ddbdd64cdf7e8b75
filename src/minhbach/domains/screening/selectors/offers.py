"""What sellers offer in common, for networks: the same text, the same goods; all of it within the reader's reach."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.networks.types import Carried, Carriers, Listing, OfferKind
from minhbach.domains.screening.models import Lead
from minhbach.engine.identifiers.platforms import platform_name
from minhbach.engine.networks import GOODS, TEXT
from minhbach.engine.telling.values import written_out
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import Words
from minhbach.foundation.scope import ONE_OF, written

# Of one seller so many listings of the same are read: beyond, a text is everybody's.
_LISTINGS = 30
_TITLE_LETTERS = 60
# More listings than these are evidence that nobody reads.
_MOST_TOLD = 2_000
_CARRIED = """
    select l.subject_id, l.{key}, (min(l.first_seen_at) at time zone 'Asia/Ho_Chi_Minh')::date from screening_lead l
    where l.subject_id {one_of} and l.{key} is not null
        and exists (select 1 from screening_lead o where o.{key} = l.{key} and o.subject_id <> l.subject_id)
    group by l.subject_id, l.{key}
"""
_CARRIERS = """
    select held.subject_id, wanted.key, (min(held.first_seen_at) at time zone 'Asia/Ho_Chi_Minh')::date,
        held.seller_key, count(*)
    from unnest(%s::uuid[]) as wanted (key) cross join lateral (
        select l.subject_id, l.first_seen_at, coalesce(nullif(l.seller_key, ''), l.id::text) as seller_key
        from screening_lead l where l.{key} = wanted.key limit %s
    ) held group by held.subject_id, wanted.key, held.seller_key
"""


def _kind(code: str, words: Words, key: str) -> OfferKind:
    def carried(subject_ids: Collection[UUID]) -> Sequence[Carried]:
        return _run(_CARRIED.format(key=key, one_of=ONE_OF), written(subject_ids))

    def carriers(things: Collection[UUID], most: int) -> Carriers:
        """Who is not known yet counts as well: a maker's own text is used by many that nobody has looked into."""
        limit = _LISTINGS * (most + 1)
        rows = _run(_CARRIERS.format(key=key), written(things), limit)
        sellers: dict[UUID, set[str]] = defaultdict(set)
        read: Counter[UUID] = Counter()
        for _subject, thing, _day, seller, count in rows:
            sellers[thing].add(seller)
            read[thing] += count
        crowded = {thing for thing, own in sellers.items() if len(own) > most or read[thing] >= limit}
        counts = {thing: len(own) for thing, own in sellers.items()}
        return Carriers([row[:3] for row in rows if row[0] and row[1] not in crowded], crowded, counts)

    def listings(
        subject_ids: Collection[UUID], things: Collection[UUID]
    ) -> Mapping[tuple[UUID, UUID], Sequence[Listing]]:
        found: dict[tuple[UUID, UUID], list[Listing]] = {}
        rows = Lead.objects.filter(subject_id__in=list(subject_ids), **{f"{key}__in": list(things)})
        for lead in rows.order_by("first_seen_at", "id")[:_MOST_TOLD]:
            found.setdefault((lead.subject_id, getattr(lead, key)), []).append(_listing(lead, code))
        return found

    return OfferKind(code, words, carried, carriers, listings)


def _listing(lead: Lead, code: str) -> Listing:
    whole = written_out(lead.title)
    title = whole if len(whole) <= _TITLE_LETTERS else f"{whole[: _TITLE_LETTERS - 1]}…"
    return Listing(
        title=title,
        url=reverse("screening:lead", args=[lead.pk]),
        where=_("%(seller)s, %(platform)s") % {
            "seller": written_out(lead.seller_name or lead.seller_id),
            "platform": platform_name(lead.platform),
        },
        day=local_date(lead.first_seen_at),
        shown=lead.goods if code == GOODS else f"“{title}”",
    )  # fmt: skip


def _run(query: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return list(cursor.fetchall())


OFFERED = (
    _kind(TEXT, _lazy("lời rao giống nhau"), "text_key"),
    _kind(GOODS, _lazy("cùng nhãn hiệu và mẫu hàng"), "goods_key"),
)
