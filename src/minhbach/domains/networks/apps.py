from __future__ import annotations

from minhbach.foundation import office


class NetworksConfig(office.DomainConfig):
    name = "minhbach.domains.networks"
    label = "networks"
