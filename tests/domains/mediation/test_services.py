"""A dispute goes to the firm and comes to an end"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.selectors import clocks_of, proposals_for, subjects_tied, talk_of, ties_of
from minhbach.domains.intake.terms import Event, Running
from minhbach.domains.intake.types import Mark, Stage
from minhbach.domains.mediation import selectors, services
from minhbach.domains.mediation.course import shown
from minhbach.domains.mediation.models import Dispute, Promise, Step
from minhbach.domains.mediation.refusals import (
    Barred,
    DayOutside,
    DisputeClosed,
    DisputeNotFound,
    FirmUnknown,
    NoSuchStep,
    NotEnded,
    NotOfConsumer,
    OfferAnswered,
    OpenAlready,
    PromiseUnknown,
    ReasonMissing,
    SignedAlready,
    TellsWhoHeIs,
    TermRunning,
    TextMissing,
)
from minhbach.domains.mediation.selectors.terms import BARGAIN, due_from
from minhbach.domains.mediation.types import CONSUMER, FIRM, OFFICE, State, StepKind, Told
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.types import IdentifierKind, SubjectKind
from minhbach.foundation.clock import now
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import opened, sent
from tests.domains.mediation.making import (
    FIRM_NAME,
    STORY,
    asked,
    begun,
    fresh,
    passed,
    settled,
    stepped,
    steps,
    today,
    written,
)
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("files")
# Its check digit is right.
TAX_CODE = "0314409058"


def fresh_report(dispute: Dispute) -> Report:
    with acting_as(SYSTEM):
        found: Report = Report.objects.select_related("letterbox", "owner_agency").get(pk=dispute.report_id)
        return found


def talk(dispute: Dispute) -> list[str]:
    with acting_as(SYSTEM):
        return [line.text for line in talk_of(fresh_report(dispute)) if line.side == "office"]


def kinds(dispute: Dispute) -> list[str]:
    return [one.kind for one in steps(dispute)]


class TestPassingOn:
    def test_asks_the_consumer_first_and_tells_her_the_term(self, world: World) -> None:
        dispute = passed(world)
        assert (dispute.state, dispute.owner_agency) == (State.PASSED, fresh_report(dispute).owner_agency)
        assert kinds(dispute) == [StepKind.ASKED, StepKind.PASSED]
        told = talk(dispute)
        assert "Bạn có cho nói bạn là ai không?" in told[0]
        assert f"Đã chuyển yêu cầu của bạn cho {FIRM_NAME}." in told[1]

    def test_sets_seven_working_days_going_by_article_57_clause_5(self, world: World) -> None:
        dispute = passed(world)
        with world.acting(world.committee_officer):
            terms = selectors.terms_of(dispute, steps(dispute), as_of=today())
            running = {one.term.row: one for one in clocks_of(fresh_report(dispute))}
        assert terms.bargain is not None
        assert dispute.due_on == terms.bargain.due_on
        assert "khoản 5 Điều 57" in terms.bargain.cited
        assert running["NTD.CQ.CHUYENYC"].ended_on == today()
        assert running["NTD.THUONGLUONG.CHUYEN"].clock.due_on == dispute.due_on

    def test_counts_no_holiday_at_tet(self, world: World) -> None:
        # 13/2; then Tết until 22/2; 23, 24, 25, 26, 27/2; 2/3.
        assert due_from(BARGAIN, date(2026, 2, 12)) == date(2026, 3, 2)

    def test_is_not_of_a_tip_nor_twice_of_one_request(self, world: World) -> None:
        box = opened(world)
        tip, report = sent(box), asked(world, box)
        with pytest.raises(NotOfConsumer):
            begun(world, tip)
        dispute = begun(world, report, press=(press := uuid4()))
        assert begun(world, report, press=press) == dispute
        with pytest.raises(OpenAlready):
            begun(world, report)
        assert Dispute.unscoped.count() == 1

    def test_ties_the_request_to_the_firm_of_the_register_by_its_tax_code(self, world: World) -> None:
        same = {"officer": world.inspector, "at": now()}
        with world.acting(world.inspector):
            firm = subjects.register_subject(kind=SubjectKind.ORGANISATION, name=FIRM_NAME, **same)
            subjects.add_identifier(subject=firm, kind=IdentifierKind.TAX_CODE, value=TAX_CODE, **same)
            subjects.change_reach(subject=firm, sharing=Sharing.NETWORK, **same)
        box = opened(world)
        with pytest.raises(FirmUnknown, match="0100233488"):
            begun(world, asked(world, box), tax_code="0100233488")
        assert not Dispute.unscoped.exists()
        report = asked(world, box)
        begun(world, report, tax_code=TAX_CODE)
        with world.acting(world.committee_officer):
            assert [(one.what, one.target_id) for one in ties_of(report)] == [("subject", firm.pk)]
            assert [one.words for one in subjects_tied(report, world.committee_officer, at=now())] == [FIRM_NAME]
        # The seller whom she names by his number is proposed for what is not tied yet.
        other = asked(world, box, data={"trader": f"Cửa hàng, mã số thuế {TAX_CODE}"})
        with world.acting(world.committee_officer):
            (found,) = proposals_for(other, world.committee_officer, at=now())
        assert (found.target_id, found.why) == (firm.pk, "có mã số thuế nêu trong tin")

    @pytest.mark.parametrize("bar", ["interests", "forbidden", "many"])
    def test_is_refused_for_what_the_law_excludes_with_its_place(self, world: World, bar: str) -> None:
        with pytest.raises(Barred, match="khoản 2 Điều 54"):
            begun(world, bar=bar)
        assert not Dispute.unscoped.exists()

    def test_is_done_by_whoever_has_the_request(self, world: World) -> None:
        dispute = begun(world)
        with world.acting(world.stranger), pytest.raises(DisputeNotFound):
            selectors.get_dispute(dispute.id)
        with world.acting(world.auditor), pytest.raises(RoleMissing):
            services.pass_on(officer=world.auditor, at=now(), dispute=dispute, text=STORY, press=uuid4())
        assert fresh(dispute).state == State.PREPARED

    def test_pressed_twice_is_once(self, world: World) -> None:
        dispute, press = begun(world), uuid4()
        with world.acting(world.committee_officer):
            for _time in range(2):
                services.pass_on(officer=world.committee_officer, at=now(), dispute=dispute, text=STORY, press=press)
            with pytest.raises(NoSuchStep):
                services.pass_on(officer=world.committee_officer, at=now(), dispute=dispute, text=STORY, press=uuid4())
        assert kinds(dispute) == [StepKind.ASKED, StepKind.PASSED]


class TestWhoSheIs:
    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("Bà NONG THI MAI mua tủ lạnh.", "họ và tên"),
            ("Gọi số 0912.345.678 hoặc +84 912 345 678.", "số điện thoại"),
            ("Giao tại thôn Nà Sầm, xã Na Sầm.", "địa chỉ"),
        ],
    )
    def test_is_in_nothing_that_goes_to_the_firm_unless_she_allows_it(self, world: World, text: str, what: str) -> None:
        dispute = begun(world)
        with world.acting(world.committee_officer), pytest.raises(TellsWhoHeIs, match=what):
            services.pass_on(officer=world.committee_officer, at=now(), dispute=dispute, text=text, press=uuid4())
        with pytest.raises(TellsWhoHeIs, match=what):
            stepped(world, passed(world, dispute), OFFICE, StepKind.WORD, text)
        assert kinds(dispute) == [StepKind.ASKED, StepKind.PASSED]

    def test_is_told_as_far_as_she_allows_and_no_longer_when_she_takes_it_back(self, world: World) -> None:
        dispute = passed(world)

        def told() -> list[tuple[str, str]]:
            return [(one.label, one.value) for one in selectors.person_told(dispute, steps(dispute))]

        assert told() == []
        stepped(world, dispute, CONSUMER, StepKind.CONSENTED, told=(Told.NAME, Told.PHONE))
        assert told() == [("họ và tên", "Nông Thị Mai"), ("số điện thoại", "0912 345 678")]
        stepped(world, dispute, OFFICE, StepKind.WORD, "Bà Nông Thị Mai hẹn chiều mai.")
        stepped(world, dispute, CONSUMER, StepKind.NOT_CONSENTED)
        assert told() == []

    def test_stands_in_no_table_of_this_domain(self, world: World) -> None:
        dispute = passed(world)
        stepped(world, dispute, CONSUMER, StepKind.CONSENTED, told=tuple(Told.values))
        with acting_as(SYSTEM):
            kept = str([*Dispute.objects.values_list(), *Step.objects.values_list(), *Promise.objects.values_list()])
        assert "Mai" not in kept
        assert "345" not in kept


class TestBargaining:
    def test_leads_over_an_offer_and_another_to_a_text_that_both_sign(self, world: World) -> None:
        dispute = passed(world)
        stepped(world, dispute, FIRM, StepKind.OFFERED, "Sửa miễn phí.")
        stepped(world, dispute, CONSUMER, StepKind.DECLINED, "Đã sửa hai lần.")
        stepped(world, dispute, CONSUMER, StepKind.OFFERED, "Đổi máy mới.")
        stepped(world, dispute, FIRM, StepKind.TOOK)
        assert fresh(dispute).state == State.MET
        text = written(world, dispute)
        stepped(world, dispute, FIRM, StepKind.SIGNED)
        assert fresh(dispute).state == State.WRITTEN
        stepped(world, dispute, CONSUMER, StepKind.SIGNED)
        assert fresh(dispute).state == State.SETTLED
        assert len(text.data["digest"]) == 64

    def test_ends_nothing_twice(self, world: World) -> None:
        dispute = passed(world)
        stepped(world, dispute, FIRM, StepKind.ACCEPTED)
        with pytest.raises(NoSuchStep):
            stepped(world, dispute, FIRM, StepKind.REFUSED, "Không.")
        with pytest.raises(OfferAnswered):
            stepped(world, dispute, CONSUMER, StepKind.TOOK)
        stepped(world, dispute, FIRM, StepKind.OFFERED, "Giảm giá.")
        with pytest.raises(OfferAnswered):
            stepped(world, dispute, FIRM, StepKind.TOOK)
        stepped(world, dispute, CONSUMER, StepKind.WITHDRAWN)
        with pytest.raises(NoSuchStep):
            stepped(world, dispute, FIRM, StepKind.OFFERED, "Giảm nữa.")
        assert fresh(dispute).state == State.WITHDRAWN
        # What comes after the end is kept and changes nothing.
        stepped(world, dispute, FIRM, StepKind.WORD, "Chúng tôi muốn đổi máy.")
        assert fresh(dispute).state == State.WITHDRAWN

    def test_needs_a_reason_to_refuse_and_notes_a_paper_that_gives_none(self, world: World) -> None:
        dispute = passed(world)
        with pytest.raises(ReasonMissing):
            stepped(world, dispute, FIRM, StepKind.REFUSED, "  ")
        assert fresh(dispute).state == State.PASSED
        stepped(world, dispute, FIRM, StepKind.REFUSED, no_reason=True)
        with world.acting(world.committee_officer):
            (sign,) = selectors.signs_of(dispute, steps(dispute), as_of=today())
        assert "không nêu lý do cụ thể" in sign.act
        assert "Điều 61" in sign.place

    def test_keeps_an_answer_after_the_term_and_says_that_it_is_late(self, world: World) -> None:
        dispute = passed(world)
        assert dispute.due_on is not None
        with time_machine.travel(now() + timedelta(days=20)):
            assert shown(dispute.state, due_on=dispute.due_on, as_of=today()) == State.SILENT
            with world.acting(world.committee_officer):
                (sign,) = selectors.signs_of(dispute, steps(dispute), as_of=today())
            assert "chuyển đến" in sign.act
            stepped(world, dispute, FIRM, StepKind.ACCEPTED)
            assert fresh(dispute).state == State.TALKING
            with world.acting(world.committee_officer):
                terms = selectors.terms_of(dispute, steps(dispute), as_of=today())
                before = selectors.terms_of(dispute, steps(dispute), as_of=dispute.due_on)
        assert terms.bargain is not None
        assert (terms.bargain.is_late, terms.bargain.done_on) == (True, today() + timedelta(days=20))
        assert before.bargain is not None
        assert not before.bargain.is_late

    def test_is_not_cut_short_while_the_firm_has_time(self, world: World) -> None:
        dispute = passed(world)
        for kind in (StepKind.BROKEN_OFF, StepKind.MEDIATION):
            with pytest.raises(TermRunning):
                stepped(world, dispute, OFFICE, kind, "Thôi.")
        with time_machine.travel(now() + timedelta(days=20)):
            stepped(world, dispute, OFFICE, StepKind.BROKEN_OFF, "Doanh nghiệp im lặng.")
        assert fresh(dispute).state == State.FAILED

    def test_takes_no_day_before_the_passing_nor_after_today(self, world: World) -> None:
        dispute = passed(world)
        for day in (today() - timedelta(days=1), today() + timedelta(days=1)):
            with pytest.raises(DayOutside):
                stepped(world, dispute, FIRM, StepKind.ACCEPTED, happened_on=day)

    def test_keeps_a_very_long_text_and_no_markup_runs(self, world: World) -> None:
        dispute = passed(world)
        made = stepped(world, dispute, FIRM, StepKind.OFFERED, "<script>" + "ă" * 30_000)
        assert len(made.text) == 20_000


class TestMediation:
    def test_follows_a_refusal_with_sessions_and_ends_in_an_agreement_or_not(self, world: World) -> None:
        dispute = passed(world)
        stepped(world, dispute, FIRM, StepKind.REFUSED, "Hết hạn bảo hành.")
        with pytest.raises(TextMissing):
            stepped(world, dispute, OFFICE, StepKind.MEDIATION)
        stepped(world, dispute, OFFICE, StepKind.MEDIATION, "Hòa giải viên: Hội Bảo vệ NTD. Hai bên đồng ý.")
        stepped(world, dispute, OFFICE, StepKind.SESSION, "Phiên 1: hai bên có mặt.")
        stepped(world, dispute, FIRM, StepKind.OFFERED, "Sửa, tính nửa giá.")
        stepped(world, dispute, CONSUMER, StepKind.TOOK)
        assert fresh(dispute).state == State.MET
        written(world, dispute)
        stepped(world, dispute, CONSUMER, StepKind.BROKEN_OFF, "Đổi ý.")
        assert fresh(dispute).state == State.FAILED
        with world.acting(world.committee_officer):
            # What was mediated is no bargaining whose result the firm would have to tell.
            assert selectors.terms_of(dispute, steps(dispute), as_of=today()).report is None


class TestAgreement:
    def test_is_signed_as_it_stands_and_not_written_anew_after_the_first(self, world: World) -> None:
        dispute = passed(world)
        stepped(world, dispute, FIRM, StepKind.ACCEPTED)
        first = written(world, dispute, text="Đổi máy.")
        second = written(world, dispute, text="Đổi máy mới.")
        assert first.data["digest"] != second.data["digest"]
        stepped(world, dispute, FIRM, StepKind.SIGNED)
        with pytest.raises(SignedAlready):
            stepped(world, dispute, FIRM, StepKind.SIGNED)
        with pytest.raises(SignedAlready):
            written(world, dispute, text="Không đổi nữa.")
        with acting_as(SYSTEM):
            assert Promise.objects.count() == 2

    def test_pressed_twice_promises_once(self, world: World) -> None:
        dispute, press = passed(world), uuid4()
        stepped(world, dispute, FIRM, StepKind.ACCEPTED)
        assert written(world, dispute, press=press) == written(world, dispute, press=press)
        with acting_as(SYSTEM):
            assert Promise.objects.count() == 1

    def test_is_kept_by_the_word_of_whom_it_was_made_to(self, world: World) -> None:
        dispute = settled(world)
        with acting_as(SYSTEM):
            promise = Promise.objects.get()
        with pytest.raises(PromiseUnknown):
            stepped(world, dispute, FIRM, StepKind.KEPT, promise=uuid4())

        def is_kept() -> bool:
            return selectors.is_kept(promise, [one for one in steps(dispute) if one.promise_id == promise.pk])

        stepped(world, dispute, FIRM, StepKind.KEPT, promise=promise.pk)
        assert not is_kept()
        stepped(world, dispute, CONSUMER, StepKind.KEPT, promise=promise.pk)
        assert is_kept()
        stepped(world, dispute, CONSUMER, StepKind.NOT_KEPT, "Máy lại hỏng.", promise=promise.pk)
        assert not is_kept()


class TestClosing:
    def test_answers_the_sender_ends_the_request_and_tells_its_clocks(self, world: World) -> None:
        dispute = settled(world)
        stepped(world, dispute, FIRM, StepKind.REPORTED, "Hai bên đã ký ngày 2/12.")
        with world.acting(world.committee_officer):
            closed = services.close(
                officer=world.committee_officer, at=now(), dispute=dispute, outcome="THANH", text="Hai bên đã ký."
            )
            with pytest.raises(DisputeClosed):
                services.close(officer=world.committee_officer, at=now(), dispute=dispute, outcome="THANH", text="Lại.")
            report = fresh_report(dispute)
            running = {one.term.row: one.ended_on for one in clocks_of(report)}
        assert closed.closed_at is not None
        assert (report.stage, report.outcome) == (Stage.DONE, "THANH")
        assert talk(dispute)[-1] == "Hai bên đã ký."
        assert running["NTD.THUONGLUONG.CHUYEN"] == today()
        assert running["NTD.BAOKQ"] == today()

    def test_a_refusal_with_its_reason_is_what_the_law_asks_of_who_does_not_bargain(self, world: World) -> None:
        dispute = passed(world)
        stepped(world, dispute, FIRM, StepKind.REFUSED, "Tủ hỏng do điện nhà khách.")
        running = self.clocks_once_closed(world, dispute)
        assert (running["NTD.TUCHOI"].ended_on, running["NTD.TUCHOI"].was_late) == (today(), False)
        assert {"NTD.THUONGLUONG.CHUYEN", "NTD.BAOKQ"}.isdisjoint(running)

    def test_a_refusal_without_one_leaves_the_law_unmet_and_nothing_open(self, world: World) -> None:
        dispute = passed(world)
        stepped(world, dispute, FIRM, StepKind.REFUSED, no_reason=True)
        one = self.clocks_once_closed(world, dispute)["NTD.THUONGLUONG.CHUYEN"]
        assert (one.ended_on, one.broken, one.is_open) == (None, Event(Mark.NOT_AGREED, today()), False)

    def test_a_request_taken_back_is_waited_for_by_nobody(self, world: World) -> None:
        dispute = begun(world)
        stepped(world, dispute, CONSUMER, StepKind.WITHDRAWN)
        one = self.clocks_once_closed(world, dispute)["NTD.CQ.CHUYENYC"]
        assert (one.broken, one.is_open) == (Event(Mark.WITHDRAWN, today()), False)

    def clocks_once_closed(self, world: World, dispute: Dispute) -> dict[str, Running]:
        with world.acting(world.committee_officer):
            services.close(
                officer=world.committee_officer, at=now(), dispute=dispute, outcome="KHONG_THANH", text="Đã ghi nhận."
            )
            return {one.clock.row.citation.row_id: one for one in clocks_of(fresh_report(dispute))}

    def test_waits_for_an_end(self, world: World) -> None:
        dispute = passed(world)
        with world.acting(world.committee_officer), pytest.raises(NotEnded, match="đã chuyển"):
            services.close(
                officer=world.committee_officer, at=now(), dispute=dispute, outcome="KHONG_THANH", text="Hết."
            )
        assert fresh_report(dispute).stage == Stage.RECEIVED

    def test_leaves_open_what_comes_of_the_agreement_and_nothing_else(self, world: World) -> None:
        dispute = settled(world)
        with world.acting(world.committee_officer):
            services.close(
                officer=world.committee_officer, at=now(), dispute=dispute, outcome="THANH", text="Hai bên đã ký."
            )
        with acting_as(SYSTEM):
            promise = Promise.objects.get()
        stepped(world, dispute, CONSUMER, StepKind.KEPT, promise=promise.pk)
        with pytest.raises(DisputeClosed):
            stepped(world, dispute, OFFICE, StepKind.MEDIATION, "Mở lại.")


def test_follows_its_report_to_the_agency_that_takes_it_over(world: World) -> None:
    dispute = passed(world)
    with acting_as(SYSTEM):
        report = fresh_report(dispute)
        report.owner_agency = world.team
        report.save(update_fields=["owner_agency"])
    assert fresh(dispute).owner_agency_id == world.team.pk
    with world.acting(world.inspector):
        assert selectors.get_dispute(dispute.id) == dispute
        assert len(selectors.steps_of(dispute)) == 2
