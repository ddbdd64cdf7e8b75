"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "pictures.PictureMatch",
        ("file", "other_file", "other_platform", "other_listing_id", "small", "other_small", "why"),
        _lazy("Ảnh tin đăng trùng nhau"),
        _lazy("thẩm tra"),
        Until.UNIT,
        since=_lazy("lúc thông tin bị bỏ qua"),
    ),
    OfPeople(
        "pictures.Upload",
        ("name", "sha256", "sheet_name", "sheet_sha256", "refused", "missing"),
        _lazy("Tệp ảnh đã nộp"),
        _lazy("so ảnh"),
        Until.UNIT,
        since=_lazy("lúc so xong"),
    ),
)
