"""What people are told of a lead: like reasons once, the rest numbered, values in words."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from minhbach.engine.screening.knowledge.unchecked import CODES
from minhbach.engine.telling.sentences import reason_sentence, unchecked_sentence
from minhbach.engine.telling.told import TEXT_LETTERS
from minhbach.engine.telling.told import tell as tell_with
from minhbach.engine.telling.values import likelihood, said, strength, weighed

SIGNS = [{"sign": "misleading"}]
CLASSES = {"TTSL": "Thông tin sai lệch"}
tell = partial(tell_with, classes=CLASSES)


def signal(words: str, text: str, **columns: Any) -> dict[str, Any]:
    start = text.index(words)
    plain = {"sign": "misleading", "rule": "claims.treatment.cosmetic", "field": "description", "start": start}
    plain |= {"end": start + len(words), "quote": words, "weight": 2.0, "legal_basis": ["TTSL"], "values": {}}
    return {**plain, **columns}


def of_sweep(rule: str, weight: float, **values: Any) -> dict[str, Any]:
    place = dict.fromkeys(("field", "start", "end", "quote"))
    return {"sign": "misleading", "rule": rule, "weight": weight, "legal_basis": [], "values": values, **place}


def test_like_reasons_are_said_once_with_their_quotes() -> None:
    text = "Kem trị mụn, trị nám, trị thâm và trị sẹo. Kem trị mụn!"
    words = ["trị mụn", "trị nám", "trị thâm", "trị sẹo"]
    told = tell({"description": text}, [signal(one, text) for one in words], signs=SIGNS)
    (reason,) = told.signs[0].reasons
    assert reason.sentence.endswith("“trị mụn”, “trị nám”, “trị thâm” và 1 chỗ khác.")
    assert reason.places == 4
    assert [stretch.text for stretch in told.description if stretch.reasons] == words
    assert told.signs[0].basis == (CLASSES["TTSL"],)


def test_a_reason_shows_the_words_about_its_place() -> None:
    text = (
        "Mặt nạ giấy cho da khô. " * 10
        + "Nếu bị rát thì có thể bạn mua phải hàng fake rồi, hãy báo shop. "
        + "Dịu nhẹ. " * 30
    )
    fake = signal("hàng fake", text, rule="replica.wording", sign="counterfeit")
    (reason,) = tell({"description": text}, [fake], signs=[{"sign": "counterfeit"}]).signs[0].reasons
    before, quote, after = reason.around
    assert quote == "hàng fake"
    assert before.startswith("… ")
    assert before.endswith("Nếu bị rát thì có thể bạn mua phải")
    assert after.startswith("rồi, hãy báo shop.")
    assert after.endswith(" …")
    title = signal("Kem", "Kem trị nám", field="title")
    assert tell({"title": "Kem trị nám"}, [title], signs=SIGNS).signs[0].reasons[0].around == ("", "", "")


def of_seller(rule: str, sign: str, weight: float, **values: Any) -> dict[str, Any]:
    return {**of_sweep(rule, weight, **values), "sign": sign}


BOTH = [{"sign": "misleading"}, {"sign": "counterfeit"}]


def test_a_fact_that_bears_on_several_signs_is_said_once_with_all_of_them() -> None:
    record = {"count": 2, "last_on": "2026-03-07", "matched_by": "seller_id", "knowledge": "1+x"}
    signals = [
        of_seller("known.seller.confirmed", "misleading", 0.4, same_sign=0, **record),
        of_seller("known.seller.confirmed", "counterfeit", 1.2, same_sign=2, **record),
        of_seller("known.official", "counterfeit", -0.8),
        of_seller("known.official", "misleading", -0.5),
    ]
    told = tell({"title": "Kem"}, signals, signs=BOTH)
    [shared] = told.shared
    assert shared.signs == ("misleading", "counterfeit")
    assert shared.sentence == (
        "Người bán có 2 lần được xác nhận vi phạm trước đây, gần nhất ngày 07/03/2026 "
        "(cùng dấu hiệu, quảng cáo sai lệch: 0; hàng giả, xâm phạm nhãn hiệu: 2)."
    )
    assert shared.counted == 1.2
    assert [(sign.sign, sign.reasons, sign.shared) for sign in told.signs] == [
        ("misleading", (), (shared.number,)),
        ("counterfeit", (), (shared.number,)),
    ]
    [official] = told.against
    assert (official.signs, official.counted) == (("counterfeit", "misleading"), -0.8)


def test_a_fact_of_one_sign_keeps_its_own_figure() -> None:
    signal_of = of_seller("known.seller.confirmed", "misleading", 0.4, count=2, same_sign=1, last_on="2026-03-07")
    told = tell({"title": "Kem"}, [signal_of], signs=SIGNS)
    assert told.shared == ()
    assert "(1 lần cùng dấu hiệu)" in told.signs[0].reasons[0].sentence


@pytest.mark.parametrize(
    "record", ["known.seller.confirmed", "known.seller.violations", "known.listing.confirmed", "sameness.repeated"]
)
def test_who_has_a_record_is_not_called_one_without(record: str) -> None:
    long = of_seller("known.seller.long", "misleading", -0.2, first_seen="2020-06-30")
    alone = tell({"title": "Kem"}, [long], signs=SIGNS)
    assert alone.against[0].sentence == "Người bán hoạt động từ ngày 30/06/2020, chưa ghi nhận vi phạm."
    told = tell({"title": "Kem"}, [of_seller(record, "misleading", 1.0), long], signs=SIGNS)
    assert told.against[0].sentence == "Người bán hoạt động từ ngày 30/06/2020."
    assert told.against[0].facts == (("Xuất hiện từ", "30/06/2020"),)


def test_what_a_reason_rests_on_is_not_called_missing() -> None:
    long = of_seller("known.seller.long", "misleading", -0.2, first_seen="2020-06-30")
    told = tell({"title": "Kem"}, [long], signs=SIGNS, unchecked=["seller_history_absent", "outcomes_absent"])
    assert unchecked_sentence("seller_history_absent") not in told.unchecked
    assert unchecked_sentence("seller_absent") not in told.unchecked
    assert unchecked_sentence("outcomes_absent") in told.unchecked


def test_a_quote_within_another_is_said_by_it() -> None:
    text = "sữa nội địa Nhật"
    wide = signal("nội địa Nhật", text, rule="origin.inland")
    narrow = signal("nội địa", text, rule="origin.inland.bare")
    (reason,) = tell({"description": text}, [wide, narrow], signs=SIGNS).signs[0].reasons
    assert reason.sentence.endswith("“nội địa Nhật”.")


def test_reasons_are_numbered_as_they_are_shown_and_marks_agree() -> None:
    text = "Kem trị mụn. Liên hệ zalo. HSD 05/2023"
    signals = [
        of_sweep("known.official", -0.5),
        of_sweep("sweep.text", 0.0, listings=3, sellers=0, first_listing="a"),
        signal("zalo", text, sign="off_platform", rule="contact.channel", weight=0.5),
        signal("trị mụn", text),
    ]
    told = tell({"description": text}, signals, signs=SIGNS)
    assert [reason.number for reason in told.signs[0].reasons] == [1]
    assert [reason.number for reason in told.weaker] == [2]
    assert [reason.number for reason in told.against] == [3]
    assert [reason.number for reason in told.context] == [4]
    assert [(stretch.text, stretch.ends) for stretch in told.description if stretch.reasons] == [
        ("trị mụn", (1,)),
        ("zalo", (2,)),
    ]
    assert told.context[0].facts == (("Tin đầu tiên", "a"), ("Số tin", "3"))


def test_a_text_full_of_marks_stays_bounded() -> None:
    text = "trị mụn. " * (TEXT_LETTERS // 4)
    signals = [signal("trị mụn", text, start=9 * n, end=9 * n + 7) for n in range(len(text) // 9)]
    told = tell({"description": text}, signals, signs=SIGNS)
    shown = "".join(stretch.text for stretch in told.description)
    assert len(shown) < 2_000
    assert len(shown) + sum(stretch.left_out for stretch in told.description) == len(text)


def test_what_the_listing_leaves_open_is_said_once() -> None:
    told = tell({"title": "Kem"}, [], signs=SIGNS, unchecked=["seller_absent", "outcomes_absent"])
    assert len(told.unchecked) == len(set(told.unchecked))
    assert unchecked_sentence("seller_absent") in told.unchecked
    assert unchecked_sentence("description_absent") in told.unchecked


@pytest.mark.parametrize("code", CODES)
def test_each_check_that_was_not_possible_has_a_sentence(code: str) -> None:
    assert unchecked_sentence(code) != code


def test_a_reason_without_quote_shows_no_empty_quotes() -> None:
    assert reason_sentence(of_sweep("nothing.known", 1.0)) == "Dấu hiệu quảng cáo sai lệch."


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("price_vnd", 1_234_567, "1.234.567 đồng"),
        ("median_vnd", 1_749_999.4, "1.749.999 đồng"),
        ("held_share", 0.614, "61%"),
        ("expires_on", "2023-05-31", "31/05/2023"),
        ("phone", "+84912345678", "0912 345 678"),
        ("z", -9.4, "-9,4"),
        ("year", 2021, "2021"),
        ("count", 1200, "1.200"),
        ("source", None, "không có"),
        ("names", ["a", "b"], "a, b"),
    ],
)
def test_values_are_said_as_people_read_them(name: str, value: object, words: str) -> None:
    assert said(name, value) == words


def test_strength_and_likelihood_in_words() -> None:
    assert [strength(weight) for weight in (2.2, -1.5, 1.49, 0.6, 0.59)] == ["mạnh", "mạnh", "vừa", "vừa", "yếu"]
    assert likelihood(0.83) == "khoảng 8 trong 10 đầu mối như thế này đáng xem"
    assert likelihood(0.96).startswith("hơn 9 trong 10")
    assert likelihood(0.03).startswith("chưa đến 1 trong 10")
    assert likelihood(0.06).startswith("khoảng 1 trong 10")


@pytest.mark.parametrize(
    ("weights", "said_so"),
    [
        ({"always": 2.2}, "2,2 (mạnh)"),
        ({"always": -0.2}, "-0,2 (yếu)"),
        ({"always": 0.0}, "0, không tính vào điểm"),
        ({"third": 0.5, "fifth": 1.0, "tenth": 1.2}, "từ 0,5 đến 1,2 (vừa)"),
        ({"counterfeit": -2.5, "unknown_origin": -1.5}, "từ -1,5 đến -2,5 (mạnh)"),
        ({"each": 0.8, "most": 1.5}, "0,8 mỗi lần, tới 1,5 (mạnh)"),
        ({"most": 0.5}, "tới 0,5 (yếu)"),
    ],
)
def test_weights_are_said_as_they_count(weights: dict[str, float], said_so: str) -> None:
    assert weighed(weights) == said_so
