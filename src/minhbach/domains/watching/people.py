"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import Needs, OfPeople, Until

NEEDS = (Needs("watch", _lazy("đang được theo dõi")),)
PEOPLE = (
    OfPeople(
        "watching.WatchEntry",
        ("value", "key", "reason"),
        _lazy("Giá trị theo dõi"),
        _lazy("báo khi gặp"),
        Until.UNIT,
        since=_lazy("lúc thôi theo dõi"),
        kind="watching.entry",
    ),
    OfPeople(
        "watching.WatchList",
        ("title", "reason"),
        _lazy("Danh sách theo dõi"),
        _lazy("biết theo dõi vì sao"),
        Until.UNSET,
    ),
    OfPeople(
        "watching.WatchFile",
        ("file", "name", "sample", "columns", "doubts", "mapping", "faults", "undone_reason"),
        _lazy("Tệp danh sách theo dõi"),
        _lazy("đối chiếu danh sách"),
        Until.UNIT,
        since=_lazy("lúc nhập xong"),
    ),
    OfPeople("watching.Alert", ("note",), _lazy("Lần gặp"), _lazy("báo người theo dõi"), Until.UNSET),
    OfPeople(
        "watching.Patrol",
        ("stretch", "found", "goods"),
        _lazy("Kết quả tuần tra"),
        _lazy("báo cáo tuần tra"),
        Until.UNSET,
    ),
)
