"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import Needs, OfPeople, Until

NEEDS = (
    Needs("case", _lazy("có trong vụ việc đang xử lý")),
    Needs("case_file", _lazy("có trong hồ sơ vụ việc: luật chưa đặt số năm lưu")),
)
PEOPLE = (
    OfPeople(
        "cases.Case",
        ("title", "folded", "secret_register_number"),
        _lazy("Vụ việc"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
    OfPeople(
        "cases.CaseEvent",
        ("data", "confirmed"),
        _lazy("Sự kiện của vụ việc"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
    OfPeople(
        "cases.GoodsLine",
        ("name", "brand_origin"),
        _lazy("Hàng hóa của vụ việc"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
    OfPeople(
        "cases.FieldEntry",
        ("content", "file", "reason", "word"),
        _lazy("Điều ghi tại hiện trường"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
    OfPeople(
        "cases.RestrictedTerm",
        ("what",),
        _lazy("Thời hạn tước quyền, đình chỉ"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
    OfPeople(
        "cases.ReferralItem",
        ("title",),
        _lazy("Danh mục của hồ sơ chuyển cơ quan điều tra"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
)
