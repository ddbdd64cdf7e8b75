from __future__ import annotations

from minhbach.foundation import office


class InspectionsConfig(office.DomainConfig):
    name = "minhbach.domains.inspections"
    label = "inspections"
