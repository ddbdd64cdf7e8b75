"""What this domain is to the office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.arrivals import selectors
from minhbach.domains.cases.types import CasePanel
from minhbach.foundation.office import Hit, Office, Room, SearchGroup


def _find(officer: Officer, text: str, *, at: datetime, limit: int) -> Iterator[Hit]:
    for one in selectors.find_arrivals(text)[:limit]:
        yield Hit(selectors.said(one), f"{one.sender}, {one.get_state_display()}", one.get_absolute_url())


OFFICE = Office(
    rooms=(Room(_lazy("Văn bản đến"), "arrivals:list", "mailbox", place=55),),
    search=(SearchGroup(_lazy("Văn bản đến"), "arrivals:list", _find, place=45),),
    work=selectors.work_items,
    offers=(CasePanel(lambda case_id: reverse("arrivals:of_case", args=[case_id])),),
    audit={
        "arrivals.arrival.registered": _lazy("đăng ký văn bản đến"),
        "arrivals.register.started": _lazy("đặt số đến đầu tiên của sổ"),
        "arrivals.arrival.amended": _lazy("sửa nội dung đăng ký văn bản đến"),
        "arrivals.arrival.instructed": _lazy("bút phê, giao xử lý văn bản đến"),
        "arrivals.arrival.finished": _lazy("ghi kết quả xử lý văn bản đến"),
        "arrivals.arrival.looked_at": _lazy("xem văn bản đến"),
        "arrivals.file.taken": _lazy("tải tệp văn bản đến"),
    },
)
