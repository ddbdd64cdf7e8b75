"""A head's word"""

from __future__ import annotations

import pytest

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.hotline import refusals, selectors, services
from minhbach.domains.intake.selectors import talk_of
from minhbach.foundation.clock import now
from tests.domains.hotline.making import entered, line
from tests.worlds import World


def test_is_asked_by_one_tap_and_stands_in_the_report_unseen_by_its_sender(world: World) -> None:
    report, officer, head = entered(world, line(world)), world.committee_officer, world.committee_head
    with world.acting(officer):
        services.raise_to_head(officer=officer, at=now(), report=report)
        with pytest.raises(refusals.InstructionWaiting):
            services.raise_to_head(officer=officer, at=now(), report=report)
        with pytest.raises(RoleMissing):
            services.give_instruction(officer=officer, at=now(), report=report, text="Kiểm tra ngay.")
        assert selectors.waits_for_head(report)
    with world.acting(head):
        with pytest.raises(refusals.WordsMissing):
            services.give_instruction(officer=head, at=now(), report=report, text="  ")
        given = services.give_instruction(officer=head, at=now(), report=report, text="Kiểm tra ngay trong ngày.")
        assert given.given_by == head
        assert not selectors.waits_for_head(report)
        assert [(line.side, line.text, line.officer) for line in talk_of(report)] == [
            ("noted", "Báo cáo thủ trưởng, xin bút phê.", officer),
            ("noted", "Bút phê: Kiểm tra ngay trong ngày.", head),
        ]
        with pytest.raises(refusals.NothingAsked):
            services.give_instruction(officer=head, at=now(), report=report, text="Lần nữa.")
        services.raise_to_head(officer=head, at=now(), report=report)
        assert len(selectors.instructions_of(report)) == 2
