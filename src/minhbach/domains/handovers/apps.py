from __future__ import annotations

from minhbach.foundation import office


class HandoversConfig(office.DomainConfig):
    name = "minhbach.domains.handovers"
    label = "handovers"
