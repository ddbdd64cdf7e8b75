from __future__ import annotations

from minhbach.foundation import office


class CasesConfig(office.DomainConfig):
    name = "minhbach.domains.cases"
    label = "cases"
