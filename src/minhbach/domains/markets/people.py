"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import Needs, OfPeople, Until

NEEDS = (Needs("stall", _lazy("đang có sạp, đang quản lý chợ")),)
PEOPLE = (
    OfPeople("markets.Market", ("name", "address", "folded"), _lazy("Chợ"), _lazy("quản lý chợ"), Until.UNSET),
    OfPeople(
        "markets.PlanChange",
        ("name", "file", "file_name", "lines", "faults", "undone_reason"),
        _lazy("Sơ đồ chợ ban quản lý gửi"),
        _lazy("quản lý chợ"),
        Until.UNSET,
    ),
    OfPeople("markets.Tenancy", ("goods",), _lazy("Người bán ở sạp"), _lazy("quản lý chợ"), Until.UNSET),
    OfPeople("markets.Round", ("purpose",), _lazy("Lượt đi chợ"), _lazy("quản lý chợ"), Until.UNSET),
    OfPeople("markets.RoundMark", ("note",), _lazy("Điều thấy ở sạp"), _lazy("quản lý chợ"), Until.UNSET),
)
