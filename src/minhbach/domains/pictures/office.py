"""What the pictures are to the office, and what they show on the page of a lead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.pictures import selectors
from minhbach.domains.pictures.types import KnownKind
from minhbach.domains.screening.selectors import READERS
from minhbach.domains.screening.types import LeadPanel
from minhbach.foundation.office import Office, Room, SearchGroup
from minhbach.foundation.search.declared import Hit


def _find(officer: Officer, text: str, *, at: datetime, limit: int) -> Iterator[Hit]:
    for one in selectors.known_with_words(selectors.visible_known(), text)[:limit]:
        yield Hit(one.label, str(KnownKind(one.kind).label), one.get_absolute_url())


OFFICE = Office(
    rooms=(
        Room(
            _lazy("Ảnh trùng"), "pictures:matches", "photo", place=21, under="screening:leads", roles=frozenset(READERS)
        ),
        Room(_lazy("Ảnh mẫu"), "pictures:known_list", "photo", place=22, under="screening:leads"),
    ),
    search=(SearchGroup(_lazy("Ảnh mẫu"), "pictures:known_list", _find, place=91),),
    offers=(LeadPanel(lambda lead_id: reverse("pictures:of_lead", args=[lead_id])),),
    audit={
        "pictures.upload.sent": _lazy("nạp tệp ảnh"),
        "pictures.upload.read": _lazy("đọc và so xong một tệp ảnh"),
        "pictures.upload.failed": _lazy("không đọc được một tệp ảnh"),
        "pictures.upload.undone": _lazy("gỡ một lần nạp ảnh"),
        "pictures.known.withdrawn": _lazy("rút một ảnh mẫu"),
        "pictures.match.judged": _lazy("kết luận hai ảnh có là một không"),
    },
)
