"""Two records that are compared"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from benchmarks.record.public_sets import company_f1, febrl_f1
from minhbach.engine.linkage import Record, frame_of, reasons, score, score_pairs, standing_model
from minhbach.engine.linkage.frames import GROUPS
from minhbach.engine.linkage.kernel import I_APART, I_HEAD
from tests.conftest import SHARED
from tests.engine.linkage.hard_pairs import COMMUNE, HERE, hard_pairs, scores_of

MODEL = standing_model()


def test_are_told_apart_where_it_is_hard() -> None:
    pairs = hard_pairs()
    right = {
        "one": lambda score: score >= MODEL.ask,
        "ask": lambda score: MODEL.ask <= score < MODEL.join,
        "not": lambda score: score < MODEL.ask,
    }
    wrong = [
        (pair.kind, pair.one.names, pair.other.names, score)
        for pair, score in zip(pairs, scores_of(pairs), strict=True)
        if not right[pair.right](score)
    ]
    assert len(pairs) >= 500
    assert wrong == []


def test_score_the_same_alone_as_among_many_and_from_either_side() -> None:
    pairs = hard_pairs()
    among = scores_of(pairs)
    for place in range(0, len(pairs), 40):
        pair = pairs[place]
        assert score(pair.one, pair.other, pair.degrees) == among[place]
        assert score(pair.other, pair.one, pair.degrees) == among[place]


def test_tell_their_reasons_as_steps_that_add_up() -> None:
    one = replace(HERE, id="a", names=("Nguyễn Văn Hùng",), identifiers=(("phone", "+84901234567"),))
    other = replace(HERE, id="b", names=("NGUYEN VAN HUNG",), identifiers=(("zalo", "+84901234567"),))
    total, steps = reasons(one, other)
    assert [(step.comparison.code, step.level.code, step.weight) for step in steps] == [
        ("person", "plain", 470),
        ("place", "commune", 350),
        ("kind", "same", 0),
        ("phone", "rare", 1200),
    ]
    assert total == MODEL.prior + sum(step.weight for step in steps) == 1420
    assert steps[0].level.says == "Họ tên trùng, một bên viết không dấu"


def test_do_not_saturate() -> None:
    """What has more in common ranks higher, however much it is already."""
    held = [("phone", "+84901234567"), ("tax_code", "4900123456"), ("email", "a@b.vn"), ("bank_account", "970436:1")]
    found = []
    for count in range(len(held) + 1):
        same = replace(HERE, names=("Nông Thị Ỏm",), identifiers=tuple(held[:count]))
        found.append(score(replace(same, id="a"), replace(same, id="b")))
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("degree", "level"), [(2, "rare"), (3, "few"), (6, "some"), (21, "many"), (200, "many"), (201, "hub")]
)
def test_count_a_shared_number_by_how_many_carry_it(degree: int, level: str) -> None:
    phone = ("phone", "+84901234567")
    one, other = Record("a", identifiers=(phone,)), Record("b", identifiers=(phone,))
    _, (step,) = reasons(one, other, {phone: degree})
    assert step.level.code == level
    assert (step.weight == 0) == (level == "hub")


def test_tell_a_branch_from_the_firm_itself_and_from_another() -> None:
    def step(first: str, second: str) -> tuple[str, int]:
        codes = [Record(one, identifiers=(("tax_code", code),)) for one, code in (("a", first), ("b", second))]
        _, (found,) = reasons(*codes)
        return found.level.code, found.weight

    assert step("4900123456", "4900123456") == ("rare", 1600)
    assert step("4900123456", "4900123456-001") == ("head", 100)
    assert step("4900123456", "0100109106") == ("apart", -900)


def test_are_told_the_same_of_many_numbers_as_one_who_holds_each_against_each() -> None:
    chance, column = Random(5), MODEL.column(GROUPS[0])
    kinds = {"phone": 30, "zalo": 30, "email": 9, "url": 4, "bank_account": 40}
    records = []
    for place in range(60):
        held = {(kind, str(chance.randrange(most))) for kind, most in kinds.items() for _ in range(chance.randrange(9))}
        held |= {
            ("tax_code", f"{chance.randrange(40):010}-{chance.randrange(3):03}") for _ in range(chance.randrange(4))
        }
        records.append(Record(f"{place:02}", identifiers=tuple(sorted(held))))
    degrees = {one: chance.choice((1, 3, 9, 100, 500)) for record in records for one in record.identifiers}
    frame = frame_of(records, degrees)
    pairs = np.array([(one, other) for one in range(60) for other in range(one + 1, 60)])
    found = score_pairs(frame, *pairs.T).levels[:, column : column + len(GROUPS)]
    bounds, seen = frame.nodes_from.tolist(), set()
    nodes = list(
        zip(frame.groups.tolist(), frame.nodes.tolist(), frame.heads.tolist(), frame.bands.tolist(), strict=True)
    )
    for (one, other), levels in zip(pairs.tolist(), found.tolist(), strict=True):
        mine, theirs = (nodes[bounds[row] : bounds[row + 1]] for row in (one, other))
        for group, level in enumerate(levels):
            met = [(a, b) for a in mine for b in theirs if a[0] == b[0] == group]
            bands = [1 + a[3] for a, b in met if a[1] == b[1]]
            is_branch = any(a[2] == b[2] for a, b in met)
            assert level == (min(bands) if bands else I_HEAD if is_branch else I_APART if met else 0)
            seen.add(level)
    assert seen == {0, 1, 2, 3, 4, 5, I_APART, I_HEAD}


def test_of_a_household_and_its_owner_are_compared_as_persons() -> None:
    one = Record("a", kind="household", names=("Hộ kinh doanh Nông Thị Thoa",), commune=COMMUNE)
    _, steps = reasons(one, Record("b", names=("Nông Thị Thoa",), commune=COMMUNE))
    assert [(step.comparison.code, step.level.code) for step in steps] == [("person", "same"), ("place", "commune")]


@pytest.mark.parametrize(
    ("communes", "provinces", "level"),
    [
        (("c", "c"), ("p", "p"), "commune"),
        (("c", ""), ("p", "p"), "province"),
        (("c", "d"), ("p", "p"), "beside"),
        (("c", "d"), ("p", "q"), "other"),
        (("", ""), ("", "p"), None),
    ],
)
def test_tell_another_commune_from_one_that_nobody_wrote_down(
    communes: tuple[str, str], provinces: tuple[str, str], level: str | None
) -> None:
    one, other = (Record(side, commune=commune, province=province)
                  for side, commune, province in zip("ab", communes, provinces, strict=True))  # fmt: skip
    assert [step.level.code for step in reasons(one, other)[1]] == ([level] if level else [])


def test_link_a_name_and_a_commune_alone_only_where_the_name_is_rare() -> None:
    def said(name: str) -> str:
        total = score(replace(HERE, id="a", names=(name,)), replace(HERE, id="b", names=(name,)))
        return "join" if total >= MODEL.join else "ask" if total >= MODEL.ask else "not"

    assert (said("Nguyễn Văn Hùng"), said("Nông Thị Khuyên")) == ("ask", "join")


def test_are_not_told_twice_by_the_words_of_one_name() -> None:
    """Two people of one name in two provinces, of whom one wrote it with a slip where a shop's name stands."""
    one = Record("a", kind="household", names=("HKD NGUYENTHU HAN",), people=("Nguyễn Thu Hân",), province="p")
    other = Record("b", kind="household", names=("HKD Nguyễn Thu Hân",), people=("Nguyễn Thu Hân",), province="q")
    total, steps = reasons(one, other)
    assert [step.comparison.code for step in steps] == ["person", "place", "kind"]
    assert total < MODEL.ask


def test_of_which_one_says_nothing_are_not_held_against_each_other() -> None:
    assert reasons(Record("a"), Record("b", names=("Nông Thị Thoa",))) == (MODEL.prior, [])


@pytest.mark.shared
def test_of_the_public_sets_are_told_apart_better_than_by_the_best_open_matcher() -> None:
    assert company_f1(SHARED / "data") >= 0.85
    assert min(febrl_f1(SHARED / "data").values()) >= 0.97
