"""Matters and goods in the office."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minhbach.domains.cases.acts.add_subject import SubjectAdded
from minhbach.domains.cases.goods import parse_goods
from minhbach.domains.cases.matters.seizure import held_lines
from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import SubjectRole
from minhbach.domains.subjects.services import register_subject
from minhbach.foundation.writing import write_day
from tests.domains.cases.matters.test_seizure import do, inventory, matter_of, seized
from tests.domains.cases.test_pages import signed_in
from tests.domains.cases.world import World, as_officer, at, case_at, inspection, on, record

MANY = 2_000


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minhbach.interfaces.office.middleware.now", lambda: at(8))


def pasted(count: int) -> str:
    return "\n".join(f"Túi xách {number}\tVân Sam\tchiếc\t2\t300.000\t600.000" for number in range(1, count + 1))


def case_with_many(world: World) -> Case:
    case = case_at(world, "ordered")
    do(case, replace(inspection(), goods=parse_goods(pasted(MANY)).rows), world.inspector, 4)
    return case


def seize(world: World, case: Case, **more: str) -> int:
    form = {
        "holder_id": str(world.subject_id), "goods": "tất cả", "reason": "Ngăn tẩu tán", "place": "Kho Đội 1",
        "seals": "0001\n0002", "until": "2026-11-14", "happened_on": "2026-11-06", **more,
    }  # fmt: skip
    url = reverse("cases:act", args=[case.id, "de-nghi-tam-giu"])
    return signed_in(world.inspector).post(url, form).status_code


def test_all_two_thousand_lines_are_seized_with_one_word(world: World) -> None:
    case = case_with_many(world)
    assert seize(world, case) == 302
    with as_officer(world.inspector):
        assert held_lines(case, matter_of(world, case).id).count() == MANY


def test_lines_are_seized_by_their_numbers(world: World) -> None:
    case = case_with_many(world)
    assert seize(world, case, goods="1-20, 35") == 302
    assert matter_of(world, case).first.fact.goods_count == 21


def test_a_number_that_is_not_in_the_list_is_said_at_the_field(world: World) -> None:
    case = case_at(world, "inspected")
    url = reverse("cases:act", args=[case.id, "de-nghi-tam-giu"])
    response = signed_in(world.inspector).post(url, {"goods": "1-3"})
    assert response.status_code == 422
    assert "Danh sách không có dòng số 3" in response.content.decode()


def test_the_page_of_a_case_shows_the_first_goods_and_asks_little(world: World) -> None:
    case = case_with_many(world)
    assert seize(world, case) == 302
    client = signed_in(world.inspector)
    url = reverse("cases:file", args=[case.id])
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        text = client.get(url).content.decode()
    assert "Xem cả 2.000 dòng" in text
    assert "Túi xách 10<" in text
    assert "Túi xách 51<" not in text
    goods = [query["sql"] for query in asked.captured_queries if "cases_goodsline" in query["sql"]]
    assert len(goods) == 1


def test_the_goods_of_a_case_are_a_list_to_search(world: World) -> None:
    case = case_with_many(world)
    client = signed_in(world.inspector)
    text = client.get(reverse("cases:goods", args=[case.id]), {"q": "xách 1999"}).content.decode()
    assert "Túi xách 1999" in text
    assert "Túi xách 1998" not in text
    assert client.get(reverse("cases:goods", args=[case.id]), {"q": "", "export": "xlsx"}).status_code == 200


def test_the_lines_to_tick_come_by_pages_and_all_at_once(world: World) -> None:
    case = case_with_many(world)
    client = signed_in(world.inspector)
    url = reverse("cases:pick_goods", args=[case.id, "de-nghi-tam-giu"])
    text = client.get(url, {"part": "", "corrects": ""}).content.decode()
    assert 'data-pick-add="1-2000"' in text
    assert text.count("data-pick-number=") == 50
    assert 'data-pick-add="1999"' in client.get(url, {"tim": "xách 1999"}).content.decode()


def test_the_page_lists_a_matter_with_its_days_and_acts(world: World) -> None:
    case = case_at(world, "inspected")
    seized(world, case)
    text = signed_in(world.inspector).get(case.get_absolute_url()).content.decode()
    assert "Việc kèm theo" in text
    assert "Còn 4 ngày · đến hết 14/11/2026" in text
    assert "ngày nhập tay, chưa đối chiếu bản gốc" in text
    assert "Đề nghị gia hạn tạm giữ" in text


def test_what_a_decision_must_name_is_filled_in_as_its_officer_last_wrote_it(world: World) -> None:
    seized(world, case_at(world, "inspected"))
    url = reverse("cases:act", args=[case_at(world, "inspected").id, "de-nghi-tam-giu"])
    assert "Luật Xử lý vi phạm hành chính</textarea>" in signed_in(world.inspector).get(url).content.decode()
    assert "Luật Xử lý vi phạm hành chính</textarea>" not in signed_in(world.second).get(url).content.decode()


def test_every_act_of_a_seizure_shows_its_form(world: World) -> None:
    case = case_at(world, "inspected")
    matter_id = seized(world, case)
    client = signed_in(world.inspector)
    for slug in ("de-nghi-gia-han-tam-giu", "de-nghi-tra-lai", "chuyen-theo-quyet-dinh"):
        response = client.get(reverse("cases:act", args=[case.id, slug]), {"part": matter_id})
        assert response.status_code == 200
        assert f'name="part" value="{matter_id}"' in response.content.decode()


def test_an_act_of_a_matter_that_is_not_there_is_not_found(world: World) -> None:
    case = case_at(world, "inspected")
    url = reverse("cases:act", args=[case.id, "de-nghi-tra-lai"])
    assert signed_in(world.inspector).get(url, {"part": "x"}).status_code == 404


def test_a_correction_shows_what_was_chosen(world: World) -> None:
    case = case_at(world, "inspected")
    goods = inventory(case, world.inspector)
    matter_id = seized(world, case, count=1)
    assert len(goods) == 2
    text = signed_in(world.inspector).get(reverse("cases:correct", args=[case.id, matter_id])).content.decode()
    assert 'name="goods" value="1"' in text
    assert write_day(on(12)) in text


def test_goods_of_another_case_are_not_offered(world: World) -> None:
    case = case_at(world, "opened")
    assert GoodsLine.objects.count() == 0
    text = signed_in(world.inspector).get(reverse("cases:act", args=[case.id, "de-nghi-tam-giu"])).content.decode()
    assert 'name="goods"' not in text
    assert 'name="own"' in text


def test_matters_of_a_case_with_several_violators_keep_apart(world: World) -> None:
    case = case_with_many(world)
    with as_officer(world.inspector, at(4)) as officer:
        names = ("Công ty Vân Sam", "Hoàng Văn Tích")
        others = [register_subject(officer=officer, at=at(4), kind="individual", name=name) for name in names]
    for one in others:
        do(case, SubjectAdded(subject_id=str(one.id), role=SubjectRole.INSPECTED), world.inspector, 4)
    for violator in (world.subject_id, *(one.id for one in others)):
        do(case, record(world, violator_id=str(violator)), world.inspector, 4, happened_on=on(3))
    # The form is on the page of a violator, and says so; the matter is its own all the same.
    assert seize(world, case, part=str(others[0].id), holder_id=str(others[0].id)) == 302
    asked = {"body": "Viện", "questions": "Có giả không?", "happened_on": "2026-11-06", "part": str(others[0].id)}
    client = signed_in(world.inspector)
    assert client.post(reverse("cases:act", args=[case.id, "de-nghi-giam-dinh"]), asked).status_code == 302
    with as_officer(world.inspector):
        matters = case_state(case).matters
    assert [one.kind for one in matters.values()] == ["seizure", "expertise"]
    assert not {str(world.subject_id), *(str(one.id) for one in others)} & matters.keys()
    client.get(case.get_absolute_url())
    with CaptureQueriesContext(connection) as asked_for:
        assert client.get(case.get_absolute_url()).status_code == 200
    # The last is the row that tells of the people on the page.
    assert len(asked_for) <= 35
