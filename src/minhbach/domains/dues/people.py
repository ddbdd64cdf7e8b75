"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "dues.Slip",
        ("payer", "note", "why"),
        _lazy("Chứng từ nộp tiền"),
        _lazy("thu tiền phạt"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
    OfPeople(
        "dues.Entry",
        ("party", "withdrawn_why"),
        _lazy("Chi phí, tiền tạm giữ của vụ việc"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
    OfPeople(
        "dues.TreasuryAccount",
        ("holder",),
        _lazy("Tài khoản thu tiền phạt"),
        _lazy("thu tiền phạt"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
)
