"""What is found of cases: by number, by the words of the title, or by whom they are about."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import selectors
from minhbach.domains.cases.models import Case
from minhbach.foundation.search import Findable, Hit


def _hit(case: Case, at: datetime) -> Hit:
    return Hit(f"{case.code} – {case.title}", str(case.get_step_display()), case.get_absolute_url())


FOUND = Findable(
    title=_lazy("Vụ việc"),
    view="cases:list",
    place=20,
    rows=lambda officer, at: selectors.visible_cases(),
    tokens=selectors.TOKENS,
    label="title",
    hit=_hit,
    about=selectors.about_whom,
    by_place="place_id",
    by_day="opened_on",
)
