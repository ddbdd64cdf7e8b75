from __future__ import annotations

from minhbach.foundation import office


class IntakeConfig(office.DomainConfig):
    name = "minhbach.domains.intake"
    label = "intake"
