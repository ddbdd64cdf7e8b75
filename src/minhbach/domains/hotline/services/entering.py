"""Whatever way it came, it becomes a report by the one door of `intake`, and its receipt is told to whoever sent it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.hotline.codes import digest_of_press
from minhbach.domains.hotline.refusals import KindNotTaken, NameNeeded, NameNotKept
from minhbach.domains.intake.kinds import BY_CODE, Keeping, Kind
from minhbach.domains.intake.models import Letterbox, Report
from minhbach.domains.intake.selectors import visible_reports
from minhbach.domains.intake.services import mark, receive
from minhbach.domains.intake.types import Channel, Mark
from minhbach.foundation.clock import local_date

PAST_US = _lazy("Việc về cán bộ không đi qua đơn vị nào: mời người gửi tự gửi trên trang nhận tin.")
NEEDED = ("name", "address")


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

    PERSON is who told it (name, phone, address): handed to custody at once where the kind is sealed, kept by nobody
    here and on no page after.

    Raises: KindNotTaken, NameNeeded, NameNotKept, NobodyKeeps, ReportNotTaken.
    """
    chosen = BY_CODE[kind]
    who = {name: text.strip() for name, text in (person or {}).items() if text.strip()}
    _require_fit(chosen, who)
    told = {name: text.strip() for name, text in said.items()}
    receive(letterbox=letterbox, kind=chosen, said=told, press=press, channel=channel, person=who)
    made: Report = visible_reports().get(receipt=digest_of_press(press))
    return made


def note_coming(report: Report, on: date, reason: str, *, officer: Officer, at: datetime) -> None:
    """Have the terms of a report run from the day it came, where that was before today.

    Raises: ReasonMissing, MarkInFuture, CameOutside.
    """
    if on != local_date(at):
        mark(officer=officer, at=at, report=report, what=Mark.CAME, happened_on=on, reason=reason)


def is_sealed(kind: str, person: Mapping[str, str] | None) -> bool:
    """Say whether who sends something of a kind is told, and known to custodians alone."""
    return BY_CODE[kind].person is Keeping.SEALED and any(text.strip() for text in (person or {}).values())


def _require_fit(kind: Kind, who: Mapping[str, str]) -> None:
    if not kind.is_by_office:
        raise KindNotTaken(why=str(kind.off or kind.instead or PAST_US))
    if kind.needs_identity and not all(name in who for name in NEEDED):
        raise NameNeeded(kind=str(kind.short))
    if who and kind.person is Keeping.NOT_ASKED:
        raise NameNotKept(kind=str(kind.short))
