from __future__ import annotations

from minhbach.foundation import office


class CustodyConfig(office.DomainConfig):
    name = "minhbach.domains.custody"
    label = "custody"
