"""What is found of leads: by the words of title and seller, and by a telephone or number of goods in their text."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.screening import selectors
from minhbach.domains.screening.models import Lead
from minhbach.foundation.search import Findable, Hit


def _hit(lead: Lead, at: datetime) -> Hit:
    return Hit(lead.title, lead.seller_name or "", reverse("screening:lead", args=[lead.id]))


FOUND = Findable(
    title=_lazy("Thông tin cần thẩm tra"),
    view="screening:leads",
    place=30,
    rows=lambda officer, at: selectors.visible_leads(officer, at=at),
    tokens=selectors.TOKENS,
    label="title",
    hit=_hit,
    exact=lambda asked: selectors.with_number(asked.text),
    by_place="place_id",
    by_day="first_seen_at",
)
