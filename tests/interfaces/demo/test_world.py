"""The demo world as the database holds it: whole, worked on at every step, and built once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.cases.matters.expertise import ExpertiseOrdered, ExpertiseProposed, SampleTaken
from minhbach.domains.cases.matters.sealing import GoodsSealed
from minhbach.domains.cases.matters.seizure import GoodsReturned, ReturnProposed, Seized, SeizureProposed, held_count
from minhbach.domains.cases.models import Case, CaseEvent, FieldEntry, HeldTerm
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import Outcome, Step
from minhbach.domains.custody.models import Opening
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import State
from minhbach.domains.intake.models import Handover, Overdue
from minhbach.domains.intake.models import Report as PublicReport
from minhbach.domains.mediation.models import Dispute
from minhbach.domains.outreach.models import Publication
from minhbach.domains.reporting.models import Report, Submission
from minhbach.domains.reporting.types import ReportState
from minhbach.domains.screening.models import Lead, LexiconEntry, LexiconTrial, Sweep
from minhbach.domains.screening.selectors.leads import _tell
from minhbach.domains.screening.types import LeadState, LexiconState
from minhbach.domains.stores.book import breaks_of
from minhbach.domains.stores.models import Entry, Store
from minhbach.domains.stores.selectors import last_logged, sums_of
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.taskforces.models import Answer, CallOut, Errand, Mark, TaskForce
from minhbach.domains.taskforces.selectors import members_of
from minhbach.engine.tables import SIGNS
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope.access import SYSTEM, acting_as
from minhbach.interfaces.demo import build_demo_world, demo_accounts
from minhbach.interfaces.demo.world.networks import SHOPS
from minhbach.interfaces.demo.world.voices import COPIES
from minhbach.interfaces.office.work import desk_of
from tests.demo_world import DemoWorld, lent_demo_world

# Who has nothing of their own to wait for: they look things up.
LOOKING_ONLY = {"kiemtoan", "quantri", "quantri2", "thanhtra", "congty"}


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, owner_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DemoWorld]:
    """A copy of the world for this module to look at."""
    home = tmp_path_factory.mktemp("demo") / "home"
    with lent_demo_world(owner_url, django_db_blocker, "demo", home) as world, transaction.atomic(), acting_as(SYSTEM):
        yield world


def test_every_merchant_is_on_record_with_statements_that_have_a_source(world: DemoWorld) -> None:
    assert Subject.objects.count() == 300 + len(SHOPS)
    assert not Statement.objects.filter(source_kind="").exists()


def test_the_listings_were_screened_and_the_leads_taken_in(world: DemoWorld) -> None:
    first, latest = Sweep.objects.order_by("created_at")
    assert (first.rows_done, latest.rows_done) == (3_200, 5_000)
    assert {sign for lead in Lead.objects.all() for sign in lead.signs} == set(SIGNS)
    assert {state for (state,) in Lead.objects.values_list("state")} == set(LeadState.values)


# What one sentence says, and what none beside it may: the same fact both ways.
DENIED = (
    (("lần được xác nhận vi phạm", "đã bị xử lý vi phạm", "xác nhận có vi phạm"), "chưa ghi nhận vi phạm"),
    (("lần được xác nhận vi phạm", "lần được kiểm tra"), "Chưa có kết quả kiểm tra trước đây"),
    (("Người bán hoạt động từ", "Người bán mới xuất hiện", "đã ký cam kết"), "Chưa có lịch sử vi phạm, cam kết"),
    (("Người bán có", "Người bán đã", "Người bán hoạt động"), "Tin không ghi người bán"),
    (("Giá bán ",), "Tin không ghi giá"),
    (("có trong dữ liệu đăng ký",), "Không thấy số công bố"),
)


def test_each_lead_says_a_fact_once_and_never_against_itself(world: DemoWorld) -> None:
    problems = []
    for lead in Lead.objects.filter(kind="listing").prefetch_related("sightings"):
        told = _tell(max(lead.sightings.all(), key=lambda look: look.seen_at))
        own = [reason for sign in told.signs for reason in sign.reasons]
        reasons = [*own, *told.shared, *told.weaker, *told.against, *told.context]
        said = [*(reason.sentence for reason in reasons), *told.unchecked]
        problems += [f"{lead.listing_id} twice: {one}" for one, count in Counter(said).items() if count > 1]
        assert [reason.number for reason in reasons] == list(range(1, len(reasons) + 1))
        for facts, denial in DENIED:
            if any(fact in one for fact in facts for one in said) and any(denial in one for one in said):
                problems.append(f"{lead.listing_id} denies: {denial}")
    assert problems == []


def test_the_office_has_taught_the_screen_words(world: DemoWorld) -> None:
    used, tried = LexiconEntry.objects.order_by("created_at")
    assert (used.state, tried.state) == (LexiconState.ACTIVE, LexiconState.TRIED)
    assert all(sweep.lexicon_version_ids == [used.in_force_id] for sweep in Sweep.objects.all())
    assert LexiconTrial.objects.get(entry=tried).added_count > 0


def test_a_case_stands_at_every_step_and_has_left_by_every_way(world: DemoWorld) -> None:
    assert set(Case.objects.values_list("step", flat=True)) == set(Step.values)
    assert set(Case.objects.exclude(outcome="").values_list("outcome", flat=True)) == set(Outcome.values)


def test_cases_are_told_by_events_and_never_in_the_future(world: DemoWorld) -> None:
    assert CaseEvent.objects.filter(recorded_at__gt=world.at).count() == 0
    assert CaseEvent.objects.values("case").distinct().count() == Case.objects.count()


def test_goods_are_held_a_vehicle_was_given_back_and_experts_are_asked(world: DemoWorld) -> None:
    [case] = {event.case for event in CaseEvent.objects.filter(kind="seizure_proposed").select_related("case")}
    state = case_state(case)
    seizure, sealing, expertise = state.matters.values()
    assert [type(entry.fact) for entry in seizure.kept] == [SeizureProposed, Seized, ReturnProposed, GoodsReturned]
    assert [type(entry.fact) for entry in expertise.kept] == [ExpertiseProposed, SampleTaken, ExpertiseOrdered]
    assert [type(entry.fact) for entry in sealing.kept] == [GoodsSealed]
    assert held_count(seizure) == state.inspected.fact.goods_count
    entered = [entry.document_id for one in (seizure, expertise) for entry in one.kept if entry.document_id]
    assert [document.state for document in OfficialDocument.objects.filter(id__in=entered)] == [State.ISSUED] * 3


def test_a_store_has_goods_that_came_in_went_out_and_wait(world: DemoWorld) -> None:
    slips = Entry.objects.exclude(number=None).order_by("sequence")
    assert [(entry.way, entry.state) for entry in slips] == [
        ("seized", "done"), ("sample", "done"), ("", "done"), ("returned", "waiting"),
    ]  # fmt: skip
    term = HeldTerm.objects.get()
    sums = sums_of(term.case)
    assert (sums.closes, sums.away, sums.waiting) == (True, 1, 1)
    assert [len(list(breaks_of(store, last=last_logged(store)))) for store in Store.objects.all()] == [0, 0]
    assert term.until >= local_date(world.at)


def test_a_task_force_is_manned_has_errands_watches_and_is_called_out(world: DemoWorld) -> None:
    force = TaskForce.objects.get()
    members = members_of(force, on=local_date(world.at))
    assert [one.post.officer.username for one in members if one.is_head] == ["truongdoan"]
    assert {one.post.officer.username for one in members} == {"truongdoan", "kiemsoat", "congan"}
    assert Counter(one.done_at is None for one in Errand.objects.all()) == {True: 2, False: 1}
    assert (Mark.objects.count(), CallOut.objects.filter(closed_at=None).count()) == (2, 1)
    assert sorted(Answer.objects.values_list("says", flat=True)) == ["coming", "received"]


def test_what_came_from_the_field_without_minutes_waits_for_who_leads(world: DemoWorld) -> None:
    assert Counter(FieldEntry.objects.values_list("kind", "state")) == {("note", "kept"): 1, ("goods", "waiting"): 2}


def test_some_cases_were_opened_from_leads(world: DemoWorld) -> None:
    linked = Lead.objects.filter(state=LeadState.CASE_OPENED)
    assert linked.count() >= 5
    assert set(linked.values_list("case_id", flat=True)) <= set(Case.objects.values_list("id", flat=True))


def test_documents_stand_in_every_state(world: DemoWorld) -> None:
    assert set(OfficialDocument.objects.values_list("state", flat=True)) == set(State.values)


def test_numbers_of_a_register_have_no_gap(world: DemoWorld) -> None:
    taken: dict[tuple[Any, ...], list[int]] = {}
    numbered = OfficialDocument.objects.exclude(number=None)
    for agency, symbol, dated, number in numbered.values_list("issuing_agency", "symbol", "dated", "number"):
        taken.setdefault((agency, symbol, dated.year), []).append(number)
    assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in taken.values())


def test_two_years_of_reports_are_issued_one_waits_and_one_is_open(world: DemoWorld) -> None:
    states = Counter(Report.objects.filter(owner_agency__key="bcd389.20").values_list("state", flat=True))
    assert states == {ReportState.ISSUED: 23, ReportState.PUT_FORWARD: 1, ReportState.OPEN: 1}


def test_customs_and_police_have_not_sent_this_month(world: DemoWorld) -> None:
    month = Report.objects.get(owner_agency__key="bcd389.20", state=ReportState.OPEN)
    sent = set(Submission.objects.filter(report=month).values_list("agency__force", flat=True))
    assert sent == {"BIEN_PHONG", "THUE", "KIEM_LAM"}


def test_of_what_people_send_there_is_each_that_an_officer_meets(world: DemoWorld) -> None:
    sent = Counter(PublicReport.objects.exclude(alike=None).values_list("alike", flat=True))
    assert max(sent.values()) == len(COPIES)
    assert list(Handover.objects.values_list("state", "receiver__key")) == [("sent", "qltt.20")]
    # One letter lay too long: the level above has been told; of two requests one waits for its firm, one is signed.
    assert list(Overdue.objects.values_list("kind", "step")) == [("KIEN_NGHI_PHAN_ANH", 1)]
    assert Counter(Dispute.objects.values_list("state", flat=True)) == {"passed": 1, "settled": 1}
    assert sorted(Opening.objects.values_list("state", flat=True)) == ["approved", "waiting"]
    assert Counter(Publication.objects.values_list("state", flat=True)) == {
        "published": 3, "retracted": 1, "waiting": 1,
    }  # fmt: skip


@pytest.mark.parametrize("username", [account.username for account in demo_accounts()])
def test_something_waits_for_everyone(world: DemoWorld, username: str) -> None:
    officer = Officer.objects.get(username=username)
    with acting_as(access_of(officer, at=world.at)):
        desk = desk_of(officer, at=world.at)
    assert not desk.is_empty or username in LOOKING_ONLY


def test_nobody_can_sign_in_with_a_password(world: DemoWorld) -> None:
    for account in demo_accounts():
        assert not Officer.objects.get(username=account.username).has_usable_password()


def test_every_act_says_on_whose_word_it_names_who_did_it(world: DemoWorld) -> None:
    assert set(AuditEntry.objects.values_list("vouched_by", flat=True)) <= {"scope", "system", "door"}


def test_every_act_is_audited(world: DemoWorld) -> None:
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"subjects.subject.registered", "screening.sweep.imported", "cases.case.entered"} <= actions


def test_building_again_changes_nothing(world: DemoWorld) -> None:
    before = (AuditEntry.objects.count(), Case.objects.count(), OfficialDocument.objects.count())
    said: list[str] = []
    build_demo_world(at=world.at, progress=said.append)
    assert (AuditEntry.objects.count(), Case.objects.count(), OfficialDocument.objects.count()) == before
    assert said == ["Tỉnh mẫu đã có sẵn, giữ nguyên."]
