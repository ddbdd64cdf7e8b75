from __future__ import annotations

from minhbach.foundation import office


class StoresConfig(office.DomainConfig):
    name = "minhbach.domains.stores"
    label = "stores"
