from __future__ import annotations

from minhbach.foundation import office


class DocumentsConfig(office.DomainConfig):
    name = "minhbach.domains.documents"
    label = "documents"
