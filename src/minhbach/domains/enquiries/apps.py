from __future__ import annotations

from minhbach.foundation import office


class EnquiriesConfig(office.DomainConfig):
    name = "minhbach.domains.enquiries"
    label = "enquiries"
