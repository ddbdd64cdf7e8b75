"""What questions between agencies are to the office."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.enquiries import selectors
from minhbach.domains.enquiries.policies import ASKERS
from minhbach.engine.identifiers import recognise
from minhbach.foundation.office import Office, Room, SearchAct


def _ask(text: str) -> str:
    """Return where to ask others about what was searched for, if it is a value: the same whether or not it is known."""
    is_value = any(sign.isdigit() or sign in "@." for sign in text) and any(recognise(text))
    return f"{reverse('enquiries:ask')}?{urlencode({'so': text})}" if is_value else ""


OFFICE = Office(
    rooms=(
        Room(
            _lazy("Hỏi, trả lời"),
            "enquiries:received",
            "messages",
            place=45,
            under="subjects:list",
            within=(
                Room(_lazy("Đã hỏi"), "enquiries:list", "send"),
                Room(_lazy("Hỏi về thông tin giữ kín"), "enquiries:notices", "eye-off"),
            ),
        ),
    ),
    work=selectors.work_items,
    offers=(SearchAct(_lazy("Hỏi cơ quan khác về thông tin này"), "messages", frozenset(ASKERS), _ask),),
    audit={
        "enquiries.enquiry.asked": _lazy("hỏi các cơ quan khác về một thông tin định danh"),
        "enquiries.notice.read": _lazy("xem ai đã hỏi về thông tin cơ quan giữ kín"),
        "enquiries.question.answered": _lazy("trả lời câu hỏi của cơ quan khác"),
    },
)
