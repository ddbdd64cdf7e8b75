"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "enquiries.Enquiry",
        ("canonical", "reference", "purpose"),
        _lazy("Giá trị đã hỏi"),
        _lazy("hỏi cơ quan biết giá trị"),
        Until.UNSET,
    ),
    OfPeople(
        "enquiries.Question",
        ("canonical", "reference", "purpose"),
        _lazy("Câu hỏi gửi cơ quan khác"),
        _lazy("hỏi cơ quan biết giá trị"),
        Until.UNSET,
    ),
    OfPeople("enquiries.Answer", ("reason", "words"), _lazy("Câu trả lời"), _lazy("trả lời cơ quan hỏi"), Until.UNSET),
    OfPeople(
        "enquiries.Notice",
        ("canonical", "reference", "purpose"),
        _lazy("Báo có người khác cũng hỏi"),
        _lazy("hai cơ quan biết nhau"),
        Until.UNSET,
    ),
)
