"""Reading an entry before it is kept."""

from __future__ import annotations

import math
import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minhbach.domains.screening.lexicon_check import check, read_sentence
from minhbach.domains.screening.lexicon_file import plain_phrase, write_toml
from minhbach.domains.screening.lexicon_words import operators_of, sparings, strengths
from minhbach.domains.screening.services.lexicon import tidy
from minhbach.engine.screening.lexicon import load_vocabulary
from minhbach.engine.screening.phrases import compile_phrase
from minhbach.engine.screening.score import load_scorecard
from minhbach.engine.telling.sentences import goods_names
from tests.domains.screening.lexicon_words import wording

AS_OF = date(2026, 11, 21)


def read(**changes: Any) -> Any:
    return check(tidy(wording(**changes)), code="test", as_of=AS_OF)


def test_a_sound_wording_is_sound() -> None:
    found = read()
    assert (found.problems, found.is_sound) == ([], True)
    assert [(one.text, one.fired) for one in found.examples] == [
        ("Túi xách hàng siêu chất v2", True),
        ("Shop không bán hàng siêu chất v2", False),
    ]
    assert [segment.text for segment in found.examples[0].segments if segment.signals] == ["hàng siêu chất v2"]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": " "}, "name", "Đặt tên"),
        ({"sign": ""}, "sign", "dấu hiệu"),
        ({"phrases": ()}, "phrases", "ít nhất một cụm từ"),
        ({"phrases": ("hàng siêu chất v2", "a")}, "phrases", "Dòng 2: “a” quá ngắn"),
        ({"phrases": ("x" * 301,)}, "phrases", "dài hơn 300 chữ"),
        ({"phrases": ("a .. b .. c .. d .. e",), "is_advanced": True}, "phrases", "hơn 3 chỗ trống"),
        ({"phrases": ("tốt", "hàng (siêu"), "is_advanced": True}, "phrases", "mở ngoặc ( mà không đóng"),
        ({"phrases": ("hàng|siêu",), "is_advanced": True}, "phrases", "phải nằm trong ngoặc"),
        ({"phrases": ("hàng {khong_co}",), "is_advanced": True}, "phrases", "không hiểu ký hiệu|{khong_co}"),
        ({"phrases": ("{no_such}",), "is_advanced": True}, "phrases", "không có danh sách nào tên {no_such}"),
        ({"phrases": ("(#kg|#ký)",), "is_advanced": True}, "phrases", "không có chữ nào cố định"),
        ({"fires": ()}, "fires", "phải bắt"),
        ({"spares": ()}, "spares", "không được bắt"),
        ({"legal_basis": ()}, "legal_basis", "lớp hành vi"),
        ({"source": ""}, "source", "nguồn"),
        ({"goods": ("khong-co",)}, "goods", "loại hàng"),
        ({"sparing": ("khong-co",)}, "sparing", "cách nói"),
        ({"strength": ""}, "strength", "mức độ"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(changes: dict[str, Any], field: str, words: str) -> None:
    found = read(**changes)
    assert not found.is_sound
    said = " ".join(problem.sentence for problem in found.problems if problem.field == field)
    assert any(one in said for one in words.split("|")), said


def test_a_broken_phrase_is_named_by_its_line() -> None:
    [problem] = read(phrases=("tốt", "hàng (siêu"), is_advanced=True).problems
    assert (problem.field, problem.line) == ("phrases", 2)


def test_an_example_that_stays_silent_says_why() -> None:
    found = read(fires=("Túi xách hàng siêu chất v2", "Túi, không bán hàng siêu chất v2", "Túi đẹp"))
    assert [one.why for one in found.examples if not one.holds] == [
        "Được bỏ qua vì: người bán phủ nhận. Nếu câu này vẫn phải bắt, hãy bỏ chọn điều đó.",
        "Không bắt được: trong câu không có cụm từ nào ở trên. Kiểm tra lại chính tả, khoảng trắng.",
    ]


def test_a_look_alike_that_fires_says_at_which_words() -> None:
    [wrong] = [one for one in read(spares=("Giấy gói hàng siêu chất v2",)).examples if not one.holds]
    assert "“hàng siêu chất v2”" in wrong.why


def test_goods_the_entry_is_not_for_are_named_as_the_reason() -> None:
    found = read(goods=("cosmetic",), fires=("Túi xách hàng siêu chất v2",))
    assert "loại hàng" in found.examples[0].why


def test_words_the_product_knows_already_are_told() -> None:
    found = read(phrases=("rep 1:1",), fires=("Giày rep 1:1",), spares=("Không bán giày rep 1:1",))
    assert found.is_sound
    assert [(one.text, one.entry, one.is_own) for one in found.known] == [
        ("rep 1:1", "Trong tin có từ thường chỉ hàng nhái", False)
    ]
    assert found.examples[0].known == ("Trong tin có từ thường chỉ hàng nhái",)


def test_a_sentence_is_read_with_the_products_own_words() -> None:
    assert [one.sign for one in read_sentence("Giày rep 1:1", as_of=AS_OF)] == ["counterfeit"]
    assert read_sentence("Giày da bò", as_of=AS_OF) == []


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=80))
@settings(max_examples=60)
def test_any_text_survives_the_writing_of_the_file(text: str) -> None:
    written = tomllib.loads(write_toml(wording(name=text, source=text, fires=(text,)), code="test", version=3))
    [entry] = written["entry"]
    assert (entry["note"], entry["source"], entry["fires"], written["version"]) == (text, text, [text], "3")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
@settings(max_examples=60)
def test_just_words_need_no_syntax(text: str) -> None:
    if text.strip():
        compile_phrase(plain_phrase(text), {})


@pytest.mark.parametrize("words", ["giảm 50% (sốc)", "a|b", "C++ ~ #1", "{nhãn} <mới>", "v.a.p.e ... mới", "dầu\\xịt"])
def test_signs_stand_for_themselves(words: str) -> None:
    found = read(phrases=(words,), fires=(f"Bán {words} giá tốt",), spares=("Bán hàng khác",))
    assert found.is_sound, (found.problems, found.examples)


def test_every_choice_is_one_the_engine_knows() -> None:
    vocabulary = load_vocabulary()
    assert set(goods_names()) <= set(vocabulary.goods)
    assert set(operators_of(sparings())) <= set(vocabulary.operators)


def test_a_weak_entry_alone_makes_no_lead_and_a_medium_one_does() -> None:
    prior = load_scorecard().prior
    for sign in prior:
        assert prior[sign] + strengths()["weak"].weight < 0
        assert prior[sign] + strengths()["medium"].weight >= 0
        assert math.isfinite(strengths()["strong"].weight)
        assert strengths()["strong"].weight > strengths()["medium"].weight
