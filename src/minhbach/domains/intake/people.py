"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import Needs, OfPeople, Until

NEEDS = (Needs("report", _lazy("có tin, đơn đang giải quyết")),)
PEOPLE = (
    OfPeople(
        "intake.Person",
        ("name", "phone", "address", "receipt"),
        _lazy("Người gửi tin, đơn"),
        _lazy("trả lời, bảo vệ người gửi"),
        Until.UNIT,
        since=_lazy("lúc tin, đơn kết thúc và không còn lời nào thêm"),
        kind="intake.person",
    ),
    OfPeople(
        "intake.Report",
        ("what", "where_said", "link", "when_said", "data", "outcome"),
        _lazy("Nội dung tin, đơn"),
        _lazy("giải quyết tin, đơn"),
        Until.UNIT,
        since=_lazy("lúc tin, đơn kết thúc"),
    ),
    OfPeople(
        "intake.Attachment",
        ("content", "sha256"),
        _lazy("Ảnh, tệp người dân gửi"),
        _lazy("giải quyết tin, đơn"),
        Until.UNIT,
        since=_lazy("lúc tin, đơn kết thúc"),
    ),
    OfPeople(
        "intake.RecordingPart",
        ("content",),
        _lazy("Phần đang nhận của video, ghi âm"),
        _lazy("nhận tệp lớn"),
        Until.AT_ONCE,
        since=_lazy("lúc nhận xong"),
    ),
    OfPeople(
        "intake.Message",
        ("text",),
        _lazy("Lời trao đổi với người gửi"),
        _lazy("giải quyết tin, đơn"),
        Until.UNIT,
        since=_lazy("lúc tin, đơn kết thúc"),
    ),
    OfPeople(
        "intake.Passage",
        ("reason", "outcome"),
        _lazy("Bước xử lý tin, đơn"),
        _lazy("giải quyết tin, đơn"),
        Until.UNIT,
        since=_lazy("lúc tin, đơn kết thúc"),
    ),
    OfPeople("intake.ClockMark", ("reason",), _lazy("Mốc tính hạn"), _lazy("tính hạn"), Until.UNSET),
    OfPeople(
        "intake.Handover",
        ("reason", "why_back"),
        _lazy("Chuyển tin, đơn"),
        _lazy("giải quyết tin, đơn"),
        Until.UNIT,
        since=_lazy("lúc tin, đơn kết thúc"),
    ),
    OfPeople(
        "intake.Tie",
        ("words",),
        _lazy("Nối tin, đơn với đối tượng"),
        _lazy("thấy việc liên quan"),
        Until.UNIT,
        since=_lazy("cùng hồ sơ đối tượng"),
        kind="subjects.person",
    ),
    OfPeople(
        "intake.GroupAnswer", ("text", "passed_over"), _lazy("Trả lời cả nhóm"), _lazy("trả lời người gửi"), Until.UNSET
    ),
    OfPeople(
        "intake.Opinion",
        ("words",),
        _lazy("Ý kiến người gửi, không gắn với tin nào"),
        _lazy("sửa cách làm việc"),
        Until.UNSET,
    ),
)
