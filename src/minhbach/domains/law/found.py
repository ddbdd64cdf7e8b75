"""What is found of the law: rows in use by any words of theirs, those in force first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from textwrap import shorten

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.law import citing, selectors
from minhbach.domains.law.models import LawRow
from minhbach.foundation.clock import local_date
from minhbach.foundation.search import Findable, Hit

# Some rows carry a note of the review as their title.
LONGEST_TITLE = 160


def _hit(row: LawRow, at: datetime) -> Hit:
    return Hit(
        shorten(row.title_vi, LONGEST_TITLE, placeholder=" …"),
        citing.cite_content(row.content),
        selectors.row_url(row.row_id),
    )


def _whole(texts: Sequence[str], *, at: datetime, limit: int) -> Iterable[LawRow]:
    return selectors.find_rows(texts, on=local_date(at), limit=limit)


FOUND = Findable(title=_lazy("Pháp luật"), view="law:home", place=50, hit=_hit, whole=_whole, is_long=True)
