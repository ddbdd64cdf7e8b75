"""Xử phạt không lập biên bản: within the limit of the law, drawn, paid and counted as the others; refused above it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.acts.decide import Decided
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.acts.sanction import SanctionProposed
from minhbach.domains.cases.acts.sanction_on_the_spot import FoundOnTheSpot
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors.page import read_case
from minhbach.domains.cases.services.papers import draft_paper
from minhbach.domains.cases.types import Cited, PaymentKind, Step
from minhbach.domains.documents.papers import thaw_content
from minhbach.domains.documents.types import Kind
from minhbach.domains.law.selectors import limit_without_record
from minhbach.domains.law.types import Offender
from minhbach.foundation.requirements import NotConfirmed
from tests.domains.cases.world import ACT, World, as_officer, at, case_at, counted, on, record, sanction
from tests.going_on import GO_ON, go_on

# Goods of unknown origin worth less than a million: a warning, or 300,000 to 500,000 đồng.
WORTH = 800_000


def found(world: World, *, worth: int = WORTH, days: int = 1, **more: Any) -> FoundOnTheSpot:
    known = vars(record(world, days=days, goods_value_vnd=worth, acts=(ACT,), **more))
    return FoundOnTheSpot(**{**known, "paper": Cited()})


def on_the_spot(world: World) -> Case:
    """A case that somebody opened on his own knowledge and sanctioned the same day, up to the amount."""
    case = case_at(world, "opened")
    do(world, case, found(world))
    do(world, case, replace(sanction(), payment_place="", is_paid_on_the_spot=True))
    return case


def do(world: World, case: Case, fact: Any, *, days: float = 1.2, clerk: bool = False, **more: Any) -> Any:
    post = world.clerk if clerk else world.inspector
    with as_officer(post, at(days)) as officer:
        return services.do(
            officer=officer,
            at=at(days),
            case=case,
            fact=fact,
            happened_on=on(int(days)),
            **{"confirmed": GO_ON, **more},
        )


def state_of(world: World, case: Case) -> Any:
    with as_officer(world.inspector, at(20)):
        return selectors.case_state(case)


def test_a_small_violation_goes_to_its_decision_at_once_and_counts_as_the_others(world: World) -> None:
    case = on_the_spot(world)
    line = state_of(world, case).line
    assert (line.step, line.sanction.fact.fine_vnd, line.is_on_the_spot) == (Step.DECISION, 400_000, True)
    paper = Cited(number="12/QĐ-XPHC", dated=on(1))
    do(world, case, Decided(paper=paper), clerk=True)
    do(world, case, Paid(kind=PaymentKind.FINE, amount_vnd=400_000, receipt="BL 7"))
    with as_officer(world.inspector, at(3)):
        assert counted(0, 3) == {
            "detected": 1,
            "violator_recorded": 1,
            "goods_value": WORTH,
            "decided": 1,
            "violator_sanctioned": 1,
            "fine": 400_000,
            "paid": 400_000,
            "executed": 1,
        }


def test_a_case_is_never_told_that_a_record_was_made(world: World) -> None:
    case = on_the_spot(world)
    with as_officer(world.inspector, at(2)) as officer:
        page = read_case(officer, case.id, at=at(2))
        assert [str(one.act.label) for one in page.story][:2] == ["xác định mức xử phạt", "xử phạt không lập biên bản"]
        assert page.case.clock_row == ""


def test_its_decision_is_the_one_without_a_record_and_is_paid_on_the_spot(world: World) -> None:
    case = on_the_spot(world)
    with as_officer(world.inspector, at(2)) as officer:
        paper = draft_paper(officer=officer, at=at(2), case=case, kind=Kind.SANCTION_DECISION)
        content = thaw_content(paper.content)
        assert (content.without_record, content.violation_record.number, content.is_paid_on_the_spot) == (
            True, None, True,
        )  # fmt: skip
        assert "MQĐ01" in paper.form.said_caution(paper.content)
        assert "MQĐ02" in paper.form.said_caution({})


@pytest.mark.parametrize(("offender", "worth"), [("individual", 3_500_000), ("organisation", 3_500_000)])
def test_above_the_limit_it_is_refused_and_the_sentence_says_what_to_do(
    world: World, offender: str, worth: int
) -> None:
    case = case_at(world, "opened")
    with pytest.raises(refusals.NotWithoutRecord) as refused:
        do(world, case, found(world, worth=worth, offender=offender))
    assert "Hãy lập biên bản vi phạm hành chính" in str(refused.value)
    assert state_of(world, case).step is Step.VERIFICATION


def test_a_fine_that_the_circumstances_raise_above_the_limit_is_refused(world: World) -> None:
    """Between one and three million the frame begins at the limit and ends at twice it."""
    case = case_at(world, "opened")
    do(world, case, found(world, worth=1_500_000))
    with pytest.raises(refusals.NotWithoutRecord):
        do(world, case, sanction(750_000))
    lowest: SanctionProposed = replace(sanction(), mitigating=("Tự nguyện khai báo", "Vi phạm lần đầu"))
    do(world, case, lowest)
    assert state_of(world, case).line.sanction.fact.fine_vnd == 500_000


@pytest.mark.parametrize(
    ("offender", "most"), [("individual", 500_000), ("household_business", 500_000), ("organisation", 1_000_000)]
)
def test_the_limit_is_the_law_tables_and_unknown_before_their_day(offender: str, most: int) -> None:
    limit = limit_without_record(Offender(offender), on=date(2026, 11, 2))
    assert limit is not None
    assert (limit.most_vnd, limit.is_checked) == (most, False)
    assert limit_without_record(Offender(offender), on=date(2025, 6, 30)) is None


def test_it_asks_once_whether_a_device_found_it(world: World) -> None:
    case = case_at(world, "opened")
    with pytest.raises(NotConfirmed) as asked:
        do(world, case, found(world), confirmed=())
    assert "spot.device" in [one.code for one in asked.value.unmet]
    assert state_of(world, case).step is Step.VERIFICATION


def test_its_form_says_the_limit_and_asks_nothing_of_a_record(world: World, client: Client) -> None:
    case = case_at(world, "opened")
    client.force_login(world.inspector.officer)
    slug = "xu-phat-khong-lap-bien-ban"
    page = client.get(reverse("cases:act", args=[case.id, slug])).content.decode()
    assert "500.000" in page
    assert "1.000.000" in page
    assert reverse("cases:preview", args=[case.id, slug]) in page
    assert 'name="paper_number"' not in page
    assert 'name="made_at"' in page
    sent = {
        "violator_id": str(world.subject_id), "offender": "individual", "detected_on": "03/11/2026",
        "made_at": "03/11/2026 09:30", "report_category": "GIAN_LAN_TM_THUE", "act0-violation_class": "KRNG",
        "act0-provision_key": "ND98-D17-ORI|a", "act0-description": "Bán 5 túi xách không rõ nguồn gốc",
        "act0-state": "ongoing", "act0-goods_value_vnd": "800.000", "party_name": "Lý Thị Mai",
        "party_paper_number": "020000000017", "party_address": "Số 3 ngõ 5",
    }  # fmt: skip
    answer = go_on(client, reverse("cases:act", args=[case.id, slug]), sent)
    assert answer.status_code == 302, answer.content.decode()
    line = state_of(world, case).line
    assert (line.step, line.is_on_the_spot, line.violation.fact.place) == (Step.DECISION, True, "")
