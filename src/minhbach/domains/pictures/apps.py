from __future__ import annotations

from minhbach.foundation import office


class PicturesConfig(office.DomainConfig):
    name = "minhbach.domains.pictures"
    label = "pictures"
