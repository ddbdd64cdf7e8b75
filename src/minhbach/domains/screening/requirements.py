"""What giving a lead to somebody needs: the one list that page, act and bulk ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.selectors.assignees import Assignee
from minhbach.domains.screening.selectors.findings import who_sees
from minhbach.foundation.requirements import Unmet, must


def assigning_needs(lead: Lead, to: Assignee, *, at: datetime) -> Iterator[Unmet]:
    """List what is missing for a lead to be given to a unit or an officer: they must see what it rests on."""
    if to not in who_sees(lead, [to], at=at):
        sentence = _(
            "%(to)s không xem được đủ hồ sơ của căn cứ nào trong thông tin này, nên không thẩm tra được. Hãy giao cho"
            " nơi xem được, hoặc chia sẻ các hồ sơ làm căn cứ cho nơi đó trước."
        )
        yield must("reasons_seen", sentence % {"to": to})
