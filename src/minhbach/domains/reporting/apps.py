from __future__ import annotations

from minhbach.foundation import office


class ReportingConfig(office.DomainConfig):
    name = "minhbach.domains.reporting"
    label = "reporting"
