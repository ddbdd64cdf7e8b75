"""What the other systems are to the office, and what they show on the page of a case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.types import CasePanel
from minhbach.domains.elsewhere import selectors
from minhbach.foundation.office import Office, Room, SearchGroup
from minhbach.foundation.search.declared import Hit


def _find(officer: Officer, text: str, *, at: datetime, limit: int) -> Iterator[Hit]:
    for one in selectors.visible_twins().filter(number__istartswith=text.strip())[:limit]:
        yield Hit(f"{one.of.short} {one.number}", one.values.get("title", ""), one.get_absolute_url())


OFFICE = Office(
    rooms=(
        Room(
            _lazy("Còn phải nhập ở đâu"),
            "elsewhere:list",
            "file-export",
            place=31,
            under="cases:list",
            within=(
                Room(_lazy("Hồ sơ ở INS"), "elsewhere:twins", "arrows-left-right"),
                Room(_lazy("Tệp xuất từ INS"), "elsewhere:exports", "file-import"),
                Room(_lazy("Nơi phải nhập"), "elsewhere:uses", "settings"),
            ),
        ),
    ),
    search=(SearchGroup(_lazy("Hồ sơ ở hệ thống khác"), "elsewhere:twins", _find, place=37),),
    offers=(CasePanel(lambda case_id: reverse("elsewhere:panel", args=[case_id])),),
    audit={
        "elsewhere.export.received": _lazy("gửi tệp xuất của hệ thống khác"),
        "elsewhere.export.taken": _lazy("ghi nội dung tệp xuất của hệ thống khác"),
        "elsewhere.export.undone": _lazy("rút lại tệp xuất của hệ thống khác"),
        "elsewhere.twin.linked": _lazy("gắn hồ sơ ở hệ thống khác với vụ việc"),
        "elsewhere.twin.settled": _lazy("kết luận chỗ khác nhau giữa hai hồ sơ"),
        "elsewhere.case.ready_taken": _lazy("lấy tệp để nhập vào hệ thống khác"),
        "elsewhere.case.entered": _lazy("ghi vụ việc đã nhập ở hệ thống khác"),
        "elsewhere.use.set": _lazy("đặt hệ thống phải nhập của đơn vị"),
    },
)
