"""A letter, the box it lay in, and whoever came himself"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents.refusals import ScanUnreadable
from minhbach.domains.hotline import refusals, selectors, services
from minhbach.domains.hotline.models import Box, Letter, Visit
from minhbach.domains.hotline.types import VisitEnd
from minhbach.domains.intake.models import Letterbox, Report
from minhbach.domains.intake.selectors import clocks_of, marks_of_report
from minhbach.foundation import files as store
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import opened
from tests.worlds import World

PAPER = b"%PDF-1.7\n%" + b"thu" * 50
PRESS = UUID(int=41)


def given(officer: Officer, letterbox: Letterbox, **more: Any) -> dict[str, Any]:
    return {
        "officer": officer, "at": now(), "letterbox": letterbox, "kind": "TIN_BAO", "what": "Thư báo hàng giả.",
        "where": "Chợ Đông Kinh", "press": PRESS, "came_on": local_date(now()), "scans": [(PAPER, "thu.pdf")], **more,
    }  # fmt: skip


def box(world: World, letterbox: Letterbox) -> Box:
    with world.acting(world.committee_officer):
        return services.put_up_box(
            officer=world.committee_officer, at=now(), name="Hòm thư chợ", spot="Cổng chợ Kỳ Lừa",
            letterbox=letterbox, first_key=world.committee_officer, second_key=world.records_clerk,
        )  # fmt: skip


def test_becomes_a_report_with_its_scan_once(world: World) -> None:
    officer, letterbox = world.committee_officer, opened(world)
    with world.acting(officer):
        report = services.enter_letter(**given(officer, letterbox))
        assert services.enter_letter(**given(officer, letterbox)) == report
        assert (report.channel, report.what) == ("letter", "Thư báo hàng giả.")
        (scan,) = selectors.scans_of(report)
        assert (scan.name, scan.media_type, scan.size) == ("thu.pdf", "application/pdf", len(PAPER))
        with store.open_stored(scan.sha256) as kept:
            assert kept.read() == PAPER
        assert Letter.objects.count() == 1
    with world.acting(world.stranger):
        assert selectors.scans_of(report) == []
        with pytest.raises(refusals.NotHere):
            selectors.get_scan(report, 1)


def test_the_law_counts_from_the_day_it_came_and_a_day_before_says_why(world: World) -> None:
    officer, letterbox = world.committee_officer, opened(world)
    came_on = local_date(now()) - timedelta(days=9)
    late = given(officer, letterbox, kind="KIEN_NGHI_PHAN_ANH", came_on=came_on)
    with world.acting(officer):
        with pytest.raises(refusals.LateWhyMissing):
            services.enter_letter(**late)
        assert not Report.objects.exists()
        report = services.enter_letter(**late, late_why="Văn thư nghỉ lễ.")
        (term,) = clocks_of(report)
        assert (term.clock.started_on, term.clock.due_on) == (came_on, report.due_on)
        assert [one.reason for one in marks_of_report(report)] == ["Văn thư nghỉ lễ."]


@pytest.mark.parametrize(
    ("scans", "refusal"),
    [([], refusals.ScanMissing), ([(b"MZ\x90", "thu.pdf")], ScanUnreadable)],
)
def test_without_a_scan_that_is_one_is_not_taken(world: World, scans: Any, refusal: Any) -> None:
    officer, letterbox = world.committee_officer, opened(world)
    with world.acting(officer), pytest.raises(refusal):
        services.enter_letter(**given(officer, letterbox, scans=scans))
    with acting_as(SYSTEM):
        assert not Report.objects.exists()


def test_of_a_box_is_entered_once_two_people_stand_behind_its_opening(world: World) -> None:
    first, second, letterbox = world.committee_officer, world.records_clerk, opened(world)
    of_market = box(world, letterbox)
    with world.acting(world.committee_head), pytest.raises(refusals.NotKeyHolder):
        services.write_opening(officer=world.committee_head, at=now(), box=of_market, letters=1)
    with world.acting(first):
        opening = services.write_opening(officer=first, at=now(), box=of_market, letters=1, note="Khóa còn nguyên.")
        assert (opening.written_by, opening.with_officer, opening.signed_at) == (first, second, None)
        assert selectors.opening_to_enter(of_market) is None
        with pytest.raises(refusals.OpeningUnsigned):
            services.enter_letter(**given(first, letterbox, opening=opening))
        # Whoever wrote the minutes does not sign for the other.
        with pytest.raises(refusals.OpeningNotYours):
            services.sign_opening(officer=first, at=now(), box=of_market)
    with world.acting(second):
        services.sign_opening(officer=second, at=now(), box=of_market)
        with pytest.raises(refusals.OpeningNotYours):
            services.sign_opening(officer=second, at=now(), box=of_market)
        opening_now = selectors.opening_to_enter(of_market)
        assert opening_now == opening
        report = services.enter_letter(**given(second, letterbox, opening=opening_now))
        kept = selectors.letter_of(report)
        assert kept is not None
        assert (kept.origin, kept.opening) == ("box", opening)
        assert selectors.opening_to_enter(of_market) is None


def test_a_box_has_two_keys_in_two_hands(world: World) -> None:
    officer, letterbox = world.committee_officer, opened(world)
    with world.acting(officer):
        with pytest.raises(refusals.TwoPeopleNeeded):
            services.put_up_box(
                officer=officer, at=now(), name="x", spot="x", letterbox=letterbox, first_key=officer,
                second_key=officer,
            )  # fmt: skip
        assert not Box.objects.exists()
    of_market = box(world, letterbox)
    with world.acting(officer):
        services.take_down_box(officer=officer, at=now(), box=of_market)
        with pytest.raises(refusals.BoxClosed):
            services.write_opening(officer=officer, at=now(), box=of_market, letters=0)


def test_who_came_is_written_down_and_what_he_told_is_a_report_where_it_was_taken(world: World) -> None:
    officer, letterbox = world.committee_officer, opened(world)
    visit: dict[str, Any] = {
        "officer": officer, "at": now(), "letterbox": letterbox, "came_at": now(), "people": 2,
        "what": "Hỏi cách nhận biết tem giả.", "kind": "TIN_BAO", "press": PRESS,
    }  # fmt: skip
    with world.acting(officer):
        with pytest.raises(refusals.AnswerMissing):
            services.enter_visit(**visit, end=VisitEnd.TOLD)
        told = services.enter_visit(**visit, end=VisitEnd.TOLD, told="Đã chỉ cách quét mã.")
        assert (told.report, told.people) == (None, 2)
        taken = services.enter_visit(**visit, end=VisitEnd.TAKEN)
        assert services.enter_visit(**visit, end=VisitEnd.TAKEN) == taken
        assert taken.report is not None
        assert (taken.report.channel, taken.report.what) == ("in_person", "Hỏi cách nhận biết tem giả.")
        assert Visit.objects.count() == 2
