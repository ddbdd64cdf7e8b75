"""What tells the same"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from minhbach.domains.intake import refusals, selectors, services
from minhbach.domains.intake.models import Report, Tie
from minhbach.domains.intake.types import Stage, TieKind
from minhbach.foundation.clock import now
from tests.domains.intake.making import opened, sent
from tests.worlds import World


def test_is_answered_and_ended_together_and_comes_apart_again(world: World) -> None:
    box, officer = opened(world), world.committee_officer
    main, other = sent(box), sent(box)
    by: dict[str, Any] = {"officer": officer, "at": now()}
    with world.acting(officer):
        services.assign(**by, report=main, assignee=officer)
        made = services.merge(**by, report=other, into=main)
        assert fresh(other).stage == Stage.IN_HAND
        for refused in (
            lambda: services.merge(**by, report=main, into=other),
            lambda: services.merge(**by, report=other, into=sent(box)),
        ):
            with pytest.raises(refusals.MergedAlready):
                refused()
        for refused in (
            lambda: services.move(**by, report=fresh(other), stage=Stage.DONE, outcome="KIEM_TRA"),
            lambda: services.hand_over(**by, report=main, receiver=world.customs, reason="x"),
            lambda: services.turn_into(**by, report=main, kind="KIEN_NGHI_PHAN_ANH", reason="x"),
        ):
            with pytest.raises(refusals.IsMerged):
                refused()
        services.answer(**by, report=main, text="Đã kiểm tra.")
        services.move(**by, report=main, stage=Stage.DONE, outcome="KIEM_TRA")
        assert [(fresh(one).stage, fresh(one).outcome) for one in (main, other)] == [(Stage.DONE, "KIEM_TRA")] * 2
        assert [line.text for line in selectors.talk_of(other)][1:] == ["Đã kiểm tra."]
        services.untie(**by, report=fresh(other), tie_id=made.pk)
        with pytest.raises(refusals.TieUndone):
            services.untie(**by, report=fresh(other), tie_id=made.pk)
        services.move(**by, report=fresh(other), stage=Stage.IN_HAND, reason="Khác chỗ.")
        assert fresh(main).stage == Stage.DONE
        assert selectors.talk_of(other)[-1].text == "Việc của bạn được tách ra xử lý riêng."


def test_is_not_merged_with_itself_another_kind_or_what_is_done(world: World) -> None:
    box, officer = opened(world), world.committee_officer
    main, petition = sent(box), sent(box, kind="KIEN_NGHI_PHAN_ANH")
    by: dict[str, Any] = {"officer": officer, "at": now()}
    with world.acting(officer):
        with pytest.raises(refusals.SameReport):
            services.merge(**by, report=main, into=main)
        with pytest.raises(refusals.NotOfOneKind):
            services.merge(**by, report=petition, into=main)
        done = sent(box)
        services.answer(**by, report=done, text="x")
        services.move(**by, report=done, stage=Stage.DONE, outcome="KIEM_TRA")
        with pytest.raises(refusals.NotOpen):
            services.merge(**by, report=main, into=done)
        assert not Tie.objects.exists()


def test_the_case_opened_from_it_is_linked_once_and_its_sender_told_that_there_is_one(world: World) -> None:
    report, officer, case = sent(opened(world)), world.committee_officer, uuid4()
    by: dict[str, Any] = {"officer": officer, "at": now(), "report": report, "case_id": case, "code": "VV-1"}
    with world.acting(officer):
        services.link_case(**by)
        with pytest.raises(refusals.TiedAlready):
            services.link_case(**by)
        assert [one.pk for one in selectors.reports_tied_to(TieKind.CASE, case)] == [report.pk]
        assert [one.text for one in selectors.talk_of(report)] == [
            "Cơ quan đã mở hồ sơ để kiểm tra, xác minh việc bạn báo."
        ]


def fresh(report: Report) -> Report:
    return selectors.get_report(report.pk)
