"""Web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.hosts import is_shared, own_domain
from minhbach.engine.identifiers.kind import Identity, Kind
from minhbach.engine.identifiers.urls import find_urls, host_of, read_url


class UrlKind(Kind):
    """Host and path, without what does not name the page."""

    code = "url"
    words = "địa chỉ trang web"
    faults = {
        "form": "“{said}” không phải địa chỉ trang web: hãy ghi như trên trình duyệt, https://…",
        "shared": "“{said}” là trang chung của một sàn hoặc nhà cung cấp dịch vụ: hãy ghi địa chỉ của chính gian hàng.",
    }
    parting = re.compile(r"[;,|\n\s]+")

    def parse(self, written: str, within: str) -> str | None:
        address = read_url(written)
        if address is not None and is_shared(address):
            raise self.unreadable("shared", written)
        return address

    def keys(self, canonical: str) -> tuple[str, ...]:
        domain = own_domain(canonical)
        return tuple(dict.fromkeys(filter(None, (canonical, host_of(canonical), domain))))

    def guess(self, written: str) -> Iterator[str]:
        if "@" not in written and "." in written:
            yield from super().guess(written)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        for address, start, end in find_urls(text):
            if not is_shared(address):
                yield address, start, end

    def implies(self, canonical: str) -> tuple[Identity, ...]:
        domain = own_domain(canonical)
        return (Identity("domain", domain),) if domain else ()
