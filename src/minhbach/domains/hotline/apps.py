from __future__ import annotations

from minhbach.foundation import office


class HotlineConfig(office.DomainConfig):
    name = "minhbach.domains.hotline"
    label = "hotline"
