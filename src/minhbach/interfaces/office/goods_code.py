"""What a number of goods says that was typed or scanned into the search box, and what it does not say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.engine.identifiers.gtins import is_short, may_be_gtin, prefix_of, write_gtin
from minhbach.engine.identifiers.registrations import read_registration
from minhbach.engine.identifiers.scanned import Scanned, read_scanned
from minhbach.foundation.office import Words
from minhbach.foundation.writing import write_day

_USES = {
    "internal": _lazy("Số dùng trong một cửa hàng hoặc công ty, không phải số cấp cho hàng bán lẻ."),
    "coupon": _lazy("Số của phiếu giảm giá, không phải của hàng hóa."),
    "book": _lazy("Số của sách."),
    "press": _lazy("Số của báo, tạp chí."),
    "example": _lazy("Số dùng làm ví dụ, không cấp cho hàng hóa."),
    "reserved": _lazy("Dải số để dành, chưa cấp cho ai."),
    "other": _lazy("Dải số của việc khác, không phải hàng bán lẻ."),
}
_GOODS = {
    "cosmetic": _lazy("Dạng số tiếp nhận phiếu công bố mỹ phẩm"),
    "food": _lazy("Dạng số công bố, xác nhận của thực phẩm"),
    "medicine": _lazy("Dạng số đăng ký lưu hành thuốc"),
    "device": _lazy("Dạng số công bố trang thiết bị y tế"),
}


@dataclass(frozen=True)
class Fact:
    label: Words
    value: str
    note: Words = ""


@dataclass(frozen=True)
class GoodsCode:
    """One number as it is written, what can be read of it, and the caution that belongs to it."""

    number: str
    facts: tuple[Fact, ...]
    caution: Words


def tell_code(text: str, *, today: date) -> GoodsCode | None:
    """Say what a number of goods tells; None where the text is no such number."""
    scanned = read_scanned(text)
    if scanned is not None:
        return GoodsCode(
            write_gtin(scanned.gtin),
            tuple(_facts(scanned, today)),
            _lazy("Mã chỉ nói điều đã in vào nó: đối chiếu với hàng, nhãn và giấy tờ. Mã đúng vẫn có thể bị chép."),
        )
    registration = read_registration(text)
    if registration is not None:
        return GoodsCode(
            registration.canonical,
            (Fact(_GOODS[registration.kind], str(registration.year or "")),),
            _lazy("Đúng dạng chưa phải là số có thật: đối chiếu với sổ đăng ký của cơ quan cấp."),
        )
    if may_be_gtin(text):
        return GoodsCode(
            text.strip(),
            (Fact(_lazy("Chữ số kiểm tra"), _("không đúng"), _lazy("gõ lại từng số; nếu đúng như in, mã in sai")),),
            _lazy("Số có độ dài của mã vạch, có thể là số khác: điện thoại, tài khoản, căn cước."),
        )
    return None


def _facts(scanned: Scanned, today: date) -> list[Fact]:
    prefix = prefix_of(scanned.gtin)
    facts = []
    if prefix is not None and prefix.use == "trade":
        issuer = f"{prefix.issuer} ({scanned.gtin[1:4]})"
        facts.append(Fact(_lazy("Nơi cấp mã"), issuer, _lazy("không phải nơi sản xuất")))
    elif prefix is not None and prefix.use in _USES:
        facts.append(Fact(_lazy("Dải số"), scanned.gtin[1:4], _USES[prefix.use]))
    elif prefix is None and not is_short(scanned.gtin):
        facts.append(Fact(_lazy("Dải số"), scanned.gtin[1:4], _lazy("Chưa cấp cho tổ chức nào.")))
    facts += [Fact(label, value) for label, value in _said(scanned) if value]
    for label, day in (
        (_lazy("Sử dụng tốt nhất trước"), scanned.best_before),
        (_lazy("Hạn dùng"), scanned.expires_on),
    ):
        if day is not None:
            facts.append(Fact(label, write_day(day), _lazy("đã qua") if day < today else ""))
    if scanned.host:
        note = _lazy("một địa chỉ như mọi địa chỉ; chưa có cơ quan nào xác nhận")
        facts.append(Fact(_lazy("Mã dẫn tới trang"), scanned.host, note))
    return facts


def _said(scanned: Scanned) -> tuple[tuple[Words, str], ...]:
    made_on = write_day(scanned.made_on) if scanned.made_on else ""
    return (
        (_lazy("Số lô"), scanned.batch),
        (_lazy("Số sê-ri"), scanned.serial),
        (_lazy("Ngày sản xuất"), made_on),
    )
