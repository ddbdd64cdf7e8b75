"""Who asks for the demo province is dealt with the others who do: it is made once, and nobody waits for another."""

from pathlib import Path

from tests.conftest import PROJECT
from tests.dealing import FIRST, THE_PROVINCE, hand_of, next_of

TESTS = [path for path in PROJECT.glob("tests/**/test_*.py") if path != Path(__file__)]


def test_a_file_is_one_hand() -> None:
    assert hand_of("tests/domains/law/test_rows.py::test_one[a::b]") == "tests/domains/law/test_rows.py"


def test_all_that_needs_the_province_is_one_hand() -> None:
    asking = [
        path
        for path in TESTS
        if path.parent.name == "journeys" or "tests.demo_world" in path.read_text(encoding="utf-8")
    ]
    assert PROJECT / "tests/interfaces/demo/test_world.py" in asking
    assert {hand_of(f"{path.relative_to(PROJECT)}::test_one") for path in asking} == {THE_PROVINCE}


def test_what_takes_long_comes_first_and_then_what_has_many_tests() -> None:
    law, papers, engine = (
        "tests/domains/law/test_rows.py",
        "tests/domains/documents/test_a.py",
        "tests/engine/test_b.py",
    )
    assert next_of([law, papers, engine, THE_PROVINCE]) == THE_PROVINCE
    assert next_of([law, papers, engine]) == engine
    assert next_of([law, papers]) == law


def test_every_hand_that_comes_first_is_there() -> None:
    hands = {hand_of(f"{path.relative_to(PROJECT)}::test_one") for path in TESTS}
    assert [start for start in FIRST if not any(hand.startswith(start) for hand in hands)] == []


def test_no_file_relies_on_marks_that_pytest_no_longer_heeds() -> None:
    assert [path.name for path in TESTS if "xdist_group" in path.read_text(encoding="utf-8")] == []
