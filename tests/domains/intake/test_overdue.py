"""What is past its day"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from minhbach.domains.intake import refusals, selectors, services
from minhbach.domains.intake.models import Message, Overdue, Report
from minhbach.domains.intake.selectors.levels import next_level
from minhbach.domains.intake.types import Mark, Stage
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import opened, sent
from tests.worlds import World, agency


def tell(at: datetime) -> int:
    with acting_as(SYSTEM):
        return services.tell_levels(at=at)


def said(report: Report) -> list[str]:
    with acting_as(SYSTEM):
        lines = Message.objects.filter(report=report, side="office").order_by("written_at", "pk")
        return list(lines.values_list("text", flat=True))


def test_the_level_above_is_that_of_the_force_and_ends_at_the_nation(world: World) -> None:
    on = local_date(world.at)
    assert next_level(world.commune_committee, on=on) == world.committee
    nation = next_level(world.committee, on=on)
    assert nation is not None
    assert nation.key == "bcd389-thuong-truc.vn"
    assert next_level(nation, on=on) == agency("bcd389.vn")
    assert next_level(agency("bcd389.vn"), on=on) is None
    assert next_level(world.team, on=on) == world.branch


def test_a_tip_goes_up_by_itself_once_and_its_sender_reads_where(world: World) -> None:
    report = sent(opened(world))
    assert tell(now() + timedelta(days=10)) == 0
    late = now() + timedelta(days=11)
    assert (tell(late), tell(late)) == (1, 0)
    with acting_as(SYSTEM):
        one = Overdue.objects.get()
        assert (one.number, one.level.key, one.step, one.settled_at) == (
            report.number, "bcd389-thuong-truc.vn", 1, None,
        )  # fmt: skip
    assert said(report)[-1].startswith("Đã quá ngày cơ quan tự hứa (")
    assert "Văn phòng Thường trực" in said(report)[-1]
    # Nobody moves for more than a week: the level above that is told as well, and there it ends.
    assert tell(late + timedelta(days=4)) == 0
    assert [tell(late + timedelta(days=days)) for days in (12, 30, 60)] == [1, 0, 0]
    with acting_as(SYSTEM):
        assert sorted(Overdue.objects.values_list("level__key", flat=True)) == ["bcd389-thuong-truc.vn", "bcd389.vn"]


def test_of_what_is_secret_number_agency_and_day_go_up_and_nothing_else(world: World) -> None:
    report = sent(opened(world), is_named=True, what="Lời không ai ở trên được đọc")
    with acting_as(SYSTEM):
        due = local_date(now()) - timedelta(days=1)
        Report.objects.filter(pk=report.pk).update(kind="KHIEU_NAI", due_on=due, due_by="law", owner_agency=world.team)
    assert tell(now()) == 1
    with world.acting(world.head):
        (row,) = selectors.visible_overdue()
        assert (row.number, row.owner_agency, row.due_on, row.level) == (report.number, world.team, due, world.branch)
        with pytest.raises(refusals.ReportNotFound):
            selectors.get_report(report.id)
    assert "nội dung đơn và tên bạn không được chuyển lên" in said(report)[-1]
    assert "khoản 1 Điều 33" in said(report)[-1]


def test_what_is_done_or_has_another_day_is_late_no_more(world: World) -> None:
    report, officer = sent(opened(world)), world.committee_officer
    late = now() + timedelta(days=11)
    tell(late)
    with world.acting(officer):
        services.assign(officer=officer, at=late, report=report, assignee=officer)
        services.answer(officer=officer, at=late, report=report, text="Đã kiểm tra.")
        services.move(officer=officer, at=late, report=report, stage=Stage.DONE, outcome="KIEM_TRA")
    assert tell(late) == 0
    with acting_as(SYSTEM):
        assert Overdue.objects.get().settled_at == late


def test_a_mark_moves_the_day_and_annulled_gives_it_back(world: World) -> None:
    report, officer = sent(opened(world), is_named=True), world.committee_officer
    with acting_as(SYSTEM):
        Report.objects.filter(pk=report.pk).update(kind="TO_CAO")
    with world.acting(officer):
        found = selectors.get_report(report.id)
        same = {"officer": officer, "at": now(), "report": found}
        today = local_date(now())
        for given, refusal in (
            ({"what": Mark.FORWARDED, "happened_on": today, "reason": "x"}, refusals.MarkOfAnotherKind),
            ({"what": Mark.ACCEPTED, "happened_on": today + timedelta(days=1), "reason": "x"}, refusals.MarkInFuture),
            ({"what": Mark.ACCEPTED, "happened_on": date(2020, 1, 1), "reason": "x"}, refusals.MarkBeforeReceipt),
            ({"what": Mark.ACCEPTED, "happened_on": today, "reason": " "}, refusals.ReasonMissing),
        ):
            with pytest.raises(refusal):
                services.mark(**same, **given)
        made = services.mark(**same, what=Mark.ACCEPTED, happened_on=today, reason="QĐ 12")
        with pytest.raises(refusals.MarkTooOften):
            services.mark(**same, what=Mark.ACCEPTED, happened_on=today, reason="QĐ 12")
        rows = {one.clock.row.citation.row_id: one for one in selectors.clocks_of(found)}
        assert rows["TOCAO.XULYBANDAU"].ended_on == today
        assert rows["TOCAO.GIAIQUYET"].is_open
        # The first to fall due: the sender is told of the acceptance in five working days.
        assert (found.due_on, found.due_by) == (rows["TOCAO.THULY.TB"].clock.due_on, "law")
        services.annul_mark(**same, marked=made, reason="Nhầm đơn")
        with pytest.raises(refusals.MarkAnnulled):
            services.annul_mark(**same, marked=made, reason="Nhầm đơn")
        (only,) = selectors.clocks_of(found)
        assert (only.clock.row.citation.row_id, found.due_on) == ("TOCAO.XULYBANDAU", only.clock.due_on)


def test_the_clock_starts_anew_where_the_law_gives_a_term_for_passing_on(world: World) -> None:
    report, officer = sent(opened(world), is_named=True), world.committee_officer
    with acting_as(SYSTEM):
        Report.objects.filter(pk=report.pk).update(kind="TO_CAO")
    with world.acting(officer):
        found = selectors.get_report(report.id)
        made = services.hand_over(officer=officer, at=now(), report=found, receiver=world.customs, reason="x")
        rows = [one.clock.row.citation.row_id for one in selectors.clocks_of(found)]
        assert rows == ["TOCAO.XULYBANDAU", "TOCAO.CHUYEN"]
    later = now() + timedelta(days=3)
    with world.acting(world.customs_officer):
        services.take(officer=world.customs_officer, at=later, handover=made)
        found = selectors.get_report(report.id)
        (only,) = selectors.clocks_of(found, as_of=local_date(later))
        assert only.clock.started_on == local_date(later)
        assert found.due_on == only.clock.due_on
