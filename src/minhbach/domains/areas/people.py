"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import Needs, OfPeople, Until

NEEDS = (Needs("area", _lazy("địa bàn đang quản lý, theo dõi")),)
PEOPLE = (
    OfPeople(
        "areas.Source", ("alias",), _lazy("Cơ sở cung cấp tin, theo bí danh"), _lazy("nhận tin từ địa bàn"), Until.UNSET
    ),
    OfPeople("areas.SourceNote", ("words",), _lazy("Tin của cơ sở"), _lazy("nhận tin từ địa bàn"), Until.UNSET),
    OfPeople(
        "areas.Keeping",
        ("goods", "brands", "note", "end_reason"),
        _lazy("Đối tượng quản lý địa bàn"),
        _lazy("quản lý địa bàn"),
        Until.UNSET,
    ),
    OfPeople(
        "areas.Visit", ("met", "seen", "taken_back_why"), _lazy("Lần đến xem"), _lazy("quản lý địa bàn"), Until.UNSET
    ),
    OfPeople(
        "areas.Licence",
        ("number", "issued_by", "note", "end_reason"),
        _lazy("Giấy phép"),
        _lazy("quản lý địa bàn"),
        Until.UNSET,
    ),
    OfPeople(
        "areas.GatheringPoint",
        ("name", "address", "goods", "ended_why"),
        _lazy("Điểm tập kết"),
        _lazy("quản lý địa bàn"),
        Until.UNSET,
    ),
    OfPeople("areas.PointNote", ("words",), _lazy("Ghi chú điểm tập kết"), _lazy("quản lý địa bàn"), Until.UNSET),
    OfPeople(
        "areas.Plan", ("about", "result"), _lazy("Kế hoạch với người tái phạm"), _lazy("quản lý địa bàn"), Until.UNSET
    ),
    OfPeople("areas.Measure", ("what", "result"), _lazy("Biện pháp"), _lazy("quản lý địa bàn"), Until.UNSET),
    OfPeople("areas.PlanNote", ("words",), _lazy("Ghi chú kế hoạch"), _lazy("quản lý địa bàn"), Until.UNSET),
    OfPeople("areas.Pursuit", ("next_step",), _lazy("Truy tìm người bán"), _lazy("quản lý địa bàn"), Until.UNSET),
    OfPeople("areas.PursuitNote", ("words",), _lazy("Ghi chú truy tìm"), _lazy("quản lý địa bàn"), Until.UNSET),
)
