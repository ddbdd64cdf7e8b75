"""Whatever way it came, it becomes a report by the one door of `intake`, and its receipt is told to whoever sent it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.hotline.codes import digest_of_press
from minhbach.domains.hotline.refusals import KindNotTaken
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Letterbox, Report
from minhbach.domains.intake.selectors import visible_reports
from minhbach.domains.intake.services import receive
from minhbach.domains.intake.types import Channel

NAME_NEEDED = _lazy("Loại này cần họ tên, địa chỉ người gửi: mời nộp trực tiếp, qua bưu điện hoặc trên trang nhận tin.")


def receive_as(
    channel: Channel,
    *,
    letterbox: Letterbox,
    kind: str,
    said: Mapping[str, str],
    press: UUID,
    person: Mapping[str, str] | None = None,
) -> Report:
    """Make a report of what was told, and return it; its code follows from PRESS, see `codes`.

    Raises: KindNotTaken, ReportNotTaken, NobodyKeeps.
    """
    chosen = BY_CODE[kind]
    if not chosen.is_without_name:
        raise KindNotTaken(why=str(chosen.off or chosen.instead or NAME_NEEDED))
    told = {name: text.strip() for name, text in said.items()}
    receive(letterbox=letterbox, kind=chosen, said=told, press=press, channel=channel, person=person)
    made: Report = visible_reports().get(receipt=digest_of_press(press))
    return made
