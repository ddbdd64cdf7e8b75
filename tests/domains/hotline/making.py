"""Lines and calls for tests, made as the office makes them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from minhbach.domains.hotline import services
from minhbach.domains.hotline.models import Call, Line
from minhbach.domains.hotline.types import CallEventTold, EventKind
from minhbach.domains.intake.models import Letterbox, Report
from minhbach.foundation.clock import now
from tests.domains.intake.making import opened
from tests.worlds import World

NUMBER = "0205 3000 389"
CALLER = "0912 000 345"


def line(world: World, letterbox: Letterbox | None = None, **more: Any) -> Line:
    """A line of the province's committee."""
    letterbox = letterbox or opened(world)
    given: dict[str, Any] = {"number": NUMBER, "name": "Đường dây nóng 389 Lạng Sơn", **more}
    with world.acting(world.committee_officer):
        return services.open_line(officer=world.committee_officer, at=now(), letterbox=letterbox, **given)


def entered(world: World, at_line: Line, **more: Any) -> Report:
    """A call that the committee's officer wrote down."""
    given: dict[str, Any] = {
        "kind": "TIN_BAO", "what": "Bán thuốc giả ở quầy cuối chợ.", "where": "Chợ Kỳ Lừa", "press": uuid4(), **more
    }  # fmt: skip
    with world.acting(world.committee_officer):
        return services.enter_call(officer=world.committee_officer, at=now(), line=at_line, **given)


def missed(world: World, at_line: Line) -> Call:
    """A call that nobody heard, with the number it came from."""
    with world.acting(world.committee_officer):
        return services.note_missed(
            officer=world.committee_officer, at=now(), line=at_line, number=CALLER, came_at=now()
        )


def event(kind: EventKind, at: str, *, call: str = "c1", name: str = "", caller: str = "") -> CallEventTold:
    """What an exchange tells of a call to the line."""
    return CallEventTold(
        event=name or f"{call}-{kind}", call=call, kind=kind, at=at, called="+84 205 3000 389", caller=caller
    )
