"""Bank accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.banks import banks, find_bank, find_bank_accounts, read_bank_account
from minhbach.engine.identifiers.kind import Kind

_DIGITS = re.compile(r"\d(?:[\s.\-]?\d){5,18}(?!\d)")
_LABEL = re.compile(r"^(?:số\s*tài\s*khoản|tài\s*khoản|stk|tk|số)(?!\w)[\s:.]*", re.IGNORECASE)
_AROUND = " \t:;,.-–()"
_GUESSED = re.compile(r"\d{6,19}")


class BankAccountKind(Kind):
    """The bank's BIN and the number, whose leading zeros belong to it: 970436:0123456789."""

    code = "bank_account"
    words = "tài khoản ngân hàng"
    faults = {
        "form": "“{said}” không phải số tài khoản: số tài khoản có từ 6 đến 19 chữ số.",
        "bank_missing": "Hãy ghi ngân hàng của tài khoản “{said}”.",
        "bank": "Chưa biết ngân hàng “{said}”: hãy ghi tên viết tắt như Vietcombank, Agribank, hoặc mã BIN.",
    }
    is_personal = True
    parting = re.compile(r"[;|\n]|\s(?:[/&]|hoặc|và|or)\s")

    def parse(self, written: str, within: str) -> str | None:
        number, bank = (written, within) if within else _parted(written)
        if not bank:
            if _DIGITS.fullmatch(_LABEL.sub("", written).strip(_AROUND)):
                raise self.unreadable("bank_missing", written)
            return None
        if find_bank(bank) is None:
            raise self.unreadable("bank", bank)
        account = read_bank_account(_LABEL.sub("", number).strip(_AROUND), bank=bank)
        return account.canonical if account else None

    def show(self, canonical: str) -> str:
        bank, _, number = canonical.partition(":")
        return f"{number} ({banks()[bank].name})"

    def keys(self, canonical: str) -> tuple[str, ...]:
        return (canonical.partition(":")[2],)

    def digits(self, canonical: str) -> str:
        return canonical.partition(":")[2]

    def guess(self, written: str) -> Iterator[str]:
        yield from super().guess(written)
        number = re.sub(r"[\s.\-]+", "", written)
        if number.isascii() and _GUESSED.fullmatch(number):
            yield from (f"{bank}:{number}" for bank in banks())

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        for account, start, end in find_bank_accounts(text):
            yield account.canonical, start, end


def _parted(written: str) -> tuple[str, str]:
    """Return number and bank of "0123456789 (Vietcombank)", "VCB: 0123456789" or "970436:0123456789"."""
    before, colon, after = written.partition(":")
    if colon and before.strip() in banks():
        return after, before.strip()
    match = _DIGITS.search(written)
    if match is None or _DIGITS.search(written, match.end()):
        return written, ""
    others = (written[: match.start()], written[match.end() :])
    named = [_LABEL.sub("", other.strip(_AROUND)).strip(_AROUND) for other in others]
    return match.group(), " ".join(filter(None, named))
