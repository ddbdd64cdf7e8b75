"""Whatever way it came, it becomes a report by the one door of `intake`, and its receipt is told to whoever sent it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from minhbach.domains.hotline.codes import digest_of_press
from minhbach.domains.hotline.refusals import KindNotTaken
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Letterbox, Report
from minhbach.domains.intake.selectors import visible_reports
from minhbach.domains.intake.services import receive
from minhbach.domains.intake.types import Channel


def receive_as(channel: Channel, *, letterbox: Letterbox, kind: str, said: Mapping[str, str], press: UUID) -> Report:
    """Make a report of what was told, and return it; its code follows from PRESS, see `codes`.

    Raises: KindNotTaken, ReportNotTaken.
    """
    chosen = BY_CODE[kind]
    if not chosen.is_by_form:
        raise KindNotTaken(why=str(chosen.off or chosen.instead))
    told = {name: text.strip() for name, text in said.items()}
    receive(letterbox=letterbox, kind=chosen, said=told, press=press, channel=channel)
    made: Report = visible_reports().get(receipt=digest_of_press(press))
    return made
