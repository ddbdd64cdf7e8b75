"""What a body outside is shown of a publication that was opened to it, to hear what it says."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from minhbach.domains.outreach import selectors
from minhbach.domains.outreach.kinds import BY_CODE, Figures, Grid
from minhbach.domains.outreach.models import Publication
from minhbach.domains.outreach.refusals import NotStanding
from minhbach.domains.outreach.types import STANDING
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.writing import write_quantity


def refuse_unless_standing(publication: Publication) -> None:
    """A draft is nobody's outside. Raises: NotStanding."""
    if publication.state not in STANDING:
        raise NotStanding


def facts(publication: Publication) -> list[Fact]:
    """Say what the public reads of it: the same words, nothing of how it came about."""
    shown = [Fact(one.label, _lines(one), kind="lines") for one in selectors.content_of(publication).shown()]
    replies = [f"{one.party}: {one.text}" for one in selectors.replies_of(publication)]
    return [
        Fact(_("Loại"), BY_CODE[publication.kind].words),
        Fact(_("Tóm tắt"), publication.summary),
        *shown,
        Fact(_("Đăng lúc"), publication.publish_at, kind="moment"),
        Fact(_("Ý kiến đã đăng bên cạnh"), tuple(replies), kind="lines"),
    ]


def _lines(section: Any) -> tuple[str, ...]:
    if isinstance(section, Grid):
        return tuple(" · ".join(map(str, row)) for row in section.rows)
    if isinstance(section, Figures):
        return tuple(f"{label}: {write_quantity(value)}" for label, value in section.rows)
    return tuple(section.lines)
