"""A list of merchants as Excel gives it: a header row, then one merchant a row, whatever the order of columns."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Place
from minhbach.domains.agencies.selectors import communes_written, find_places
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.domains.subjects.refusals import ImportUnreadable
from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, SubjectKind
from minhbach.engine.text.keys import search_key
from minhbach.foundation.refusals import RowProblem
from minhbach.foundation.untrusted import read_rows

LONGEST = 2_000
_READ = 5_000  # rows are counted here, and those without a merchant do not count
# What a column is called on the page, and the headers under which it is known.
COLUMNS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "name": (
        _lazy("Tên"),
        ("ten", "ten to chuc ca nhan", "ten co so", "ten ho kinh doanh", "ten doanh nghiep", "name"),
    ),
    "kind": (_lazy("Loại"), ("loai", "loai hinh", "kind")),
    "representative": (_lazy("Người đại diện"), ("nguoi dai dien", "dai dien", "chu ho", "chu co so")),
    "address": (_lazy("Địa chỉ"), ("dia chi", "address")),
    "place": (_lazy("Địa bàn (xã, phường, đặc khu)"), ("xa", "xa phuong", "phuong xa", "dia ban")),
    "phone": (_lazy("Điện thoại"), ("dien thoai", "so dien thoai", "sdt", "phone")),
    "tax_code": (_lazy("Mã số thuế"), ("ma so thue", "mst", "ma so doanh nghiep")),
    "account": (_lazy("Tài khoản ngân hàng"), ("so tai khoan", "tai khoan", "stk")),
    "bank": (_lazy("Ngân hàng"), ("ngan hang", "bank")),
    "url": (_lazy("Địa chỉ trang web"), ("website", "trang web", "dia chi web", "duong dan", "url")),
}
_KINDS = (
    (SubjectKind.HOUSEHOLD, ("ho kinh doanh", "hkd", "ho")),
    (SubjectKind.ORGANISATION, ("to chuc", "cong ty", "doanh nghiep", "hop tac xa", "organisation")),
    (SubjectKind.INDIVIDUAL, ("ca nhan", "individual")),
    (SubjectKind.UNKNOWN, ("khong xac dinh duoc", "khong xac dinh", "chua xac dinh", "unknown")),
)


def read_list(content: bytes, *, on: date, name: str = "") -> list[MerchantFacts]:
    """Read pasted or uploaded rows; values are judged by the service that takes them in.

    Raises: ImportUnreadable when there is no header with a name, too much, or a kind or place nobody knows;
            FileNotRead when it is no table.
    """
    rows = read_rows(content, name=name or _("danh sách"), most_rows=_READ) if content.strip() else []
    if not rows:
        raise ImportUnreadable(rows=[RowProblem(0, _("Danh sách không có dòng nào."))])
    headers = [search_key(cell) for cell in rows[0].cells]
    places = {
        column: headers.index(name) for column, (_label, names) in COLUMNS.items() for name in names if name in headers
    }
    if "name" not in places:
        raise ImportUnreadable(
            rows=[RowProblem(rows[0].number, _("không có cột nào tên là “Tên”; dòng đầu phải là dòng tiêu đề"))]
        )
    if len(rows) - 1 > LONGEST:
        raise ImportUnreadable(rows=[RowProblem(0, _("Danh sách dài hơn 2.000 dòng; hãy chia nhỏ."))])
    facts, problems = [], []
    known: dict[str, Place | None] = {}
    for number, row in rows[1:]:
        cells = {column: row[index] for column, index in places.items() if index < len(row)}
        if not any(cells.values()):
            continue
        kind, place = _kind(cells), _place(cells.get("place", ""), on, known)
        if kind is None:
            problems.append(RowProblem(number, _("không có loại này: %(kind)s") % {"kind": cells["kind"]}, _("Loại")))
        if cells.get("place") and place is None:
            sentence = _(
                "không có xã, phường hiện nay nào tên “%(place)s”, hoặc có nhiều nơi trùng tên; hãy "
                "ghi thêm tên tỉnh sau dấu phẩy"
            )
            problems.append(
                RowProblem(number, sentence % {"place": cells["place"]}, _("Địa bàn (xã, phường, đặc khu)"))
            )
        facts.append(_facts(cells, kind or SubjectKind.UNKNOWN, place, number))
    if problems:
        raise ImportUnreadable(rows=problems)
    return facts


def _facts(cells: dict[str, str], kind: SubjectKind, place: Place | None, number: int) -> MerchantFacts:
    identifiers = [
        (IdentifierKind.PHONE, _with_zero(cells.get("phone", "")), ""),
        (IdentifierKind.TAX_CODE, cells.get("tax_code", ""), ""),
        (IdentifierKind.BANK_ACCOUNT, cells.get("account", ""), cells.get("bank", "")),
    ]
    return MerchantFacts(
        kind=kind,
        name=cells.get("name", ""),
        representative=cells.get("representative", ""),
        address=cells.get("address", ""),
        place=place,
        identifiers=[one for one in identifiers if one[1]],
        url=cells.get("url", ""),
        row=number,
    )


def _with_zero(phone: str) -> str:
    """Excel drops the 0 in front of a phone that it takes for a number."""
    digits = phone.replace(" ", "").replace(".", "")
    return f"0{digits}" if digits.isdigit() and len(digits) == 9 else phone


def _kind(cells: dict[str, str]) -> SubjectKind | None:
    written = search_key(cells.get("kind", ""))
    if not written:
        # A name says what its bearer is when the column does not.
        written = search_key(cells.get("name", ""))
        matches = (kind for kind, names in _KINDS if any(written.startswith(name + " ") for name in names))
        return next(matches, SubjectKind.INDIVIDUAL)
    return next((kind for kind, names in _KINDS if any(written.startswith(name) for name in names)), None)


def _place(written: str, on: date, known: dict[str, Place | None]) -> Place | None:
    if not written:
        return None
    if written not in known:
        name, _comma, above = written.partition(",")
        wanted, parent = search_key(name), search_key(above)
        found = [
            place
            for place in find_places(name, on=on, level=PlaceLevel.COMMUNE, limit=400)
            if wanted in (search_key(place.name), search_key(place.name).partition(" ")[2])
            and (not parent or (place.parent and parent in search_key(place.parent.name)))
        ]
        known[written] = found[0] if len(found) == 1 else _former(written, on)
    return known[written]


def _former(written: str, on: date) -> Place | None:
    """Return today's commune of a place of another map, or one written short."""
    found = communes_written(written, on=on)
    return found[0] if len(found) == 1 else None
