"""Every rule of the engine has a sentence of its own or of its family, and every value it names is said."""

import json

import pytest

from minhbach.engine.cache import default_folder
from minhbach.engine.screening.lexicon import Entry, load_vocabulary
from minhbach.engine.screening.rule_table import listed_rules
from minhbach.engine.telling.sentences import reason_sentence

VALUES = {"mark": "nike", "price_vnd": 190000, "floor_vnd": 650000, "phone": "+84912345678", "expires_on": "2024-06-30",
          "days_left": -3}  # fmt: skip


@pytest.mark.parametrize("entry", load_vocabulary(folder=default_folder()).entries, ids=lambda entry: entry.id)
def test_each_rule_is_said_in_full(entry: Entry) -> None:
    rule, sign = entry.id, entry.sign
    said = reason_sentence({"rule": rule, "sign": sign, "quote": "…lời trích…", "values": json.dumps(VALUES)})
    assert "lời trích" in said
    assert "{" not in said
    assert not said.startswith("Dấu hiệu"), "the sign's own sentence is the last resort"


def test_a_price_that_could_not_be_compared_is_said_so() -> None:
    values = {"mark": "gucci", "floor_vnd": 6_000_000, "unchecked": "price_vnd"}
    said = reason_sentence(
        {"rule": "brand.price", "sign": "counterfeit", "quote": "Gucci", "values": json.dumps(values)}
    )
    assert "chưa so được giá" in said


@pytest.mark.parametrize("rule", listed_rules())
def test_each_rule_written_in_python_is_said_by_its_own_sentence(rule: str) -> None:
    written = listed_rules()[rule]
    said = reason_sentence({"rule": rule, "sign": "counterfeit", "quote": None, "values": "{}"})
    assert said.startswith(written.sentence.partition("{")[0].removesuffix(": “"))
    assert "{" not in said
    for case in written.further:
        values = json.dumps({case: True})
        assert reason_sentence({"rule": rule, "sign": "counterfeit", "quote": None, "values": values}) != said


@pytest.mark.parametrize("fault", ["check_digit", "coupon", "internal", "unassigned"])
def test_each_fault_of_a_bar_code_is_said(fault: str) -> None:
    values = json.dumps({"code": "8936012345678", "fault": fault})
    said = reason_sentence({"rule": "codes.gtin", "sign": "counterfeit", "quote": "mã vạch", "values": values})
    assert "8936012345678" in said
