"""Domains: what somebody registered, on which all their pages and addresses lie."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.hosts import own_domain
from minhbach.engine.identifiers.kind import Kind
from minhbach.engine.identifiers.urls import read_url


class DomainKind(Kind):
    """The registrable part of a host. A platform's, a mail provider's, a short link's is nobody's own."""

    code = "domain"
    words = "tên miền"
    faults = {
        "form": "“{said}” không phải tên miền, ví dụ cuahang.vn.",
        "shared": "“{said}” là tên miền chung của một sàn hoặc nhà cung cấp dịch vụ, không phải của riêng ai.",
    }
    parting = re.compile(r"[;,|\n\s]+")

    def parse(self, written: str, within: str) -> str | None:
        address = read_url(written.rpartition("@")[2])
        if address is None:
            return None
        domain = own_domain(address)
        if domain is None:
            raise self.unreadable("shared", written)
        return domain

    def guess(self, written: str) -> Iterator[str]:
        # An address with a path is looked for as such: the whole of a domain would drown it.
        if "." in written and "@" not in written and "/" not in written.partition("://")[2].rstrip("/"):
            yield from super().guess(written)
