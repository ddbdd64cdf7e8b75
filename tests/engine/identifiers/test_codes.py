"""Article numbers and registration numbers: one number, however written; nothing read into what is not there."""

import pytest

from minhbach.engine.identifiers.gtins import has_right_check_digit, is_short, prefix_of, read_gtin
from minhbach.engine.identifiers.registrations import read_registration


@pytest.mark.parametrize(
    ("written", "kind", "canonical", "year"),
    [
        ("000059/18/CBMP-QLD", "cosmetic", "59/18/CBMP-QLD", 2018),
        ("59/2018/CBMP – QLD", "cosmetic", "59/18/CBMP-QLD", 2018),
        ("59 /18/cbmp_qld", "cosmetic", "59/18/CBMP-QLD", 2018),
        ("59/18/CBMP-QLD/BYT", "cosmetic", "59/18/CBMP-QLD", 2018),
        ("11/20CBMP-PY", "cosmetic", "11/20/CBMP-PY", 2020),
        ("8845/2019/DKSP", "food", "8845/2019/ĐKSP", 2019),
        ("35041/2015/ATTP-XNCB", "food", "35041/2015/ATTP-XNCB", 2015),
        ("VD-12345-12", "medicine", "VD-12345-12", 2012),
        ("210000012/PCBA-BĐ", "device", "210000012/PCBA-BĐ", 2021),
    ],
)
def test_a_registration_number_has_one_form(written: str, kind: str, canonical: str, year: int) -> None:
    found = read_registration(written)
    assert found is not None
    assert (found.kind, found.canonical, found.year) == (kind, canonical, year)


@pytest.mark.parametrize("written", ["1028721/CBMP-HN", "CBMP", "12/2019", "893110123456", "01/Ten/2024", ""])
def test_what_is_no_number_by_itself_is_not_read(written: str) -> None:
    assert read_registration(written) is None


def test_a_kind_decides_what_the_text_leaves_open() -> None:
    medicine, food = read_registration("893110123456", kind="medicine"), read_registration("01/Mây/2024", kind="food")
    assert medicine is not None
    assert food is not None
    assert (medicine.canonical, medicine.year) == ("893110123456", None)
    assert (food.canonical, food.year) == ("1/MÂY/2024", 2024)
    assert read_registration("59/18/CBMP-QLD", kind="food") is None


@pytest.mark.parametrize(
    ("gtin", "issuer", "country", "use"),
    [
        ("08936012345674", "GS1 Vietnam", "VN", "trade"),
        ("04901234567894", "GS1 Japan", "JP", "trade"),
        ("18936012345671", "GS1 Vietnam", "VN", "trade"),  # a case of them: the first digit is no prefix
        ("02001234567893", "", "", "internal"),
        ("09901234567899", "", "", "coupon"),
        ("09780306406157", "", "", "book"),
    ],
)
def test_a_prefix_names_who_issued_the_number(gtin: str, issuer: str, country: str, use: str) -> None:
    prefix = prefix_of(gtin)
    assert read_gtin(gtin) == gtin
    assert prefix is not None
    assert (prefix.issuer, prefix.country, prefix.use) == (issuer, country, use)


def test_prefixes_given_out_to_nobody_and_short_numbers_have_none() -> None:
    assert prefix_of("01401234567892") is None
    assert is_short("00000096385074")
    assert prefix_of("00000096385074") is None
    assert not has_right_check_digit("8936012345678")
