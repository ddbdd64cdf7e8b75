from __future__ import annotations

from minhbach.foundation import office


class RightsConfig(office.DomainConfig):
    name = "minhbach.domains.rights"
    label = "rights"
