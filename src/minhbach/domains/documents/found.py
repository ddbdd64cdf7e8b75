"""What is found of official papers: by the words of the title, by number and symbol, however written."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents import selectors
from minhbach.domains.documents.models import OfficialDocument
from minhbach.foundation.search import Findable, Hit


def _hit(document: OfficialDocument, at: datetime) -> Hit:
    said = (document.number_text, str(document.get_state_display()))
    return Hit(document.title, ", ".join(filter(None, said)), document.get_absolute_url())


FOUND = Findable(
    title=_lazy("Văn bản"),
    view="documents:list",
    place=40,
    rows=lambda officer, at: selectors.visible_documents(),
    tokens=selectors.TOKENS,
    label="title",
    hit=_hit,
    by_place="place_id",
    by_day="dated",
)
