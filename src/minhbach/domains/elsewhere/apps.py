from __future__ import annotations

from minhbach.foundation import office


class ElsewhereConfig(office.DomainConfig):
    name = "minhbach.domains.elsewhere"
    label = "elsewhere"
