from __future__ import annotations

from minhbach.foundation import office


class AreasConfig(office.DomainConfig):
    name = "minhbach.domains.areas"
    label = "areas"
