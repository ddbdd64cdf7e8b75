"""Codes in a list of goods: read by the one reader, kept with the line, met again in other cases in reach"""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from minhbach.domains.cases.field_reading import read_goods
from minhbach.domains.cases.goods_codes import cases_with_code, code_of, write_scanned
from minhbach.domains.cases.goods_lines import goods_of
from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.services import do
from minhbach.foundation.scope.models import Sharing
from tests.domains.cases.test_pages import clock, signed_in
from tests.domains.cases.world import GOODS, World, as_officer, at, case_at, inspection

__all__ = ["clock"]

NUMBER = "8934567000017"
GTIN = f"0{NUMBER}"


@pytest.mark.parametrize(
    ("texts", "said", "gtin"),
    [
        (("Vân Sam; mã 8934567000017",), NUMBER, GTIN),
        (("", "Túi xách mã vạch: 8934567000017; lô 4"), NUMBER, GTIN),
        (("mã (01)08934567000017(10)L4",), NUMBER, GTIN),
        (("mã https://id.example.vn/01/08934567000017/10/L4",), NUMBER, GTIN),
        (("", "Túi xách 8934567000017"), NUMBER, GTIN),
        # The check digit is wrong: told, and not kept as a number.
        (("mã 8934567000018",), "8934567000018: sai chữ số kiểm tra", ""),
    ],
)
def test_a_code_is_read_wherever_the_line_names_it(texts: tuple[str, ...], said: str, gtin: str) -> None:
    code = code_of(*texts)
    assert code is not None
    assert (str(code), code.gtin) == (said, gtin)


@pytest.mark.parametrize(
    "text",
    ["", "Không rõ", "mã số thuế 0100109106", "giá 8.934.567.000.019", "8934567000018", "số 12345678", "mã hàng A-12"],
)
def test_what_nobody_called_a_code_and_is_no_article_number_is_none(text: str) -> None:
    assert code_of(text) is None


def test_what_a_reader_types_is_written_as_number_lot_and_last_day() -> None:
    assert write_scanned("(01)08934567000017(10)L4(17)271231") == f"mã {NUMBER}; lô L4; hạn dùng 31/12/2027"
    assert write_scanned("\x1d010893456700001710L4\x1d17271231") == f"mã {NUMBER}; lô L4; hạn dùng 31/12/2027"
    assert write_scanned("A 12") == "mã A 12"
    assert write_scanned("  ") == ""
    line = read_goods({"name": "Túi", "brand_origin": "Vân Sam", "code": NUMBER, "quantity": "2"})
    assert line.brand_origin == f"Vân Sam; mã {NUMBER}"


def with_code(world: World, **opening: object) -> Case:
    case = case_at(world, "ordered", **opening)
    goods = (replace(GOODS[0], brand_origin=f"mã {NUMBER}"), replace(GOODS[1], brand_origin="mã 8934567000018"))
    with as_officer(world.inspector, at(4)) as officer:
        do(officer=officer, at=at(4), case=case, fact=inspection(goods=goods), confirmed=("team.alone",))
    return case


@pytest.mark.usefixtures("clock")
def test_the_list_of_goods_tells_of_other_cases_with_the_same_code_as_far_as_its_reader_sees(world: World) -> None:
    case, other = with_code(world), with_code(world)
    with_code(world, sharing=Sharing.AGENCY)
    client = signed_in(world.inspector)
    rows = client.get(reverse("cases:goods", args=[case.id])).content.decode()
    assert "8934567000018: sai chữ số kiểm tra" in rows
    leads_to = f"{reverse('cases:list')}?goods_code={NUMBER}"
    assert leads_to in rows
    with as_officer(world.inspector):
        assert cases_with_code(Case.objects.all(), NUMBER).count() == 3
        assert cases_with_code(Case.objects.all(), "không phải mã").count() == 0
    with as_officer(world.committee):
        assert set(cases_with_code(Case.objects.all(), NUMBER)) == {case, other}
    found = client.get(leads_to).content.decode()
    assert (case.code in found, other.code in found) == (True, True)


def test_a_correction_takes_its_code_along_and_counts_once(world: World) -> None:
    case = with_code(world)
    with as_officer(world.inspector, at(5)) as officer:
        from minhbach.domains.cases.services.journal import correct_entry

        inspected = case_state(case).inspected
        assert inspected is not None
        first = replace(goods_of(inspected.id)[0], brand_origin="không có mã")
        fact = replace(inspected.fact, goods=(first,))
        correct_entry(officer=officer, at=at(5), case=case, event_id=inspected.id, fact=fact, confirmed=("team.alone",))
        assert cases_with_code(Case.objects.all(), NUMBER).count() == 0
        assert GoodsLine.objects.filter(gtin=GTIN).count() == 1
