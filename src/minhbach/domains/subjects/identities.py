"""The engine reads identifiers and says codes; here its refusals become sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.domains.subjects.types.kinds import IdentifierKind
from minhbach.engine.identifiers import IdentifierUnreadable, Identity, read

_SENTENCES = {
    ("phone", "form"): _lazy(
        "“%(value)s” không phải số điện thoại Việt Nam: hãy ghi đủ mười chữ số, ví dụ 0912 345 678."
    ),
    ("tax_code", "length"): _lazy(
        "“%(value)s” không phải mã số thuế: mã có 10 chữ số, hoặc 13 chữ số đối với chi nhánh."
    ),
    ("tax_code", "digits"): _lazy(
        "“%(value)s” không phải mã số thuế: mã chỉ gồm chữ số và dấu gạch ngang trước số chi nhánh."
    ),
    ("tax_code", "number"): _lazy("“%(value)s” không phải mã số thuế từng được cấp: hãy đối chiếu với giấy tờ."),
    ("tax_code", "branch"): _lazy("“%(value)s” không phải mã số thuế: số chi nhánh từ 001 đến 999."),
    ("tax_code", "check_digit"): _lazy(
        "“%(value)s” không phải mã số thuế: sai chữ số kiểm tra; hãy đối chiếu với giấy tờ."
    ),
    ("bank_account", "form"): _lazy("“%(value)s” không phải số tài khoản: số tài khoản có từ 6 đến 19 chữ số."),
    ("bank_account", "bank"): _lazy("Hãy chọn ngân hàng của tài khoản."),
    ("email", "form"): _lazy("“%(value)s” không phải địa chỉ thư điện tử."),
    ("url", "form"): _lazy("“%(value)s” không phải địa chỉ trang web: hãy ghi như trên trình duyệt, https://…"),
    ("zalo", "form"): _lazy("“%(value)s” không phải tài khoản Zalo: hãy ghi số điện thoại hoặc địa chỉ zalo.me/…"),
    ("facebook", "form"): _lazy(
        "“%(value)s” không phải tài khoản Facebook: hãy ghi địa chỉ trang hoặc tên trong địa chỉ đó."
    ),
    ("tiktok", "form"): _lazy("“%(value)s” không phải tài khoản TikTok: hãy ghi tên tài khoản, @…"),
    ("shop", "form"): _lazy("“%(value)s” không phải tài khoản trên sàn: hãy ghi sàn:tài khoản, ví dụ shopee:12345."),
}


def read_identity(kind: IdentifierKind | str, value: str, *, bank: str = "") -> Identity:
    """Read an identifier as somebody wrote it.

    Raises: IdentifierInvalid, with a sentence that says what to mend.
    """
    try:
        return read(IdentifierKind(kind).value, value.strip(), bank=bank)
    except IdentifierUnreadable as unreadable:
        fault = str(unreadable.values["fault"])
        raise IdentifierInvalid(words=sentence_of(str(kind), fault, value.strip()[:100])) from None


def sentence_of(kind: str, fault: str, value: str) -> str:
    """Say what is wrong with a value of a kind, and what to mend."""
    return str(_SENTENCES[kind, fault]) % {"value": value}
