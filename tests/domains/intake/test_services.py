"""What was sent"""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.db.utils import ProgrammingError

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.intake import receipts, refusals, selectors, services
from minhbach.domains.intake.kinds import TIP
from minhbach.domains.intake.models import AnswerDay, Attachment, Message, Report
from minhbach.domains.intake.types import Channel, Side, Stage
from minhbach.foundation import files as store
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import STORY, as_portal, opened, sent
from tests.worlds import AT, World

CODE = "123456789012345678901234525"
CODE = CODE[:25] + f"{98 - int(CODE[:25]) * 100 % 97:02d}"


def digest(code: str) -> str:
    return receipts.digest_of(code, key=settings.PORTAL_KEY)


def test_belongs_to_the_agency_of_the_letterbox_and_to_those_above_it_alone(world: World) -> None:
    report = sent(opened(world), where="Chợ Kỳ Lừa", link="https://vi-du.vn/shop", data={"x": "1"})
    assert (report.owner_agency, report.sharing, report.stage, report.channel) == (
        world.committee, "silent", Stage.RECEIVED, "portal",
    )  # fmt: skip
    assert (report.what, report.where_said, report.link, report.data) == (
        STORY, "Chợ Kỳ Lừa", "https://vi-du.vn/shop", {"x": "1"},
    )  # fmt: skip
    assert report.due_on == local_date(now()) + timedelta(days=10)
    assert report.due_by == "promise"
    for officer in (world.inspector, world.head, world.stranger, world.customs_officer):
        with world.acting(officer), pytest.raises(refusals.ReportNotFound):
            selectors.get_report(report.id)
    with world.acting(world.committee_head):
        assert selectors.get_report(report.id) == report


def test_is_in_the_log_without_a_word_of_it(world: World) -> None:
    report = sent(opened(world))
    entry = AuditEntry.objects.get(action="intake.report.received")
    assert (entry.target_id, entry.data, entry.agencies) == (
        str(report.id), {"kind": "TIN_BAO", "channel": "portal"}, [world.committee.id],
    )  # fmt: skip


def test_what_an_office_enters_comes_in_by_the_same_door_with_its_channel(world: World) -> None:
    box, officer, press = opened(world), world.committee_officer, UUID(int=389)
    with world.acting(officer):
        same = {"letterbox": box, "kind": TIP, "said": {"what": STORY}, "press": press, "channel": Channel.PHONE}
        code = services.receive(**same)
        assert services.receive(**same) == code
        (report,) = selectors.visible_reports()
        assert (report.channel, report.receipt, report.owner_agency) == ("phone", digest(code), world.committee)
        assert AuditEntry.objects.get(action="intake.report.received").officer_id == officer.id
        with pytest.raises(refusals.ReportNotTaken):
            services.receive(**{**same, "press": UUID(int=390), "said": {}})


def test_is_there_once_however_often_it_is_sent(world: World) -> None:
    box = opened(world)
    report = sent(box, code=CODE)
    again = as_portal(
        "portal.send(%s::jsonb)",
        json.dumps({"receipt": digest(CODE), "letterbox": box.slug, "kind": "TIN_BAO", "what": "Lời khác"}),
    )
    assert (again["number"], again["again"]) == (report.number, True)
    with acting_as(SYSTEM):
        assert Report.objects.get().what == STORY


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"letterbox": "khong-co"}, "letterbox"),
        ({"kind": "DU_LIEU_ND61"}, "kind"),
        ({"kind": "x"}, "kind"),
        ({"what": ""}, "shape"),
        ({"what": "a" * 20_001}, "shape"),
        ({"receipt": "x"}, "shape"),
        ({"files": [{}] * 6}, "shape"),
    ],
)
def test_is_refused_by_the_database_where_the_form_would_have_refused_it(
    world: World, given: dict[str, object], refused: str
) -> None:
    whole = {"receipt": digest(CODE), "letterbox": opened(world).slug, "kind": "TIN_BAO", "what": STORY, **given}
    assert as_portal("portal.send(%s::jsonb)", json.dumps(whole)) == {"refused": refused}
    with acting_as(SYSTEM):
        assert not Report.objects.exists()


def test_the_law_sets_the_day_where_it_sets_one_and_the_office_only_where_it_does_not(world: World) -> None:
    box = opened(world)
    with time_machine.travel(AT):
        services.reckon_days(at=AT)
    today = local_date(now())
    AnswerDay.objects.filter(kind="KIEN_NGHI_PHAN_ANH").delete()
    AnswerDay.objects.create(kind="KIEN_NGHI_PHAN_ANH", received_on=today, due_on=today + timedelta(days=14))
    petition = sent(box, kind="KIEN_NGHI_PHAN_ANH")
    assert (petition.due_on, petition.due_by) == (today + timedelta(days=14), "law")
    silent = sent(opened(world, slug="ca-nuoc", place=None, promise_days=None))
    assert (silent.due_on, silent.due_by) == (None, "")


def test_the_days_are_reckoned_for_the_kinds_that_the_form_takes(world: World) -> None:
    assert services.reckon_days(at=AT) == services.reckon_days(at=AT)
    assert sorted(set(AnswerDay.objects.values_list("kind", flat=True))) == [
        "CAN_BO_KHEN", "CAN_BO_SAI_PHAM", "DON_SHCN", "KHIEU_NAI", "KIEN_NGHI_PHAN_ANH", "NTD_CO_QUAN", "TIN_BAO",
        "TO_CAO", "TO_CAO_KHONG_DANH", "TO_GIAC_TOI_PHAM",
    ]  # fmt: skip
    assert AnswerDay.objects.get(kind="TIN_BAO", received_on=local_date(AT)).due_on is None
    assert AnswerDay.objects.get(kind="KIEN_NGHI_PHAN_ANH", received_on=local_date(AT)).due_on is not None


def test_its_talk_goes_both_ways_and_a_note_goes_nowhere(world: World) -> None:
    report = sent(opened(world), code=CODE)
    message = "11111111-2222-4333-8444-555555555555"
    for _ in range(2):
        as_portal("portal.say(%s, %s, %s)", digest(CODE), message, "Tiệm đổi biển hiệu rồi.")
    officer = world.committee_officer
    with world.acting(officer):
        found = selectors.get_report(report.id)
        assert found.is_waiting
        services.answer(officer=officer, at=now(), report=found, text="Đã nhận, đang xem.")
        services.add_note(officer=officer, at=now(), report=found, text="Hỏi Đội 1.")
        assert not selectors.get_report(report.id).is_waiting
        assert [line.side for line in selectors.talk_of(found)] == [Side.SENDER, Side.OFFICE, Side.NOTED]
    told = as_portal("portal.talk(%s)", digest(CODE))
    assert [(one["side"], one["text"]) for one in told["messages"]] == [
        ("sender", "Tiệm đổi biển hiệu rồi."), ("office", "Đã nhận, đang xem."),
    ]  # fmt: skip
    assert told["what"] == STORY
    assert "Hỏi Đội 1" not in str(told)


def test_moves_along_the_arrows_and_ends_only_with_an_answer_and_an_outcome(world: World) -> None:
    report, officer = sent(opened(world)), world.committee_officer
    same = {"officer": officer, "at": now(), "report": report}
    with world.acting(officer):
        with pytest.raises(refusals.NoSuchMove):
            services.move(**same, stage=Stage.ASKED)
        services.assign(**same, assignee=officer)
        assert report.stage == Stage.IN_HAND
        with pytest.raises(refusals.OutcomeMissing):
            services.move(**same, stage=Stage.DONE, outcome="KHOI_TO")
        with pytest.raises(refusals.AnswerMissing):
            services.move(**same, stage=Stage.DONE, outcome="KIEM_TRA")
        services.answer(**same, text="Đã kiểm tra.")
        services.move(**same, stage=Stage.DONE, outcome="KIEM_TRA")
        assert (report.stage, report.outcome) == (Stage.DONE, "KIEM_TRA")
        with pytest.raises(refusals.ReasonMissing):
            services.move(**same, stage=Stage.IN_HAND)
        services.move(**same, stage=Stage.IN_HAND, reason="Có ảnh mới.")
        assert (report.stage, report.outcome) == (Stage.IN_HAND, "")
        assert [one["words"] for one in selectors.story_of(report)] == [
            "Nhận tin, đơn", "Giao người xử lý", "Chuyển bước: đang xem xét", "Trả lời người gửi",
            "Chuyển bước: đã kết thúc", "Chuyển bước: đang xem xét",
        ]  # fmt: skip


def test_turns_into_the_right_kind_with_its_clock_from_the_same_day(world: World) -> None:
    report, officer = sent(opened(world)), world.committee_officer
    same = {"officer": officer, "at": now(), "report": report, "reason": "Là góp ý."}
    with world.acting(officer):
        for kind, refusal in (
            ("TIN_BAO", refusals.SameKind),
            ("TO_CAO", refusals.IdentityMissing),
            ("DU_LIEU_ND61", refusals.KindOff),
            ("CAN_BO_SAI_PHAM", refusals.NotTurned),
        ):
            with pytest.raises(refusal):
                services.turn_into(**same, kind=kind)
        with pytest.raises(refusals.ReasonMissing):
            services.turn_into(**{**same, "reason": " "}, kind="KIEN_NGHI_PHAN_ANH")
        services.turn_into(**same, kind="KIEN_NGHI_PHAN_ANH")
        clock = selectors.clock_of(report)
        assert clock is not None
        assert (report.kind, report.due_on, report.due_by) == ("KIEN_NGHI_PHAN_ANH", clock.due_on, "law")
        services.turn_into(**same, kind="TO_CAO_KHONG_DANH")
        assert (report.due_on, report.due_by) == (local_date(report.created_at) + timedelta(days=10), "promise")


def test_is_dealt_with_by_its_agency_alone_and_given_to_nobody_else(world: World) -> None:
    report = sent(opened(world))
    with world.acting(world.committee_officer), pytest.raises(refusals.ReportOfAnotherAgency):
        services.assign(officer=world.committee_officer, at=now(), report=report, assignee=world.inspector)
    with world.acting(world.auditor), pytest.raises(RoleMissing):
        services.answer(officer=world.auditor, at=now(), report=report, text="x")
    with acting_as(SYSTEM):
        assert not Message.objects.exists()


@pytest.mark.parametrize("column", ["what", "receipt", "created_at", "link"])
def test_its_words_are_never_rewritten(world: World, column: str) -> None:
    report = sent(opened(world))
    with pytest.raises(ProgrammingError), world.acting(world.committee_officer), connection.cursor() as cursor:
        cursor.execute(f"update intake_report set {column} = {column} where id = %s", [report.id])


def test_pictures_are_put_into_the_store_by_the_worker(world: World, files: object) -> None:
    picture = {"media_type": "image/png", "content": "iVBORw0KGgo=", "original": "a" * 64}
    report = sent(opened(world), files=[picture, picture])
    assert services.put_away() == 2
    assert services.put_away() == 0
    with acting_as(SYSTEM):
        first, second = Attachment.objects.filter(report=report).order_by("position")
        assert (first.position, first.media_type, first.size, first.content) == (1, "image/png", 8, None)
        assert first.sha256 == second.sha256
        with store.open_stored(first.sha256) as kept:
            assert kept.read() == b"\x89PNG\r\n\x1a\n"


def test_one_place_has_one_letterbox_until_it_is_closed(world: World) -> None:
    box = opened(world)
    for given, refusal in (
        ({"slug": "khac"}, refusals.PlaceHasLetterbox),
        ({"place": None}, refusals.PlaceHasLetterbox),
        ({"slug": "Lạng Sơn"}, refusals.SlugUnfit),
    ):
        with pytest.raises(refusal):
            opened(world, **given)
    officer = world.committee_officer
    with world.acting(officer):
        services.close_letterbox(officer=officer, at=now(), letterbox=box)
        with pytest.raises(refusals.LetterboxClosed):
            services.close_letterbox(officer=officer, at=now(), letterbox=box)
    assert as_portal("portal.letterboxes()") == []
    assert opened(world, slug="lang-son-2").closed_at is None


def test_what_a_way_in_says_is_changed_at_its_printed_address_and_what_it_said_is_in_the_log(world: World) -> None:
    box, officer = opened(world), world.committee_officer
    told = {"name": box.name, "hotline": "0205 3999 389", "email": "bcd389@langson.gov.vn"}
    with world.acting(officer):
        services.change_letterbox(officer=officer, at=now(), letterbox=box, **told)
        services.change_letterbox(officer=officer, at=now(), letterbox=box, **told)
        [entry] = AuditEntry.objects.filter(action="intake.letterbox.changed")
        assert entry.data["changes"] == {
            "hotline": ["0205 3812 389", "0205 3999 389"], "email": ["", "bcd389@langson.gov.vn"],
            "promise_days": [10, None],
        }  # fmt: skip
    [shown] = as_portal("portal.letterboxes()")
    assert (shown["slug"], shown["hotline"], shown["promise_days"]) == ("lang-son", "0205 3999 389", None)
    with world.acting(world.head), pytest.raises(refusals.LetterboxOfAnotherAgency):
        services.change_letterbox(officer=world.head, at=now(), letterbox=box, **told)
    with world.acting(officer):
        services.close_letterbox(officer=officer, at=now(), letterbox=box)
        with pytest.raises(refusals.LetterboxClosed):
            services.change_letterbox(officer=officer, at=now(), letterbox=box, **told)
