from __future__ import annotations

from minhbach.foundation import office


class MarketsConfig(office.DomainConfig):
    name = "minhbach.domains.markets"
    label = "markets"
