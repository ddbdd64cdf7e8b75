from __future__ import annotations

from minhbach.foundation import office


class LawConfig(office.DomainConfig):
    name = "minhbach.domains.law"
    label = "law"
