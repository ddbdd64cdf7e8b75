"""Accounts of senders with those who carry their parcels."""

from __future__ import annotations

import re

from minhbach.engine.identifiers.kind import Kind
from minhbach.engine.identifiers.named import keepers

_CODE = re.compile(r"[A-Z0-9][A-Z0-9._\-]{2,39}")
_AROUND = " \t:;,-–()"


class SenderKind(Kind):
    """The carrier's code and the sender's: ghn:1234567. The number of a parcel is none: it names one parcel."""

    code = "sender"
    words = "tài khoản gửi hàng"
    faults = {"form": "“{said}” không phải tài khoản gửi hàng: hãy ghi hãng và mã người gửi, ví dụ GHN 1234567."}

    def parse(self, written: str, within: str) -> str | None:
        if within:
            carrier, code = keepers("carriers").code(within), written
        else:
            words = re.split(r"[\s:]+", written.replace("(", " ").replace(")", " ").strip(_AROUND))
            carrier, code = keepers("carriers").code(" ".join(words[:-1])), words[-1]
            if carrier is None:
                carrier, code = keepers("carriers").code(" ".join(words[1:])), words[0]
        code = code.strip(_AROUND).upper()
        is_one = carrier and _CODE.fullmatch(code) and any(letter.isdigit() for letter in code)
        return f"{carrier}:{code}" if is_one else None

    def show(self, canonical: str) -> str:
        carrier, _, code = canonical.partition(":")
        return f"{code} ({keepers('carriers').names[carrier]})"

    def keys(self, canonical: str) -> tuple[str, ...]:
        return (canonical.partition(":")[2],)
