"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import Needs, OfPeople, Until

NEEDS = (
    Needs("others", _lazy("cơ quan khác cũng ghi về người này")),
    Needs("list", _lazy("danh sách gốc còn giữ: xóa danh sách trước")),
)
PEOPLE = (
    OfPeople(
        "subjects.Subject",
        ("name", "sort_key"),
        _lazy("Người, hộ kinh doanh trong hồ sơ đối tượng"),
        _lazy("nhận ra đối tượng"),
        Until.UNIT,
        since=_lazy("lời ghi hoặc sự việc cuối cùng"),
        kind="subjects.person",
    ),
    OfPeople(
        "subjects.Statement",
        ("value", "holder", "source_note", "retraction_reason"),
        _lazy("Lời ghi về đối tượng"),
        _lazy("nhận ra, liên hệ đối tượng"),
        Until.UNIT,
        since=_lazy("lời ghi hoặc sự việc cuối cùng"),
        kind="subjects.person",
    ),
    OfPeople(
        "subjects.Identifier",
        ("canonical",),
        _lazy("Số điện thoại, số định danh, tài khoản"),
        _lazy("nhận ra đối tượng"),
        Until.UNIT,
        since=_lazy("lời ghi hoặc sự việc cuối cùng"),
        kind="subjects.person",
    ),
    OfPeople(
        "subjects.Premises",
        ("address",),
        _lazy("Địa chỉ"),
        _lazy("tìm nơi kinh doanh"),
        Until.UNIT,
        since=_lazy("lời ghi hoặc sự việc cuối cùng"),
        kind="subjects.person",
    ),
    OfPeople(
        "subjects.Presence",
        ("account", "name", "url", "address"),
        _lazy("Gian hàng, trang bán"),
        _lazy("tìm nơi bán"),
        Until.UNIT,
        since=_lazy("lời ghi hoặc sự việc cuối cùng"),
        kind="subjects.person",
    ),
    OfPeople(
        "subjects.SearchToken",
        ("plain", "toned"),
        _lazy("Chữ để tìm đối tượng"),
        _lazy("tìm kiếm"),
        Until.UNIT,
        since=_lazy("lời ghi hoặc sự việc cuối cùng"),
        kind="subjects.person",
    ),
    OfPeople(
        "subjects.Merge",
        ("reason", "undone_reason"),
        _lazy("Lý do nhập, tách hồ sơ"),
        _lazy("biết vì sao hai hồ sơ là một"),
        Until.UNIT,
        since=_lazy("lời ghi hoặc sự việc cuối cùng"),
        kind="subjects.person",
    ),
    OfPeople(
        "subjects.ListedRow",
        ("called", "statements"),
        _lazy("Dòng của danh sách đã nhập"),
        _lazy("rút lại danh sách"),
        Until.UNIT,
        since=_lazy("lời ghi hoặc sự việc cuối cùng"),
        kind="subjects.person",
    ),
    OfPeople("subjects.StoryEntry", ("params",), _lazy("Diễn biến"), _lazy("số và mã; không ghi tên"), Until.UNSET),
    OfPeople(
        "subjects.Import",
        ("file", "file_name", "fault_file", "sample", "fault_kinds"),
        _lazy("Danh sách gốc đã nhập"),
        _lazy("đối chiếu, rút lại danh sách"),
        Until.UNIT,
        since=_lazy("lúc nhập hoặc rút lại xong"),
        kind="subjects.list",
    ),
    OfPeople(
        "subjects.Import",
        ("name", "purpose", "basis", "undone_reason", "seen", "how", "mapping", "columns"),
        _lazy("Tên, căn cứ, cách đọc của danh sách"),
        _lazy("biết danh sách từ đâu"),
        Until.UNSET,
    ),
)
