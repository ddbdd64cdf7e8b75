"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import Needs, OfPeople, Until

NEEDS = (Needs("site", _lazy("có trang, gian hàng đang quản lý")),)
PEOPLE = (
    OfPeople(
        "sites.Site",
        ("name", "url", "key", "notice_number", "goods", "shown"),
        _lazy("Trang, gian hàng bán hàng"),
        _lazy("quản lý website, ứng dụng bán hàng"),
        Until.UNSET,
    ),
    OfPeople(
        "sites.Observed",
        ("reference", "note"),
        _lazy("Chiêu trò đã thấy"),
        _lazy("quản lý website, ứng dụng bán hàng"),
        Until.UNSET,
    ),
)
