"""Electronic wallets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.kind import Identity, Kind
from minhbach.engine.identifiers.named import keepers
from minhbach.engine.identifiers.phones import Phone, find_phones, read_phone, show_phone

_DIGITS = re.compile(r"\+?\d(?:[\s.\-]?\d){8,13}(?!\d)")
_AROUND = " \t:;,.-–()"
_NEAR = 24


class WalletKind(Kind):
    """A telephone at a wallet: momo:+84912345678."""

    code = "wallet"
    words = "ví điện tử"
    faults = {"form": "“{said}” không phải ví điện tử: hãy ghi ví và số điện thoại, ví dụ MoMo 0912 345 678."}
    is_personal = True
    claims = False
    parting = re.compile(r"[;,|\n]|\s(?:[/&]|hoặc|và|or)\s")

    def parse(self, written: str, within: str) -> str | None:
        match = _DIGITS.search(written)
        if match is None:
            return None
        name = within or f"{written[: match.start()]} {written[match.end() :]}".strip(_AROUND)
        wallet, phone = keepers("wallets").code(name), read_phone(match.group())
        return f"{wallet}:{phone.canonical}" if wallet and phone else None

    def show(self, canonical: str) -> str:
        wallet, _, phone = canonical.partition(":")
        return f"{show_phone(phone)} ({keepers('wallets').names[wallet]})"

    def keys(self, canonical: str) -> tuple[str, ...]:
        return (Phone(canonical.partition(":")[2], "").national,)

    def digits(self, canonical: str) -> str:
        return Phone(canonical.partition(":")[2], "").national

    def guess(self, written: str) -> Iterator[str]:
        yield from super().guess(written)
        phone = read_phone(written) if _DIGITS.fullmatch(written.strip()) else None
        if phone is not None:
            yield from (f"{wallet}:{phone.canonical}" for wallet in keepers("wallets").names)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        for phone, start, end in find_phones(text):
            before = re.split(r"[\d\n.;]", text[max(0, start - _NEAR) : start])[-1].strip(_AROUND).split()
            for length in (3, 2, 1):
                wallet = keepers("wallets").code(" ".join(before[-length:])) if before else None
                if wallet and phone.canonical.startswith("+84"):
                    yield f"{wallet}:{phone.canonical}", start, end
                    break

    def implies(self, canonical: str) -> tuple[Identity, ...]:
        return (Identity("phone", canonical.partition(":")[2]),)
