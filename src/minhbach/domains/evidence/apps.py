from __future__ import annotations

from minhbach.foundation import office


class EvidenceConfig(office.DomainConfig):
    name = "minhbach.domains.evidence"
    label = "evidence"
