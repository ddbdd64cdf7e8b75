"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "rights.Right",
        ("holder", "source", "compared_with"),
        _lazy("Chủ sở hữu quyền"),
        _lazy("sổ quyền sở hữu trí tuệ"),
        Until.UNSET,
    ),
    OfPeople(
        "rights.Seller", ("name", "account"), _lazy("Người bán được ủy quyền"), _lazy("đối chiếu tin đăng"), Until.UNSET
    ),
    OfPeople(
        "rights.Notice", ("note", "sha256"), _lazy("Thông báo xâm phạm"), _lazy("xem xét và trả lời"), Until.UNSET
    ),
    OfPeople(
        "rights.NoticeLink",
        ("written", "address", "words"),
        _lazy("Đường dẫn bị báo"),
        _lazy("xem xét và trả lời"),
        Until.UNSET,
    ),
)
