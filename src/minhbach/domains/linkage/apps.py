from __future__ import annotations

from minhbach.foundation import office


class LinkageConfig(office.DomainConfig):
    name = "minhbach.domains.linkage"
    label = "linkage"
