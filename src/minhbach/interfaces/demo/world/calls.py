"""The committee's hotline: who sits at it, a call that became a report, and four that wait to be returned."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from minhbach.domains.hotline import services
from minhbach.domains.hotline.types import CallEventTold, EventKind
from minhbach.domains.intake.selectors import visible_letterboxes
from minhbach.interfaces.demo.world.province import Staff

NUMBER = "0205 3000 389"
TOLD = "Quầy thuốc đầu ngõ bán thuốc giảm cân không nhãn, mẹ tôi uống hai hôm thì hoa mắt."
# Minutes before now, and the last digits of nobody's number.
MISSED = ((95, "389"), (61, "390"), (34, "391"), (12, "392"))


def answer_calls(staff: Staff, *, at: datetime) -> int:
    """Open the committee's line, let somebody sit down at it, and let people call; returns how many called."""
    officer = staff["bcd389"]
    line = services.open_line(
        officer=officer, at=at, number=NUMBER, name="Đường dây nóng 389 Lạng Sơn", keeper=officer,
        letterbox=visible_letterboxes().get(slug="lang-son"),
    )  # fmt: skip
    services.take_over(officer=officer, at=at, line=line)
    services.enter_call(
        officer=officer, at=at, line=line, kind="TIN_BAO", what=TOLD, where="Ngõ sau chợ Giếng Vuông",
        press=UUID(int=389_900),
    )  # fmt: skip
    for minutes, digits in MISSED:
        came = at - timedelta(minutes=minutes)
        services.hear_events(at=at, told=[_told(EventKind.RINGING, came, digits), _told(EventKind.ENDED, came, digits)])
    return len(MISSED) + 1


def _told(kind: EventKind, came: datetime, digits: str) -> CallEventTold:
    moment = came + timedelta(seconds=40) if kind == EventKind.ENDED else came
    return CallEventTold(f"{digits}-{kind}", digits, kind, moment.isoformat(), NUMBER, f"0900000{digits}")
