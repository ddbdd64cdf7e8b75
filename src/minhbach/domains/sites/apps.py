from __future__ import annotations

from minhbach.foundation import office


class SitesConfig(office.DomainConfig):
    name = "minhbach.domains.sites"
    label = "sites"
