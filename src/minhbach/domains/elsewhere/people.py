"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "elsewhere.Export",
        ("file", "name", "columns", "sample", "mapping", "faults", "undone_reason"),
        _lazy("Tệp xuất của hệ thống khác"),
        _lazy("đối chiếu hồ sơ"),
        Until.UNIT,
        since=_lazy("lúc ghi xong"),
    ),
    OfPeople(
        "elsewhere.Twin",
        ("number", "values"),
        _lazy("Hồ sơ ở hệ thống khác"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
    OfPeople(
        "elsewhere.Reading",
        ("called", "values"),
        _lazy("Nội dung đọc từ tệp xuất"),
        _lazy("đối chiếu hồ sơ"),
        Until.UNIT,
        since=_lazy("lúc ghi xong"),
    ),
    OfPeople(
        "elsewhere.Settlement",
        ("ours", "theirs", "note"),
        _lazy("Ý kiến khi đối chiếu"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
)
