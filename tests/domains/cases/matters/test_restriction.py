"""Tước quyền, đình chỉ có thời hạn: from the decision to the end of the term; its clocks, its list, its figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import refusals, services
from minhbach.domains.cases.acts.change import Change, ChangeGround
from minhbach.domains.cases.acts.close import Closed
from minhbach.domains.cases.acts.decide import Decided
from minhbach.domains.cases.acts.deliver import Delivered
from minhbach.domains.cases.acts.explain import ExplanationEnded
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.acts.propose_change import ChangeProposed
from minhbach.domains.cases.acts.revoke_decision import DecisionRevoked
from minhbach.domains.cases.matters.restriction import (
    BodyTold,
    LicenceGivenBack,
    RestrictionBegun,
    RestrictionBroken,
    RestrictionEnded,
)
from minhbach.domains.cases.models import Case, RestrictedTerm
from minhbach.domains.cases.selectors.restrictions import restriction_work
from minhbach.domains.cases.types import Cited, DeliveryManner, ExplanationManner, PaymentKind
from minhbach.domains.cases.types.codes import Restricted, RestrictionEnd
from minhbach.domains.cases.types.values import OtherMeasure
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.pages.work import WorkItem, said
from minhbach.foundation.requirements import NotConfirmed, RequirementsUnmet
from tests.domains.cases.world import ACT, World, as_officer, at, case_at, counted, on, record, sanction
from tests.going_on import GO_ON

WITHDRAWN = OtherMeasure(kind="LICENCE_WITHDRAWAL", text="Tước quyền sử dụng giấy phép kinh doanh", term=2)
SUSPENDED = OtherMeasure(kind="SUSPENSION", text="Đình chỉ hoạt động kinh doanh", term=1)
EITHER = OtherMeasure(kind="LICENCE_WITHDRAWAL_OR_SUSPENSION", text="Tước quyền hoặc đình chỉ", term=1)


def do(world: World, case: Case, fact: Any, day: float, *, post: Post | None = None, **more: Any) -> Any:
    given = {"confirmed": GO_ON, **more}
    with as_officer(post or world.inspector, at(day)) as officer:
        return services.do(officer=officer, at=at(day), case=case, fact=fact, **given).event


def decided(world: World, *measures: OtherMeasure) -> Case:
    """A case whose decision of day 8 takes something away for a time, delivered on day 9."""
    case = case_at(world, "recorded")
    do(world, case, replace(sanction(), additional=measures), 7)
    do(world, case, Decided(paper=Cited(number="07/QĐ-XPHC", dated=on(8))), 8, post=world.clerk)
    do(world, case, Delivered(manner=DeliveryManner.DIRECT), 9)
    return case


def term(world: World, index: int = 0, **more: Any) -> RestrictionBegun:
    given: dict[str, Any] = {
        "measure": f"{world.subject_id}:{index}", "kind": Restricted.LICENCE, "what": "Giấy phép bán lẻ rượu số 12/GP",
        "body": "Ủy ban nhân dân phường Lương Văn Tri", "starts_on": on(9), "is_kept": True, "kept_at": "Két của Đội 1",
        **more,
    }  # fmt: skip
    return RestrictionBegun(**given)


def terms(world: World, case: Case) -> list[RestrictedTerm]:
    with as_officer(world.inspector, at(20)):
        return list(RestrictedTerm.objects.filter(case=case))


def desk(world: World, days: float) -> list[tuple[str, date | None]]:
    """What stands on the inspector's desk of it."""
    with as_officer(world.inspector, at(days)) as officer:
        items = said([*restriction_work(officer, at=at(days), law=open_law())])
        return [(one.what, one.due_on) for one in items if isinstance(one, WorkItem)]


def test_a_term_runs_from_the_delivery_for_the_months_of_the_decision(world: World) -> None:
    case = decided(world, WITHDRAWN)
    do(world, case, term(world), 9)
    [row] = terms(world, case)
    assert (row.kind, row.since, row.until, row.told_on, row.is_kept, row.decision) == (
        "licence", date(2026, 11, 11), date(2027, 1, 11), None, True, "07/QĐ-XPHC ngày 10/11/2026",
    )  # fmt: skip


def test_it_is_told_kept_given_back_and_ended_and_leaves_the_list(world: World) -> None:
    case = decided(world, WITHDRAWN)
    matter = do(world, case, term(world), 9).part
    do(world, case, BodyTold(body="UBND phường Lương Văn Tri"), 10, part=matter)
    with pytest.raises(refusals.MatterDoneAlready):
        do(world, case, BodyTold(body="UBND phường Lương Văn Tri"), 10, part=matter)
    assert [row.told_on for row in terms(world, case)] == [on(10)]
    with pytest.raises(refusals.TermNotOver):
        do(world, case, RestrictionEnded(reason=RestrictionEnd.OVER), 70, part=matter)
    do(world, case, LicenceGivenBack(receiver="Lý Thị Mai"), 71, part=matter)
    with pytest.raises(refusals.LicenceNotKept):
        do(world, case, LicenceGivenBack(receiver="Lý Thị Mai"), 71, part=matter)
    do(world, case, RestrictionEnded(reason=RestrictionEnd.OVER), 71, part=matter, confirmed=())
    assert terms(world, case) == []


def test_it_asks_whether_the_licence_is_still_kept_before_it_ends(world: World) -> None:
    case = decided(world, WITHDRAWN)
    matter = do(world, case, term(world), 9).part
    with pytest.raises(NotConfirmed) as asked:
        do(world, case, RestrictionEnded(reason=RestrictionEnd.OVER), 71, part=matter, confirmed=())
    assert [one.code for one in asked.value.unmet] == ["licence.kept", "restriction.untold"]
    with pytest.raises(NotConfirmed):
        do(world, case, LicenceGivenBack(receiver="Lý Thị Mai"), 20, part=matter, confirmed=())


def test_it_is_lifted_early_by_a_decision_only(world: World) -> None:
    case = decided(world, SUSPENDED)
    matter = do(world, case, term(world, is_kept=False, kept_at=""), 9).part
    with pytest.raises(refusals.LiftedByWhichPaper):
        do(world, case, RestrictionEnded(reason=RestrictionEnd.LIFTED), 12, part=matter)
    lifted = RestrictionEnded(reason=RestrictionEnd.LIFTED, paper=Cited(number="9/QĐ", dated=on(12)))
    do(world, case, lifted, 12, part=matter)
    assert terms(world, case) == []


def test_going_on_meanwhile_is_written_down_within_the_term_only(world: World) -> None:
    case = decided(world, WITHDRAWN)
    matter = do(world, case, term(world), 9).part
    with pytest.raises(refusals.OutsideTerm):
        do(world, case, RestrictionBroken(findings="Vẫn bán rượu"), 80, part=matter)
    do(world, case, RestrictionBroken(findings="Vẫn bán rượu tại cửa hàng"), 15, part=matter)
    assert [row.breaches for row in terms(world, case)] == [1]


def test_a_term_is_written_down_once_and_of_what_was_decided(world: World) -> None:
    case = decided(world, WITHDRAWN)
    with pytest.raises(refusals.RestrictionBeforeDecision):
        do(world, case, term(world, starts_on=on(7)), 9)
    do(world, case, term(world), 9)
    for index in (0, 1):
        with pytest.raises(refusals.RestrictionUnknown):
            do(world, case, term(world, index), 9)
    assert len(terms(world, case)) == 1


def test_figures_count_licences_each_and_the_case_once_of_the_day_of_the_decision(world: World) -> None:
    case = decided(world, WITHDRAWN, SUSPENDED, EITHER)
    for index in range(3):
        do(world, case, term(world, index, kind=Restricted.ACTIVITY), 9)
    with as_officer(world.inspector, at(10)):
        assert {kind: n for kind, n in counted(8, 9).items() if kind in ("licence_withdrawn", "suspended")} == {
            "licence_withdrawn": 1,
            "suspended": 1,
        }


def test_a_term_of_a_decision_that_was_revoked_counts_no_more_and_a_new_decision_begins_its_own(world: World) -> None:
    case = decided(world, WITHDRAWN)
    matter = do(world, case, term(world), 9).part
    gone = ChangeProposed(change=Change.REVOKED, ground=ChangeGround.OWN, reason="Ban hành không đúng thẩm quyền")
    do(world, case, gone, 12)
    revoked = Cited(number="30/QĐ-HB", dated=on(13), signer="Vi Văn An", signer_title="Chi cục trưởng")
    do(world, case, DecisionRevoked(paper=revoked), 13, post=world.clerk)
    with as_officer(world.inspector, at(20)):
        assert "licence_withdrawn" not in counted(0, 30)
    # Whoever keeps the paper of the licence still has it on his list, until it is written down that it went back.
    assert [row.matter_id for row in terms(world, case)] == [matter]
    do(world, case, RestrictionEnded(reason=RestrictionEnd.LIFTED, paper=revoked), 14, part=matter)
    do(world, case, Decided(paper=Cited(number="31/QĐ-XPHC", dated=on(15))), 15, post=world.clerk)
    do(world, case, term(world, starts_on=on(16)), 16)
    assert [(row.decision, row.since) for row in terms(world, case)] == [("31/QĐ-XPHC ngày 17/11/2026", on(16))]


def test_the_desk_says_whom_to_tell_by_when_and_what_ends_soon(world: World) -> None:
    case = decided(world, WITHDRAWN)
    matter = do(world, case, term(world), 9).part
    # Two working days from the decision of Tuesday 10 November.
    assert desk(world, 10) == [("Gửi quyết định cho cơ quan đã cấp giấy phép", on(10))]
    do(world, case, BodyTold(body="UBND phường"), 10, part=matter)
    assert desk(world, 20) == []
    assert desk(world, 69) == [("Sắp hết thời hạn tước quyền (11/01/2027)", date(2027, 1, 11))]
    assert desk(world, 72) == [("Đã hết thời hạn tước quyền: trả giấy phép, ghi kết thúc", date(2027, 1, 11))]


def test_a_case_with_a_term_that_runs_is_closed_only_when_somebody_says_so(world: World) -> None:
    case = decided(world, WITHDRAWN)
    do(world, case, Paid(kind=PaymentKind.FINE, amount_vnd=6_000_000, receipt="BL 1"), 11)
    with pytest.raises(NotConfirmed) as missing:
        do(world, case, Closed(), 12, confirmed=())
    assert [one.code for one in missing.value.unmet] == ["restriction.missing"]
    matter = do(world, case, term(world), 12).part
    with pytest.raises(NotConfirmed) as runs:
        do(world, case, Closed(), 12, confirmed=())
    assert [one.code for one in runs.value.unmet] == [f"restriction.runs.{matter}"]
    do(world, case, Closed(), 12)
    # What is left to do of it is done after the case is closed.
    do(world, case, BodyTold(body="UBND phường"), 13, part=matter)
    assert [row.told_on for row in terms(world, case)] == [on(13)]


def test_a_term_that_was_forgotten_is_written_down_after_the_case_was_closed(world: World) -> None:
    case = decided(world, WITHDRAWN)
    do(world, case, Paid(kind=PaymentKind.FINE, amount_vnd=6_000_000, receipt="BL 1"), 11)
    do(world, case, Closed(), 12)
    do(world, case, term(world), 13)
    assert [row.until for row in terms(world, case)] == [date(2027, 1, 11)]


LICENSED = replace(ACT, series="ND98-D65-K4", point="a", violation_class="TMDT-DLCN", description="Mua bán dữ liệu")


@pytest.mark.parametrize(("months", "refused"), [(None, True), (2, True), (3, False)])
def test_the_months_are_those_that_the_provision_allows(world: World, months: int | None, refused: bool) -> None:
    case = case_at(world, "inspected")
    do(world, case, record(world, acts=(LICENSED,), report_category="GIAN_LAN_TM_THUE"), 3.2)
    do(world, case, ExplanationEnded(manner=ExplanationManner.WAIVED), 5)
    text = next(
        one.text_vi
        for row in open_law().book.frame_periods("ND98-D65-K4")
        if row.citation.holds_on(on(3))
        for one in row.additional_sanctions
    )
    fact = replace(sanction(), additional=(OtherMeasure(kind="SUSPENSION", text=text, term=months),))
    if refused:
        with pytest.raises(RequirementsUnmet) as unmet:
            do(world, case, fact, 7)
        assert [one.code for one in unmet.value.unmet if one.code.startswith("additional")] == ["additional.term.0"]
    else:
        do(world, case, fact, 7)


def test_its_list_and_its_forms_answer(world: World, client: Client) -> None:
    case = decided(world, WITHDRAWN)
    client.force_login(world.inspector.officer)
    form = client.get(reverse("cases:act", args=[case.id, "tuoc-quyen-dinh-chi"])).content.decode()
    assert "Tước quyền sử dụng giấy phép kinh doanh (2 tháng)" in form
    do(world, case, term(world), 9)
    page = client.get(reverse("cases:restrictions"), {"told": "no"}).content.decode()
    assert "Giấy phép bán lẻ rượu số 12/GP" in page
    assert case.code in page
    assert "Giấy phép bán lẻ" not in client.get(reverse("cases:restrictions"), {"kind": "activity"}).content.decode()
