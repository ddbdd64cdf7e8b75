"""The kinds of publications, in the order of pages: one kind, one file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minhbach.domains.outreach.kinds import decision, guide, notice, statistic, typical_case, warning
from minhbach.domains.outreach.kinds.decision import Decision
from minhbach.domains.outreach.kinds.finding import GOODS, OPEN, SELLERS, key_of, keys_asked, name_key
from minhbach.domains.outreach.kinds.kind import Asked, Figures, Grid, Kind, Section, Text
from minhbach.foundation import codec

KINDS: tuple[Kind, ...] = (warning.KIND, guide.KIND, decision.KIND, notice.KIND, typical_case.KIND, statistic.KIND)
BY_CODE: Mapping[str, Kind] = {kind.code: kind for kind in KINDS}
BY_SLUG: Mapping[str, Kind] = {kind.slug: kind for kind in KINDS}


def read_content(kind: str, data: Any) -> Any:
    """Rebuild the content of a publication from what is kept of it."""
    return codec.read(data, BY_CODE[kind].content)


__all__ = [
    "BY_CODE",
    "BY_SLUG",
    "GOODS",
    "KINDS",
    "OPEN",
    "SELLERS",
    "Asked",
    "Decision",
    "Figures",
    "Grid",
    "Kind",
    "Section",
    "Text",
    "key_of",
    "keys_asked",
    "name_key",
    "read_content",
]
