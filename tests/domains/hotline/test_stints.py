"""Who sits at a line"""

from __future__ import annotations

import pytest

from minhbach.domains.hotline import refusals, selectors, services
from minhbach.domains.hotline.models import Stint
from minhbach.domains.intake import services as intake
from minhbach.domains.intake.types import Stage
from minhbach.foundation.clock import now
from tests.domains.hotline.making import entered, line, missed
from tests.worlds import World


def test_hands_over_what_stands_open_and_the_next_signs_for_it(world: World) -> None:
    at_line, first, second = line(world), world.committee_officer, world.committee_head
    with world.acting(first):
        begun = services.take_over(officer=first, at=now(), line=at_line)
    assert begun.took_over_from is None
    report, done = entered(world, at_line), entered(world, at_line, what="Đã xong ngay.")
    missed(world, at_line)
    with world.acting(first):
        intake.answer(officer=first, at=now(), report=done, text="Đã hướng dẫn.")
        intake.move(officer=first, at=now(), report=done, stage=Stage.DONE, outcome="TIEP_NHAN")
        left = services.hand_over(officer=first, at=now(), line=at_line, note="Chị ấy gọi lại lúc 20 giờ.")
    assert left.left_open == {"reports": [report.number], "report_count": 1, "missed": 1}
    assert left.ended_at is None
    # What comes in between belongs to whoever still sits there; what was handed over stays as it was.
    entered(world, at_line, what="Sau khi giao ca.")
    with world.acting(second):
        taken = services.take_over(officer=second, at=now(), line=at_line)
        stints = selectors.stints_of(at_line)
    assert [one.officer for one in stints] == [second, first]
    assert taken.took_over_from == left
    assert stints[1].left_open["report_count"] == 1
    assert stints[1].ended_at == taken.began_at


def test_who_could_not_hand_over_is_relieved_and_the_book_says_so(world: World) -> None:
    at_line, first, second = line(world), world.committee_officer, world.committee_head
    with world.acting(first):
        services.take_over(officer=first, at=now(), line=at_line)
        with pytest.raises(refusals.AlreadyOnDuty):
            services.take_over(officer=first, at=now(), line=at_line)
    report = entered(world, at_line)
    with world.acting(second):
        with pytest.raises(refusals.NotOnDuty):
            services.hand_over(officer=second, at=now(), line=at_line)
        services.take_over(officer=second, at=now(), line=at_line)
    relieved = Stint.objects.get(officer=first)
    assert (relieved.handed_at, relieved.left_open["reports"]) == (None, [report.number])


def test_is_relieved_when_the_line_ends(world: World) -> None:
    at_line, officer = line(world), world.committee_officer
    with world.acting(officer):
        services.take_over(officer=officer, at=now(), line=at_line)
        closed = services.close_line(officer=officer, at=now(), line=at_line)
        assert selectors.current_stint(at_line) is None
        with pytest.raises(refusals.LineClosed):
            services.take_over(officer=officer, at=now(), line=closed)


def test_one_number_is_one_line_at_a_time(world: World) -> None:
    at_line = line(world)
    with pytest.raises(refusals.NumberTaken):
        line(world, at_line.letterbox, number="+84 205.3000.389", name="Lần nữa")
    with world.acting(world.committee_officer):
        services.close_line(officer=world.committee_officer, at=now(), line=at_line)
    assert line(world, at_line.letterbox, name="Số cũ, máy mới").digits == at_line.digits
    with pytest.raises(refusals.NumberUnfit):
        line(world, at_line.letterbox, number="12")
