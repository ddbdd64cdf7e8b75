"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "hotline.Call",
        ("caller", "caller_end"),
        _lazy("Số người gọi"),
        _lazy("gọi lại"),
        Until.AT_ONCE,
        since=_lazy("lúc gọi lại xong hoặc quá hạn gọi lại"),
    ),
    OfPeople(
        "hotline.CallBack",
        ("note",),
        _lazy("Lần gọi lại"),
        _lazy("gọi lại"),
        Until.UNIT,
        since=_lazy("lúc gọi lại xong"),
    ),
    OfPeople(
        "hotline.Visit",
        ("what", "told"),
        _lazy("Lượt tiếp công dân"),
        _lazy("trả lời người đến"),
        Until.UNIT,
        since=_lazy("ngày tiếp"),
        kind="hotline.visit",
    ),
    OfPeople(
        "hotline.Enclosure",
        ("name", "sha256"),
        _lazy("Bản chụp đơn thư"),
        _lazy("giải quyết tin, đơn"),
        Until.UNIT,
        since=_lazy("lúc tin, đơn kết thúc"),
    ),
    OfPeople(
        "hotline.Mail",
        ("sender",),
        _lazy("Địa chỉ người gửi thư điện tử"),
        _lazy("trả lời"),
        Until.AT_ONCE,
        since=_lazy("lúc thư được xử lý"),
    ),
    OfPeople(
        "hotline.Mail",
        ("subject", "text", "reason"),
        _lazy("Thư điện tử"),
        _lazy("giải quyết thư; thư thành tin, đơn thì nội dung ở tin, đơn"),
        Until.UNIT,
        since=_lazy("lúc thư được xử lý"),
        kind="hotline.mail",
    ),
    OfPeople(
        "hotline.MailFile",
        ("name", "sha256", "virus", "members"),
        _lazy("Tệp gửi kèm thư"),
        _lazy("giải quyết thư"),
        Until.UNIT,
        since=_lazy("lúc thư được xử lý"),
        kind="hotline.mail",
    ),
    OfPeople("hotline.Stint", ("note", "left_open"), _lazy("Bàn giao ca trực"), _lazy("giao ca"), Until.UNSET),
    OfPeople("hotline.Line", ("number", "name"), _lazy("Số đường dây nóng"), _lazy("người dân gọi"), Until.UNSET),
    OfPeople(
        "hotline.Transfer", ("number",), _lazy("Số của tổng đài 1800.6838"), _lazy("báo lại tổng đài"), Until.UNSET
    ),
    OfPeople("hotline.Opening", ("note",), _lazy("Biên bản mở hòm thư"), _lazy("hai người mở hòm"), Until.UNSET),
)
