"""Phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.disguises import read_disguised_phone
from minhbach.engine.identifiers.kind import Kind, is_figure
from minhbach.engine.identifiers.phones import Phone, find_phones, read_any_phone, show_phone


class PhoneKind(Kind):
    """+84 and the digits without the 0, a hotline as it is dialled, a foreign number under its country."""

    code = "phone"
    words = "điện thoại"
    faults = {
        "form": "“{said}” không phải số điện thoại: hãy ghi đủ chữ số, ví dụ 0912 345 678; "
        "số nước ngoài ghi dấu + và mã nước."
    }
    is_personal = True
    parting = re.compile(r"[;,|\n/]|\s(?:[-–—&]|hoặc|và|or)\s")

    def parse(self, written: str, within: str) -> str | None:
        phone = read_any_phone(written) if is_figure(written) else read_disguised_phone(written)
        return phone.canonical if phone else None

    def show(self, canonical: str) -> str:
        return show_phone(canonical)

    def keys(self, canonical: str) -> tuple[str, ...]:
        return (Phone(canonical, "").national,)

    def digits(self, canonical: str) -> str:
        return Phone(canonical, "").national.removeprefix("+")

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        for phone, start, end in find_phones(text):
            yield phone.canonical, start, end

    def tells_person(self, canonical: str) -> bool:
        return canonical.startswith("+")

    def tells_who(self, canonical: str) -> bool:
        return canonical.startswith("+")
