"""What a listing offers, by keys under which others that offer the same are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery

from minhbach.domains.screening.keys import goods_key, text_key
from minhbach.domains.screening.models import Lead, Sighting

# What `describe_offers` says of a lead.
OFFERS = ("text_key", "goods_key", "goods")
_PART = 500
_GOODS_LETTERS = 120


def describe_offers(leads: Sequence[tuple[Lead, Mapping[str, Any]]]) -> None:
    """Write on leads what their listings offer."""
    from minhbach.engine.screening.comparing.named_goods import named_goods

    titles = [str(listing["title"] or "") for _lead, listing in leads]
    named = named_goods(titles, [listing.get("brand") or None for _lead, listing in leads])
    for (lead, listing), title, goods in zip(leads, titles, named, strict=True):
        lead.text_key = text_key(title, str(listing["description"] or ""))
        lead.goods, lead.goods_key = goods[:_GOODS_LETTERS], goods_key(goods)


@transaction.atomic
def describe_attached() -> int:
    """Write on leads of known sellers what they offer, where a release before this one took them in; returns how many.

    Needs the system's reach; harmless to repeat. Not audited: it says nothing that the listing does not say.
    """
    latest = Sighting.objects.filter(lead=OuterRef("pk")).order_by("-seen_at", "-id").values("snapshot")[:1]
    waiting = Lead.unscoped.filter(kind="listing", subject__isnull=False, text_key=None, goods_key=None)
    rows = waiting.annotate(snapshot=Subquery(latest)).order_by("id").iterator(_PART)
    count = 0
    while part := list(islice(rows, _PART)):
        leads = [(lead, lead.snapshot) for lead in part if lead.snapshot]
        describe_offers(leads)
        told = [lead for lead, _listing in leads if lead.text_key or lead.goods_key]
        count += Lead.unscoped.bulk_update(told, OFFERS) if told else 0
    return count
