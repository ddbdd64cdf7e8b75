from __future__ import annotations

from minhbach.foundation import office


class SubjectsConfig(office.DomainConfig):
    name = "minhbach.domains.subjects"
    label = "subjects"
