from __future__ import annotations

from minhbach.foundation import office


class MediationConfig(office.DomainConfig):
    name = "minhbach.domains.mediation"
    label = "mediation"
