"""What came before it was entered: the law's terms run from the day it came, with a reason, and can be mended"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from minhbach.domains.intake import refusals, selectors, services
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Letterbox, Report
from minhbach.domains.intake.selectors import clock_of, reckoned, visible_reports
from minhbach.domains.intake.types import Channel, DueBy, Mark
from minhbach.foundation.clock import local_date, now
from tests.domains.intake.making import as_portal, opened, sent
from tests.worlds import World

PETITION = "KIEN_NGHI_PHAN_ANH"


def taken(letterbox: Letterbox, kind: str = PETITION, channel: Channel = Channel.LETTER, **said: str) -> Report:
    told = {"what": "Chợ không có bảng ghi đường dây nóng.", **said}
    services.receive(letterbox=letterbox, kind=BY_CODE[kind], said=told, press=uuid4(), channel=channel)
    found: Report = visible_reports().get()
    return found


def came(world: World, report: Report, days: int, **more: Any) -> Any:
    given = {"what": Mark.CAME, "reason": "Dấu bưu điện.", "happened_on": local_date(now()) - timedelta(days), **more}
    return services.mark(officer=world.committee_officer, at=now(), report=report, **given)


def test_the_term_of_the_law_runs_from_the_day_it_came_and_back_again(world: World) -> None:
    box = opened(world)
    with world.acting(world.committee_officer):
        report = taken(box)
        entered = local_date(report.created_at)
        first, later = (
            reckoned(BY_CODE[PETITION], day).due_on  # type: ignore[union-attr]
            for day in (entered - timedelta(30), entered)
        )
        assert (report.due_on, report.due_by) == (later, DueBy.LAW)
        marked = came(world, report, 30)
        report.refresh_from_db()
        assert (report.due_on, selectors.received_on(report)) == (first, entered - timedelta(30))
        # Whatever the day that is asked for: it follows from the marks alone.
        (running,) = selectors.clocks_of(report, as_of=entered)
        assert (running.clock.started_on, running.clock.due_on) == (entered - timedelta(30), first)
        assert as_portal("portal.talk(%s)", report.receipt)["received_on"] == f"{entered - timedelta(30)}"
        services.annul_mark(
            officer=world.committee_officer, at=now(), report=report, marked=marked, reason="Đọc nhầm dấu."
        )
        report.refresh_from_db()
        assert (report.due_on, clock_of(report).due_on) == (later, later)  # type: ignore[union-attr]
        assert as_portal("portal.talk(%s)", report.receipt)["received_on"] == f"{entered}"


def test_what_the_office_promised_is_promised_from_that_day_too(world: World) -> None:
    box = opened(world)
    with world.acting(world.committee_officer):
        report = taken(box, "TIN_BAO")
        came(world, report, 4)
        report.refresh_from_db()
        assert (report.due_on, report.due_by) == (local_date(report.created_at) + timedelta(6), DueBy.PROMISE)


@pytest.mark.parametrize(
    ("days", "reason", "refusal"),
    [
        (3, "  ", refusals.ReasonMissing),
        (-1, "Thư.", refusals.MarkInFuture),
        (0, "Thư.", refusals.CameOutside),
        (367, "Thư.", refusals.CameOutside),
    ],
)
def test_a_day_before_asks_for_a_reason_and_has_bounds(world: World, days: int, reason: str, refusal: Any) -> None:
    box = opened(world)
    with world.acting(world.committee_officer):
        report = taken(box)
        with pytest.raises(refusal):
            came(world, report, days, reason=reason)
        assert not report.marks.exists()


def test_when_the_portal_took_something_in_is_known_to_the_second(world: World) -> None:
    report = sent(opened(world), kind=PETITION)
    with world.acting(world.committee_officer), pytest.raises(refusals.MarkOfAnotherKind):
        came(world, report, 3)


def test_nothing_that_somebody_told_is_dropped_at_the_door(world: World) -> None:
    box = opened(world)
    with world.acting(world.committee_officer):
        services.receive(
            letterbox=box, kind=BY_CODE["NTD_CO_QUAN"], said={"what": "Đổi nồi.", "where": "Chợ", "trader": "Tiệm X"},
            press=uuid4(), channel=Channel.LETTER, person={"name": "Nông Thị Mai"},
        )  # fmt: skip
        report = visible_reports().get()
        assert (report.what, report.where_said, report.data) == ("Đổi nồi.", "Chợ", {"trader": "Tiệm X"})
        with pytest.raises(ValueError, match="accused"):
            taken(box, "TIN_BAO", accused="Tiệm X")
