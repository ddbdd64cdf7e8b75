"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import Needs, OfPeople, Until

NEEDS = (
    Needs("order", _lazy("có yêu cầu giữ lại")),
    Needs("again", _lazy("lại có việc sau ngày ấy")),
)
PEOPLE = (
    OfPeople(
        "custody.Opening",
        ("reason", "refusal"),
        _lazy("Lý do mở danh tính"),
        _lazy("biết ai mở vì việc gì"),
        Until.UNSET,
    ),
    OfPeople("custody.Hold", ("reason",), _lazy("Yêu cầu giữ lại"), _lazy("biết giữ theo yêu cầu nào"), Until.UNSET),
    OfPeople(
        "foundation.AuditEntry",
        ("data",),
        _lazy("Nhật ký"),
        _lazy("chứng minh ai làm gì"),
        Until.UNSET,
        row="DLCN.R.COTLOI",
    ),
    OfPeople(
        "foundation.SearchWord",
        ("word",),
        _lazy("Chữ để tìm vụ việc, văn bản, cán bộ"),
        _lazy("tìm kiếm; đi cùng hồ sơ"),
        Until.UNSET,
    ),
    OfPeople(
        "foundation.ListView",
        ("query", "name"),
        _lazy("Góc nhìn danh sách của cán bộ"),
        _lazy("cán bộ mở lại danh sách"),
        Until.AT_ONCE,
        since=_lazy("lúc cán bộ bỏ góc nhìn"),
    ),
    OfPeople(
        "foundation.Attempt",
        ("about", "place", "key"),
        _lazy("Lần thử mật khẩu, mã"),
        _lazy("chặn dò mật khẩu"),
        Until.AT_ONCE,
        since=_lazy("lúc hết thời gian chờ"),
    ),
)
