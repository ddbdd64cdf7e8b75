"""One answer to many: it waits, can be taken back, comes to each talk once"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from minhbach.domains.intake import refusals, services, tasks
from minhbach.domains.intake.models import GroupAnswer, Message, Report
from minhbach.domains.intake.services import group_answers
from minhbach.domains.intake.types import Side, Stage
from minhbach.foundation import jobs
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import as_portal, opened, sent
from tests.domains.intake.test_alike import LONG, OTHERS, looked
from tests.domains.intake.web.test_pages import as_officer
from tests.worlds import World

ANSWER = "Đội 1 đã kiểm tra cửa hàng này ngày hôm qua. Cảm ơn bạn."


@pytest.fixture
def group(world: World) -> list[Report]:
    box = opened(world)
    reports = [sent(box, what=LONG) for _ in range(3)]
    sent(box, what=OTHERS)
    looked()
    with acting_as(SYSTEM):
        for report in reports:
            report.refresh_from_db()
    return reports


def asked(world: World, report: Report, **more: Any) -> GroupAnswer:
    given = {"text": ANSWER, "until": now(), **more}
    with world.acting(world.committee_officer):
        return services.answer_group(officer=world.committee_officer, at=now(), report=report, **given)


def talk(report: Report) -> list[str]:
    return [one["text"] for one in as_portal("portal.talk(%s)", report.receipt)["messages"]]


def state(made: GroupAnswer) -> str:
    with acting_as(SYSTEM):
        return str(GroupAnswer.objects.get(pk=made.pk).state)


def test_it_comes_to_the_talk_of_each_and_to_nobody_else_s(world: World, group: list[Report]) -> None:
    made = asked(world, group[0])
    assert [talk(one) for one in group] == [[]] * 3
    tasks.answer_group(group_answer_id=str(made.id))
    assert [talk(one) for one in group] == [[ANSWER]] * 3
    with acting_as(SYSTEM):
        assert Message.objects.filter(side=Side.OFFICE).count() == 3
    assert state(made) == "done"
    # Done again, by a worker that did not hear that it was done: nothing.
    tasks.answer_group(group_answer_id=str(made.id))
    assert [talk(one) for one in group] == [[ANSWER]] * 3


def test_names_in_braces_are_filled_in_for_each_and_an_unknown_one_is_refused(
    world: World, group: list[Report]
) -> None:
    with pytest.raises(refusals.PlaceholderUnknown, match="sô"):
        asked(world, group[0], text="Tin {sô} đã được xem.")
    made = asked(world, group[0], text="Tin {số} đã được xem.")
    tasks.answer_group(group_answer_id=str(made.id))
    assert [talk(one) for one in group] == [[f"Tin {one.number} đã được xem."] for one in group]


def test_a_worker_that_died_between_two_parts_goes_on_where_it_was(
    world: World, group: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_answers, "PART", 1)
    made = asked(world, group[0])
    with acting_as(SYSTEM):
        services.begin_group_answer(made.id, at=now())
    with world.acting(world.committee_officer):
        assert services.answer_part(made.id, at=now()) is True
    assert [talk(one) for one in group] == [[ANSWER], [], []]
    tasks.answer_group(group_answer_id=str(made.id))
    assert [talk(one) for one in group] == [[ANSWER]] * 3


def test_until_it_leaves_it_is_taken_back_whole(world: World, group: list[Report]) -> None:
    made = asked(world, group[0])
    assert made.goes_at - made.created_at == timedelta(minutes=10)
    with world.acting(world.committee_officer):
        services.recall_group_answer(officer=world.committee_officer, at=now(), group_answer=made)
    tasks.answer_group(group_answer_id=str(made.id))
    assert [talk(one) for one in group] == [[]] * 3
    assert state(made) == "canceled"
    with world.acting(world.committee_officer), pytest.raises(refusals.GroupAnswerGone):
        services.recall_group_answer(officer=world.committee_officer, at=now(), group_answer=made)
    actions = AuditEntry.objects.filter(action__startswith="intake.group").order_by("at", "recorded_at")
    assert [(one.action, one.data) for one in actions] == [
        ("intake.group.answered", {"reports": 3}), ("intake.group.recalled", {"sent": 0}),
    ]  # fmt: skip


def test_on_its_way_the_rest_is_held_back(world: World, group: list[Report], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_answers, "PART", 1)
    made = asked(world, group[0])
    with acting_as(SYSTEM):
        services.begin_group_answer(made.id, at=now())
    with world.acting(world.committee_officer):
        services.answer_part(made.id, at=now())
        services.recall_group_answer(officer=world.committee_officer, at=now(), group_answer=made)
        with pytest.raises(jobs.JobStopped):
            services.answer_part(made.id, at=now())
    assert [talk(one) for one in group] == [[ANSWER], [], []]


def test_it_answers_what_was_shown_is_open_and_the_agency_s_own(world: World, group: list[Report]) -> None:
    shown = now()
    late = sent(group[0].letterbox, what=LONG)
    looked()
    with world.acting(world.committee_officer):
        same: dict[str, Any] = {"officer": world.committee_officer, "at": now(), "report": group[1]}
        services.answer(text="Đã xong trước.", **same)
        services.move(stage=Stage.DONE, outcome="CHUYEN", **same)
    made = asked(world, group[0], until=shown)
    assert set(made.report_ids) == {group[0].id, group[2].id}
    tasks.answer_group(group_answer_id=str(made.id))
    assert [talk(one) for one in (*group, late)] == [[ANSWER], ["Đã xong trước."], [ANSWER], []]


def test_what_it_cannot_do_it_refuses(world: World, group: list[Report], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(refusals.TextMissing):
        asked(world, group[0], text="  ")
    with pytest.raises(refusals.NobodyToAnswer):
        asked(world, group[0], until=group[0].created_at - timedelta(seconds=1))
    with world.acting(world.committee_officer), pytest.raises(refusals.ReportOfAnotherAgency):
        services.answer_group(officer=world.inspector, at=now(), report=group[0], text="x", until=now())
    monkeypatch.setattr(group_answers, "MOST", 2)
    with pytest.raises(refusals.GroupTooLarge):
        asked(world, group[0])
    with acting_as(SYSTEM):
        assert not GroupAnswer.objects.exists()


def test_from_the_page_it_is_written_watched_and_taken_back(world: World, group: list[Report]) -> None:
    client = as_officer(world.committee_officer)
    address = reverse("intake:answer_group", args=[group[0].id])
    form = client.get(address)
    assert "Trả lời cả nhóm: 3 tin đang mở" in form.content.decode()
    page = client.post(address, {"text": ANSWER, "until": form.context["form"]["until"].value()}, follow=True)
    assert "Trả lời sẽ đi sau mười phút" in page.content.decode()
    assert "Sẽ gửi tới 3 người lúc" in page.content.decode()
    with acting_as(SYSTEM):
        made = GroupAnswer.objects.get()
    assert ANSWER not in client.get(reverse("intake:group_answer_progress", args=[made.id])).content.decode()
    back = client.post(reverse("intake:recall_group_answer", args=[made.id]), follow=True).content.decode()
    assert "Đã thu hồi" in back
    assert "đã thu hồi" in client.get(reverse("intake:alike", args=[group[1].id])).content.decode()
    for officer in (world.stranger, world.inspector):
        assert as_officer(officer).get(made.get_absolute_url()).status_code == 404
