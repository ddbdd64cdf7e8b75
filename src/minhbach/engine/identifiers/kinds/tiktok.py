"""Accounts on TikTok."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.kind import Kind, is_figure
from minhbach.engine.identifiers.urls import path_of, read_url

HOSTS = ("tiktok.com", "vt.tiktok.com")
_NAME = re.compile(r"@?([A-Za-z0-9_.]{2,24})")


class TiktokKind(Kind):
    """The account's name, in lower case without the @."""

    code = "tiktok"
    words = "tài khoản TikTok"
    faults = {"form": "“{said}” không phải tài khoản TikTok: hãy ghi tên tài khoản, @…"}

    def parse(self, written: str, within: str) -> str | None:
        address = read_url(written)
        is_there = address is not None and address.partition("/")[0] in HOSTS
        path = path_of(address) if is_there and address else None
        if path is not None and not (path and path[0].startswith("@")):
            return None
        match = _NAME.fullmatch(path[0] if path else written)
        return match.group(1).lower() if match and not match.group(1).endswith(".") else None

    def show(self, canonical: str) -> str:
        return f"@{canonical}"

    def guess(self, written: str) -> Iterator[str]:
        if "@" not in written[1:] and len(written) > 3 and not is_figure(written):
            yield from super().guess(written)
