"""Points of a checklist: chosen by the proposal, answered at the inspection, on the minutes; what a “no” proposes"""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases import selectors, services
from minhbach.domains.cases.acts import BY_SLUG
from minhbach.domains.cases.acts.inspect import Inspect, Inspected, points_of
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.requirements import unmet_of_draft
from minhbach.domains.cases.selectors.papers import gather_known
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.cases.web.forms import make_form
from minhbach.domains.cases.web.forms.base import Setting
from minhbach.domains.documents.types import Kind
from minhbach.domains.inspections.models import Card, CheckPoint
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.test_field import HOME, hand_in, minutes, sent, taken
from tests.domains.cases.test_pages import clock, signed_in
from tests.domains.cases.world import World, as_officer, at, case_at, on, proposal

__all__ = ["clock"]

INVOICE, STAMP, PRICE = "Có hóa đơn của hàng", "Tem không bị bóc", "Có niêm yết giá"


@pytest.fixture
def points(world: World) -> list[CheckPoint]:
    said = ((INVOICE, "KRNG"), (STAMP, "HG-TEM"), (PRICE, ""))
    return [
        CheckPoint.objects.create(
            group="Túi xách", position=place, words=words, violation_class=code, valid_from=date(2026, 1, 1),
            added_at=at(-1),
        )
        for place, (words, code) in enumerate(said, start=1)
    ]  # fmt: skip


@pytest.fixture
def case(world: World, points: list[CheckPoint], files: Any) -> Case:
    """Ordered to be inspected by the list of bags, one of whose points ended before the day of the inspection."""
    CheckPoint.objects.create(
        group="Túi xách",
        position=9,
        words="Điểm đã bỏ",
        valid_from=date(2026, 1, 1),
        valid_until=on(3),
        added_at=at(-1),
    )
    found = case_at(world, "verified")
    with as_officer(world.inspector, at(1)) as officer:
        services.do(
            officer=officer, at=at(1), case=found, happened_on=on(1), fact=proposal(world, checklists=("Túi xách",))
        )
    with as_officer(world.clerk, at(2)) as officer:
        services.do(officer=officer, at=at(2), case=found, fact=ordered())
    return found


def ordered() -> Any:
    from minhbach.domains.cases.acts.order import Ordered
    from minhbach.domains.cases.types import Cited

    return Ordered(paper=Cited(number="09/QĐ-KT", dated=on(2), signer="Vi Văn An", signer_title="Chi cục trưởng"))


def state_of(case: Case) -> CaseState:
    with acting_as(SYSTEM):
        return selectors.case_state(case)


def inspected(case: Case) -> Inspected:
    entry = state_of(case).inspected
    assert entry is not None
    return entry.fact


def answers(case: Case) -> list[tuple[str, str, str, str]]:
    return [(one.point, one.answer, one.remark, one.violation_class) for one in inspected(case).answers]


FORM = {
    "started_at": "05/11/2026 08:00", "ended_at": "05/11/2026 09:00", "place": "Chợ", "findings": "Có túi xách",
    "has_violation": "yes",
}  # fmt: skip


@pytest.mark.usefixtures("clock")
def test_the_office_answers_the_points_of_the_order_and_the_minutes_say_them(
    world: World, case: Case, points: list[CheckPoint]
) -> None:
    client = signed_in(world.inspector)
    url = reverse("cases:act", args=[case.id, "kiem-tra"])
    page = client.get(url).content.decode()
    assert [words for words in (INVOICE, STAMP, PRICE, "Điểm đã bỏ") if words in page] == [INVOICE, STAMP, PRICE]
    given = {**FORM, "point_0": "no", "remark_0": "chỉ có sổ tay", "point_2": "yes", "confirmed": "team.alone"}
    assert client.post(url, {**given, "point_2": "maybe"}).status_code == 422
    assert state_of(case).inspected is None
    assert client.post(url, given).status_code == 302
    assert answers(case) == [(INVOICE, "no", "chỉ có sổ tay", "KRNG"), (PRICE, "yes", "", "")]
    with as_officer(world.inspector, at(4)):
        state = selectors.case_state(case)
        known = gather_known(case, state, issuer=case.owner_agency, at=at(4))
        content = Inspect.papers[0].fill(state, "", known)
        unmet = list(unmet_of_draft(case, state, Kind.INSPECTION_MINUTES, part="", at=at(4)))
    assert content is not None
    assert content.checked == (f"{INVOICE}: không (chỉ có sổ tay)", f"{PRICE}: có")
    assert [str(one.sentence) for one in unmet if one.code == "inspected.points"] == [
        "1 điểm trong danh mục kiểm tra chưa được trả lời."
    ]


@pytest.mark.usefixtures("clock")
def test_a_correction_keeps_what_was_answered_though_the_list_has_changed(
    world: World, case: Case, points: list[CheckPoint]
) -> None:
    client = signed_in(world.inspector)
    url = reverse("cases:act", args=[case.id, "kiem-tra"])
    client.post(url, {**FORM, "point_0": "no", "point_1": "unseen"})
    CheckPoint.objects.filter(pk=points[0].pk).update(valid_until=date(2026, 1, 2))
    state = state_of(case)
    with as_officer(world.inspector, at(4)) as officer:
        setting = Setting.of(case, state, officer, at(4), corrects=state.inspected)
        form: Any = make_form(BY_SLUG["kiem-tra"], setting)
    shown = [(answer.label, answer.value()) for answer, _remark in form.points]
    assert shown == [(INVOICE, "no"), (STAMP, "unseen"), (PRICE, "")]


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [(("no", "no"), "KRNG", "HG-TEM"), (("yes", "no"), "HG-TEM", ""), (("yes", "unseen"), "", "")],
)
def test_a_no_proposes_the_class_that_its_point_names_and_the_officer_finds_the_rest(
    world: World, case: Case, points: list[CheckPoint], said: tuple[str, str], first: str, second: str
) -> None:
    told = [{"id": str(point.pk), "answer": answer} for point, answer in zip(points, said, strict=False)]
    kit = taken(case, world.inspector)
    hand_in(world.inspector, kit, sent("minutes", minutes([], points=told)))
    with as_officer(world.inspector, at(4)) as officer:
        form: Any = make_form(BY_SLUG["lap-bien-ban"], Setting.of(case, selectors.case_state(case), officer, at(4)))
    chosen = [part["violation_class"].value() or "" for part in form.offences]
    assert chosen == [first, second, ""]
    # The frames of the day are offered with it: those of the law, not of the list.
    assert bool(form.offences[0].provisions) == bool(first)
    if second:
        assert form.offences[1]["description"].value() == f"{STAMP}: không."


def test_a_device_takes_the_points_along_and_answers_them_by_their_ids(
    world: World, case: Case, points: list[CheckPoint]
) -> None:
    kit = taken(case, world.inspector)
    client = signed_in(world.inspector)
    body = json.loads(client.get(reverse("cases:kit", args=[kit.pk])).content)
    assert [one["words"] for one in body["points"]] == [INVOICE, STAMP, PRICE]
    # Ended meanwhile: who took it along still answers what he was asked.
    CheckPoint.objects.filter(pk=points[1].pk).update(valid_until=date(2026, 1, 2))
    told = [
        {"id": body["points"][0]["id"], "answer": "yes"},
        {"id": body["points"][1]["id"], "answer": "no", "remark": "  bóc\nmột góc "},
    ]
    hand_in(world.inspector, kit, sent("minutes", minutes([], points=told)))
    assert answers(case) == [(INVOICE, "yes", "", "KRNG"), (STAMP, "no", "bóc một góc", "HG-TEM")]


def test_second_minutes_that_are_let_in_keep_what_the_first_answered(
    world: World, case: Case, points: list[CheckPoint]
) -> None:
    kit = taken(case, world.inspector)
    first = [{"id": str(points[0].pk), "answer": "no"}, {"id": str(points[1].pk), "answer": "yes"}]
    second = [{"id": str(points[1].pk), "answer": "no"}]
    [_one, late] = hand_in(
        world.inspector, kit, sent("minutes", minutes([], points=first)), sent("minutes", minutes([], points=second))
    )
    assert late.state == "waiting"
    with as_officer(leader_of(world), HOME) as officer:
        services.let_in(officer=officer, at=HOME, entry=late, confirmed=("team.alone",))
    assert [(point, answer) for point, answer, _remark, _code in answers(case)] == [(INVOICE, "no"), (STAMP, "no")]


def leader_of(world: World) -> Post:
    post: Post = Post.objects.create(
        officer=world.second.officer, agency=world.team, role=Role.HEAD, title_vi="Đội trưởng", valid_from=on(-9)
    )
    return post


@pytest.mark.parametrize("told", [{"id": str(uuid4()), "answer": "no"}, {"id": "x", "answer": "no"}])
def test_what_names_no_point_or_no_answer_waits_and_nothing_is_lost(
    world: World, case: Case, points: list[CheckPoint], told: dict[str, str]
) -> None:
    kit = taken(case, world.inspector)
    [unknown] = hand_in(world.inspector, kit, sent("minutes", minutes([], points=[told])))
    [unsaid] = hand_in(
        world.inspector, kit, sent("minutes", minutes([], points=[{"id": str(points[0].pk), "answer": "ừ"}]))
    )
    assert [one.state for one in (unknown, unsaid)] == ["waiting", "waiting"]
    assert "danh mục" in unknown.reason
    assert state_of(case).inspected is None


def test_a_proposal_and_an_order_tell_of_a_card_that_is_over_and_go_on(
    world: World, case: Case, points: list[CheckPoint]
) -> None:
    with acting_as(SYSTEM):
        Card.objects.create(
            owner_agency=world.team, sharing=Sharing.AGENCY, officer=world.second.officer, kind="Thẻ", number="77",
            valid_from=on(-90), valid_until=on(3), created_at=at(-1),
        )  # fmt: skip
    with as_officer(world.inspector, at(2)):
        state = selectors.case_state(case)
        told = {
            str(one.sentence): one.weight
            for one in unmet_of_draft(case, state, Kind.INSPECTION_ORDER, part="", at=at(2))
            if one.code.startswith("team.card")
        }
    assert told == {
        "Chưa ghi thẻ kiểm tra của Vi Văn Hải.": "inform",
        "Thẻ kiểm tra số 77 của Nông Thị Thu không có hiệu lực vào ngày 05/11/2026.": "inform",
    }


def test_without_lists_nothing_is_asked(world: World, files: Any) -> None:
    case = case_at(world, "ordered")
    assert points_of(state_of(case)) == []
    with as_officer(world.inspector, at(2)) as officer:
        form: Any = make_form(BY_SLUG["kiem-tra"], Setting.of(case, state_of(case), officer, at(2)))
    assert form.points == []
