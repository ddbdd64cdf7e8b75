"""A question to the agencies that know a value"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.types import Role
from minhbach.domains.enquiries import refusals, selectors, services
from minhbach.domains.enquiries.models import Answer, Enquiry, Notice, Question
from minhbach.domains.enquiries.types import State
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.refusals import ReferenceMissing
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation import attempts
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.pages.work import said
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import AT, World, officer_in

PHONE = "0901 000 111"


def known_to(world: World, officer: Any, sharing: Sharing = Sharing.AGENCY) -> Subject:
    with world.acting(officer):
        subject = subjects.register_subject(
            officer=officer, at=AT, kind="individual", name="Hà Văn Kín", provenance=Provenance(sharing=sharing)
        )
        subjects.add_identifier(
            officer=officer, at=AT, subject=subject, kind="phone", value=PHONE, provenance=Provenance(sharing=sharing)
        )
    return subject


def ask(world: World, officer: Any = None, value: str = PHONE) -> Enquiry:
    officer = officer or world.customs_officer
    with world.acting(officer):
        return services.ask(
            officer=officer, at=AT, kind="phone", value=value, purpose="case", reference="VV-2026-00012"
        )


def test_names_those_who_know_the_value_and_tells_them_what_for(world: World) -> None:
    known_to(world, world.inspector)
    known_to(world, world.stranger)
    enquiry = ask(world)
    assert enquiry.known_to == 2
    with world.acting(world.customs_officer):
        assert {one.asked for one in selectors.questions_of(enquiry)} == {world.team, world.neighbor}
        assert not Subject.objects.filter(name="Hà Văn Kín").exists()
    with world.acting(world.inspector):
        [question] = selectors.questions_to({world.team.id})
        assert (question.value, question.purpose, question.reference) == ("0901 000 111", "case", "VV-2026-00012")
        assert question.owner_agency == world.customs
        # Who else knows it is not theirs to know.
        assert Question.objects.count() == 1
        assert [item.url for item in said(selectors.work_items(world.inspector, at=AT))] == [
            question.get_absolute_url()
        ]
    [entry] = AuditEntry.objects.filter(action="enquiries.enquiry.asked")
    assert entry.officer_id == world.customs_officer.id
    assert entry.data == {"kind": "phone", "purpose": "case", "reference": "VV-2026-00012", "known": 2}
    assert set(entry.agencies) == {world.customs.id, world.team.id, world.neighbor.id}


def test_what_lies_in_reach_is_not_asked_about(world: World) -> None:
    known_to(world, world.inspector, Sharing.NETWORK)
    assert ask(world).known_to == 0


def test_is_not_asked_for_nothing(world: World) -> None:
    with world.acting(world.customs_officer), pytest.raises(ReferenceMissing):
        services.ask(officer=world.customs_officer, at=AT, kind="phone", value=PHONE, purpose="case")
    with world.acting(world.auditor), pytest.raises(RoleMissing):
        services.ask(officer=world.auditor, at=AT, kind="phone", value=PHONE, purpose="area")
    with acting_as(SYSTEM):
        assert not Enquiry.unscoped.exists()


def test_what_gives_no_answer_is_as_if_it_were_not_there(world: World) -> None:
    """The same rows, the same log, the same work of the database."""
    told = []
    for value in (PHONE, "0901 000 222"):
        if value == PHONE:
            known_to(world, world.police_officer, Sharing.SILENT)
        with CaptureQueriesContext(connection) as asked:
            enquiry = ask(world, value=value)
        entry = AuditEntry.objects.filter(action="enquiries.enquiry.asked").latest("recorded_at")
        with acting_as(SYSTEM):
            told.append((enquiry.known_to, Question.unscoped.count(), entry.data, entry.agencies, len(asked)))
    assert told[0] == told[1] == (
        0, 0, {"kind": "phone", "purpose": "case", "reference": "VV-2026-00012", "known": 0},
        [world.customs.id], told[0][4],
    )  # fmt: skip
    with world.acting(world.police_officer):
        assert not selectors.questions_to({world.police.id}).exists()


def test_a_silent_record_costs_no_look_at_it(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select indexdef from pg_indexes where indexname = 'enquiries_known'")
        assert "sharing)::text <> 'silent'" in cursor.fetchone()[0]


def test_is_answered_once_by_the_agency_that_was_asked(world: World) -> None:
    known_to(world, world.inspector)
    enquiry = ask(world)
    with world.acting(world.customs_officer):
        [question] = selectors.questions_of(enquiry)
        with pytest.raises(refusals.QuestionOfAnotherAgency):
            services.answer(officer=world.customs_officer, at=AT, question=question, state=State.ANSWERED, words="Có")
    with world.acting(world.inspector):
        [question] = selectors.questions_to({world.team.id})
        same: dict[str, Any] = {"officer": world.inspector, "at": AT, "question": question}
        with pytest.raises(refusals.WordsMissing):
            services.answer(state=State.ANSWERED, **same)
        with pytest.raises(refusals.RefusalReasonMissing):
            services.answer(state=State.REFUSED, **same)
        services.answer(state=State.REFUSED, reason="internal", **same)
        with pytest.raises(refusals.AlreadyAnswered):
            services.answer(state=State.OPENED, **same)
        assert said(selectors.work_items(world.inspector, at=AT)) == []
    with world.acting(world.customs_officer):
        [question] = selectors.questions_of(enquiry)
        assert question.state == State.REFUSED
        assert not Subject.objects.filter(name="Hà Văn Kín").exists()


def test_opens_the_records_to_who_asked_and_nobody_else(world: World) -> None:
    subject = known_to(world, world.inspector)
    ask(world)
    with world.acting(world.inspector):
        [question] = selectors.questions_to({world.team.id})
        services.answer(officer=world.inspector, at=AT, question=question, state=State.OPENED)
    with world.acting(world.customs_officer):
        assert Subject.objects.get() == subject
        assert subject.statements.filter(identifier__isnull=False).exists()
    with world.acting(world.police_officer):
        assert not Subject.objects.exists()


def test_the_database_counts_once_and_for_its_asker_alone(world: World) -> None:
    known_to(world, world.inspector)
    enquiry = ask(world)
    for officer in (world.customs_officer, world.inspector):
        with (
            world.acting(officer),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("select enquiries_who_knows(%s, %s)", [enquiry.id, enquiry.id])


def test_nobody_else_answers_by_hand(world: World) -> None:
    known_to(world, world.inspector)
    enquiry = ask(world)
    with world.acting(world.customs_officer):
        [question] = selectors.questions_of(enquiry)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Answer.objects.create(question=question, state="opened", officer=world.customs_officer, at=AT)


def test_who_asks_through_a_row_of_numbers_is_slowed_and_seen(world: World) -> None:
    free = attempts.BUDGETS[attempts.Count.ASKED].free
    for number in range(free + 1):
        ask(world, value=f"0901 000 {number:03d}")
    with pytest.raises(refusals.TooManyQuestions):
        ask(world, value="0901 000 999")
    with acting_as(SYSTEM):
        assert Enquiry.unscoped.count() == free + 1
        auditor = officer_in(world.customs, Role.AUDITOR, "Kiểm tra", "Thanh tra", username="x.auditor")
    with world.acting(auditor):
        [item] = said(selectors.work_items(auditor, at=AT))
        assert (item.what, item.about) == (
            f"Xem lại việc hỏi dò của {world.customs_officer.full_name}",
            f"đã hỏi các cơ quan khác {free + 1} lần trong một ngày",
        )


def test_who_keeps_silent_reads_who_asked_and_whoever_asked_reads_nothing(world: World) -> None:
    known_to(world, world.police_officer, Sharing.SILENT)
    known_to(world, world.inspector)
    enquiry = ask(world)
    other = ask(world, value="0901 000 222")

    def seen_by_asker() -> list[object]:
        with world.acting(world.customs_officer):
            return [
                *selectors.visible_enquiries().values_list("pk", "known_to"), *selectors.questions_of(enquiry),
                *selectors.questions_of(other), *selectors.visible_notices(),
                *said(selectors.work_items(world.customs_officer, at=AT)),
            ]  # fmt: skip

    before = seen_by_asker()
    with acting_as(SYSTEM):
        # The team was asked openly; the police alone keep silent. Told once, however often the clock comes by.
        assert [services.tell_keepers(at=AT) for _ in range(2)] == [1, 0]
    assert seen_by_asker() == before
    with world.acting(world.inspector):
        assert not selectors.visible_notices().exists()
    with world.acting(world.police_officer):
        [notice] = selectors.visible_notices()
        assert (notice.value, notice.purpose, notice.reference, notice.asked_by, notice.asked_from) == (
            "0901 000 111", "case", "VV-2026-00012", world.customs_officer, world.customs,
        )  # fmt: skip
        [item] = said(selectors.work_items(world.police_officer, at=AT))
        assert item.url == notice.get_absolute_url()
        services.mark_read(officer=world.police_officer, at=AT, notice=notice)
        assert said(selectors.work_items(world.police_officer, at=AT)) == []
    [entry] = AuditEntry.objects.filter(action="enquiries.notice.read")
    assert (entry.officer_id, set(entry.agencies)) == (world.police_officer.id, {world.police.id})


def test_who_sees_it_himself_or_kept_it_later_is_no_matter_for_a_notice(world: World) -> None:
    known_to(world, world.inspector, Sharing.SILENT)
    ask(world, world.head)
    with world.acting(world.customs_officer):
        ask(world, value="0901 000 333")
    with world.acting(world.police_officer):
        later = AT + timedelta(hours=1)
        made = subjects.register_subject(
            officer=world.police_officer, at=later, kind="individual", name="Sau",
            provenance=Provenance(sharing=Sharing.SILENT),
        )  # fmt: skip
        subjects.add_identifier(
            officer=world.police_officer, at=later, subject=made, kind="phone", value="0901 000 333",
            provenance=Provenance(sharing=Sharing.SILENT),
        )  # fmt: skip
    with acting_as(SYSTEM):
        assert services.tell_keepers(at=AT + timedelta(days=1)) == 0


def test_only_the_agency_it_is_for_marks_a_notice(world: World) -> None:
    known_to(world, world.police_officer, Sharing.SILENT)
    ask(world)
    with acting_as(SYSTEM):
        services.tell_keepers(at=AT)
        notice = Notice.objects.get()
    with world.acting(world.inspector), pytest.raises(refusals.NoticeOfAnotherAgency):
        services.mark_read(officer=world.inspector, at=AT, notice=notice)
