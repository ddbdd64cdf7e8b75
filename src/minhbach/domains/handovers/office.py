"""What handing over, the books and the answer to who inspects are to the office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.handovers import selectors
from minhbach.domains.handovers.books import BOOKS
from minhbach.domains.handovers.policies import READERS
from minhbach.foundation.office import Office, Room, SearchGroup
from minhbach.foundation.search.declared import Hit


def _find(officer: Officer, text: str, *, at: datetime, limit: int) -> Iterator[Hit]:
    for one in selectors.find_minutes(text)[:limit]:
        yield Hit(str(one), str(one.get_state_display()), one.get_absolute_url())


OFFICE = Office(
    rooms=(
        Room(
            _lazy("Bàn giao, sổ sách"),
            "handovers:list",
            "arrows-exchange",
            place=36,
            under="cases:list",
            within=(
                Room(
                    _lazy("Trả lời đoàn kiểm tra"),
                    "handovers:answer_inspection",
                    "clipboard-check",
                    roles=frozenset(READERS),
                ),
                Room(BOOKS["nhat-ky"].label, "handovers:journal", "book", roles=frozenset(READERS)),
                Room(BOOKS["tin"].label, "handovers:tips", "inbox", roles=frozenset(READERS)),
                Room(BOOKS["quyet-dinh"].label, "handovers:decisions", "gavel", roles=frozenset(READERS)),
                Room(BOOKS["kho"].label, "handovers:store_book", "package", roles=frozenset(READERS)),
            ),
        ),
    ),
    search=(SearchGroup(_lazy("Bàn giao"), "handovers:list", _find, place=38),),
    work=selectors.work_items,
    audit={
        "handovers.minutes.opened": _lazy("mở biên bản bàn giao"),
        "handovers.minutes.listed": _lazy("cập nhật danh sách bàn giao"),
        "handovers.items.offered": _lazy("đề nghị nhận việc bàn giao"),
        "handovers.items.taken": _lazy("nhận việc bàn giao"),
        "handovers.items.refused": _lazy("không nhận việc bàn giao"),
        "handovers.minutes.carried_out": _lazy("chuyển việc đã nhận bàn giao"),
        "handovers.minutes.closed": _lazy("kết thúc bàn giao"),
        "handovers.answer.read": _lazy("xem trả lời đoàn kiểm tra"),
        "handovers.answer.taken": _lazy("tải bộ trả lời đoàn kiểm tra"),
        "handovers.minutes.dropped": _lazy("hủy biên bản bàn giao"),
    },
)
