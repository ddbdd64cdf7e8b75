from __future__ import annotations

from minhbach.foundation import office


class AgenciesConfig(office.DomainConfig):
    name = "minhbach.domains.agencies"
    label = "agencies"
