"""What is found of papers that arrived: by number, sender, symbol, what they are about, and the head's word."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.arrivals import selectors
from minhbach.domains.arrivals.models import Arrival
from minhbach.foundation.search import Findable, Hit


def _hit(arrival: Arrival, at: datetime) -> Hit:
    return Hit(selectors.said(arrival), f"{arrival.sender}, {arrival.get_state_display()}", arrival.get_absolute_url())


FOUND = Findable(
    title=_lazy("Văn bản đến"),
    view="arrivals:list",
    place=45,
    rows=lambda officer, at: selectors.visible_arrivals(),
    tokens=selectors.TOKENS,
    label="abstract",
    hit=_hit,
    by_place="place_id",
    by_day="arrived_on",
)
