"""Accounts on Zalo."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.kind import Identity, Kind, is_figure
from minhbach.engine.identifiers.phones import Phone, read_any_phone, show_phone
from minhbach.engine.identifiers.urls import path_of, read_url

HOSTS = ("zalo.me", "zalo.vn", "chat.zalo.me")
_NAME = re.compile(r"[A-Za-z0-9_.]{4,60}")
_ROOMS = ("g", "pc", "download")


class ZaloKind(Kind):
    """The canonical phone where it is one, else the page's name or number."""

    code = "zalo"
    words = "tài khoản Zalo"
    faults = {"form": "“{said}” không phải tài khoản Zalo: hãy ghi số điện thoại hoặc địa chỉ zalo.me/…"}
    is_personal = True

    def parse(self, written: str, within: str) -> str | None:
        address = read_url(written)
        is_there = address is not None and address.partition("/")[0] in HOSTS
        path = path_of(address) if is_there and address else None
        if path is not None and (not path or path[0] in _ROOMS):
            return None
        name = path[0] if path else written
        phone = read_any_phone(name) if is_figure(name) else None
        if phone is not None:
            return phone.canonical
        return name.lower() if _NAME.fullmatch(name) else None

    def show(self, canonical: str) -> str:
        return show_phone(canonical)

    def keys(self, canonical: str) -> tuple[str, ...]:
        return (Phone(canonical, "").national,)

    def digits(self, canonical: str) -> str:
        return Phone(canonical, "").national.removeprefix("+") if canonical.startswith("+") else ""

    def guess(self, written: str) -> Iterator[str]:
        for canonical in super().guess(written) if "@" not in written[1:] else ():
            if canonical.startswith("+") or not is_figure(written):
                yield canonical

    def implies(self, canonical: str) -> tuple[Identity, ...]:
        return (Identity("phone", canonical),) if canonical.startswith("+") else ()
