from __future__ import annotations

from minhbach.foundation import office


class ScreeningConfig(office.DomainConfig):
    name = "minhbach.domains.screening"
    label = "screening"
