"""Shops and accounts on platforms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.hosts import shop_at
from minhbach.engine.identifiers.kind import Kind
from minhbach.engine.identifiers.platforms import platform_code
from minhbach.engine.identifiers.urls import read_url

_PLATFORM = re.compile(r"[\w\-]{2,40}")
_LONGEST = 200


class ShopKind(Kind):
    """The platform's code and the account there, both in lower case: shopee:12345. An address of a shop is the shop."""

    code = "shop"
    words = "tài khoản trên sàn"
    faults = {"form": "“{said}” không phải tài khoản trên sàn: hãy ghi sàn:tài khoản, ví dụ shopee:12345."}

    def parse(self, written: str, within: str) -> str | None:
        address = read_url(written)
        at = shop_at(address) if address else None
        if at is not None:
            return ":".join(at)
        if within:
            platform, account = within, written
        else:
            platform, _, account = written.partition(":")
        platform, account = platform_code(platform).lower(), " ".join(account.split()).lower()
        if not _PLATFORM.fullmatch(platform) or not 0 < len(account) <= _LONGEST or account.startswith("//"):
            return None
        return f"{platform}:{account}"

    def keys(self, canonical: str) -> tuple[str, ...]:
        return (canonical.partition(":")[2],)

    def guess(self, written: str) -> Iterator[str]:
        if ":" in written or "." in written:
            yield from super().guess(written)
