"""The demo's merchants: three hundred, reachable, some of them by the same number."""

from collections import Counter

import pytest
from stdnum.vn import mst

from minhbach.interfaces.demo.codes import tax_code_check_digit
from minhbach.interfaces.demo.merchants import MerchantKind, merchants
from minhbach.interfaces.demo.places import COMMUNES


def test_there_are_three_hundred_of_every_kind() -> None:
    kinds = Counter(merchant.kind for merchant in merchants())
    assert sum(kinds.values()) == 300
    assert min(kinds[kind] for kind in MerchantKind) >= 20


def test_tax_codes_pass_their_check_digit() -> None:
    codes = [found.value for merchant in merchants() for found in merchant.identifiers if found.kind == "tax_code"]
    assert len(codes) >= 150
    assert all(mst.is_valid(code) for code in codes)


@pytest.mark.parametrize(("first_nine", "digit"), [("010023348", 8), ("031440905", 8), ("010011243", 7)])
def test_the_check_digit_is_the_published_one(first_nine: str, digit: int) -> None:
    assert tax_code_check_digit(first_nine) == digit


def test_some_merchants_share_a_phone_or_an_account() -> None:
    holders = Counter((found.kind, found.value) for merchant in merchants() for found in set(merchant.identifiers))
    shared = {key for key, count in holders.items() if count > 1}
    assert {kind for kind, _ in shared} == {"phone", "bank_account"}
    assert len(shared) >= 15


def test_an_unknown_seller_has_an_account_and_no_premises() -> None:
    unknown = [merchant for merchant in merchants() if merchant.kind is MerchantKind.UNKNOWN]
    assert all(merchant.shops and not merchant.premises and not merchant.representative for merchant in unknown)


def test_everyone_lives_in_a_commune_of_the_province() -> None:
    codes = {commune.code for commune in COMMUNES}
    assert {merchant.commune_code for merchant in merchants()} <= codes


def test_hosts_are_names_that_can_never_be_real() -> None:
    for merchant in merchants():
        for shop in merchant.shops:
            assert shop.url.removeprefix("https://").split("/")[0].endswith(".example")
