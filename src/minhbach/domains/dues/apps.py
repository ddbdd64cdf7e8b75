from __future__ import annotations

from minhbach.foundation import office


class DuesConfig(office.DomainConfig):
    name = "minhbach.domains.dues"
    label = "dues"
