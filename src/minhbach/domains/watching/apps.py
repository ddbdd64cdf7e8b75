from __future__ import annotations

from minhbach.foundation import office


class WatchingConfig(office.DomainConfig):
    name = "minhbach.domains.watching"
    label = "watching"
