"""Texts that are kept for answers"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from minhbach.domains.intake import placeholders, refusals, selectors, services
from minhbach.domains.intake.models import Report, Template
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.refusals import NotAllowed
from minhbach.foundation.writing import write_day
from tests.domains.intake.making import opened, sent
from tests.worlds import World

TEXT = "Tin số {số}, nhận {ngày nhận}: {cơ quan} trả lời chậm nhất {Hạn  trả lời}."


def kept(world: World, **more: Any) -> Template:
    given = {"name": "Đã nhận", "kind": "", "stage": "", "text": TEXT, **more}
    with world.acting(world.committee_officer):
        return services.keep_template(officer=world.committee_officer, at=now(), **given)


def test_are_filled_in_with_what_is_known_of_a_report(world: World) -> None:
    report, template = sent(opened(world)), kept(world)
    today = local_date(now())
    with world.acting(world.committee_officer):
        assert selectors.filled(template.text, report, at=now()) == (
            f"Tin số {report.number}, nhận {write_day(today)}: {report.owner_agency.name} trả lời chậm nhất"
            f" {write_day(today + timedelta(days=10))}."
        )
        Report.objects.filter(pk=report.pk).update(due_on=None)
        report.refresh_from_db()
        said = selectors.filled(template.text, report, at=now())
        assert said.endswith("chậm nhất {Hạn  trả lời}.")
        with pytest.raises(refusals.PlaceholderLeft, match=r"Còn chỗ chưa điền: \{Hạn  trả lời\}"):
            services.answer(officer=world.committee_officer, at=now(), report=report, text=said)
        assert not selectors.talk_of(report)


def test_name_what_they_do_not_know_and_are_refused(world: World) -> None:
    with pytest.raises(refusals.PlaceholderUnknown, match=r"tên \{tên người gửi\}, \{x\}\. Chỉ điền được: \{số\}"):
        kept(world, text="Chào {tên người gửi} {x} {x} {số}")
    assert not Template.objects.exists()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("không có ngoặc nào", []),
        ("{số}{SỐ} { số }{số}", []),
        ("mở ngoặc { rồi thôi", []),
        ("{}", ["{}"]),
        ("{{số}}", []),
        ("{a\nb}", []),
        ("{" + "x" * 61 + "}", []),
    ],
)
def test_read_names_as_people_write_them(text: str, unknown: list[str]) -> None:
    assert placeholders.unknown_in(text) == unknown


def test_a_change_is_a_new_version_and_what_was_sent_stays_as_it_was(world: World) -> None:
    report, first = sent(opened(world)), kept(world, text="Lời cũ {số}")
    by: dict[str, Any] = {"officer": world.committee_officer, "at": now()}
    with world.acting(world.committee_officer):
        services.answer(**by, report=report, text=selectors.filled(first.text, report, at=now()))
        second = services.change_template(**by, template=first, name="Đã nhận", kind="", stage="", text="Lời mới")
        assert (second.series, second.version) == (first.series, 2)
        assert [one.text for one in selectors.versions_of(second)] == ["Lời mới", "Lời cũ {số}"]
        assert [one.text for one in selectors.visible_templates()] == ["Lời mới"]
        assert [line.text for line in selectors.talk_of(report)] == [f"Lời cũ {report.number}"]
        with pytest.raises(refusals.TemplateReplaced):
            services.change_template(**by, template=first, name="x", kind="", stage="", text="Lời khác")
        services.put_away_template(**by, template=second)
        assert not selectors.visible_templates().exists()
        assert selectors.get_template(first.series) == second


def test_those_that_fit_are_offered_the_nearest_first(world: World) -> None:
    box = opened(world)
    report = sent(box)
    kept(world, name="Mọi loại")
    kept(world, name="Đúng loại", kind="TIN_BAO")
    kept(world, name="Đúng lúc", stage="received")
    kept(world, name="Loại khác", kind="KHIEU_NAI")
    kept(world, name="Lúc khác", stage="done")
    with world.acting(world.committee_officer):
        assert [one.name for one in selectors.templates_for(report)] == ["Đúng loại", "Đúng lúc", "Mọi loại"]


def test_are_read_by_those_above_and_below_and_changed_by_their_own_agency(world: World) -> None:
    with world.acting(world.head):
        made = services.keep_template(officer=world.head, at=now(), name="Chi cục", kind="", stage="", text="Chào")
    for officer in (world.inspector, world.outsider, world.head):
        with world.acting(officer):
            assert selectors.get_template(made.series) == made
    for officer in (world.stranger, world.police_officer):
        with world.acting(officer), pytest.raises(refusals.TemplateNotFound):
            selectors.get_template(made.series)
    with world.acting(world.team_head):
        with pytest.raises(refusals.TemplateOfAnotherAgency):
            services.put_away_template(officer=world.team_head, at=now(), template=made)
        # Nor does the database let a unit below write in its name.
        assert Template.objects.filter(pk=made.pk).exists()
    with world.acting(world.inspector), pytest.raises(NotAllowed):
        services.keep_template(officer=world.inspector, at=now(), name="Tôi", kind="", stage="", text="Chào")
    with world.acting(world.head):
        assert Template.objects.get(ended_at=None) == made


def test_an_answer_is_not_sent_past_what_another_did_meanwhile(world: World) -> None:
    report = sent(opened(world))
    by: dict[str, Any] = {"officer": world.committee_officer, "at": now(), "report": report}
    with world.acting(world.committee_officer):
        seen = selectors.sign_of(report)
        services.add_note(**by, text="Ghi chú không đổi điều gì.")
        services.answer(**by, text="Lời thứ nhất", seen=seen)
        with pytest.raises(refusals.ChangedMeanwhile, match=f"{world.committee_officer.full_name} vừa trả lời"):
            services.answer(**by, text="Lời thứ hai", seen=seen)
        seen = selectors.sign_of(report)
        services.assign(**by, assignee=world.committee_officer)
        Report.objects.filter(pk=report.pk).update(due_on=None)
        with pytest.raises(refusals.ChangedMeanwhile, match="hạn trả lời nay là không có; tình trạng nay là “đang xem"):
            services.answer(**by, text="Lời thứ hai", seen=seen)
        services.answer(**by, text="Lời thứ hai", seen=selectors.sign_of(report))
        assert [line.text for line in selectors.talk_of(report) if line.side == "office"] == [
            "Lời thứ nhất", "Lời thứ hai",
        ]  # fmt: skip
