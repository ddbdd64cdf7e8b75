from __future__ import annotations

from minhbach.foundation import office


class ArrivalsConfig(office.DomainConfig):
    name = "minhbach.domains.arrivals"
    label = "arrivals"
