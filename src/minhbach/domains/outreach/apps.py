from __future__ import annotations

from minhbach.foundation import office


class OutreachConfig(office.DomainConfig):
    name = "minhbach.domains.outreach"
    label = "outreach"
