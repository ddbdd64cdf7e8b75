"""An identifier is the same however it is written, and what is none is refused with the reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.engine.identifiers import (
    IdentifierUnreadable,
    Identity,
    display,
    find_identities,
    read,
    read_address,
    recognise,
)
from minhbach.engine.identifiers.banks import banks, find_bank
from minhbach.engine.identifiers.gtins import read_gtin
from minhbach.engine.identifiers.names import words
from minhbach.engine.identifiers.phones import read_phone


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("0912345678", "+84912345678"),
        ("0912.345.678", "+84912345678"),
        ("(+84) 912 345 678", "+84912345678"),
        ("0084912345678", "+84912345678"),
        ("+84 0912 345 678", "+84912345678"),
        ("0168 123 4567", "+84381234567"),
        ("0120-1234567", "+84701234567"),
        ("+84 199 1234567", "+84591234567"),
        ("0205 3812 345", "+842053812345"),
        ("024 3825 1234", "+842438251234"),
        ("1800 6838", "18006838"),
    ],
)
def test_a_phone_has_one_form(written: str, canonical: str) -> None:
    assert read("phone", written).canonical == canonical


@pytest.mark.parametrize("written", ["", "0112345678", "091234567", "09123456789", "12345678", "0912345abc", "2024"])
def test_what_is_no_phone_is_refused(written: str) -> None:
    with pytest.raises(IdentifierUnreadable) as refused:
        read("phone", written)
    assert (refused.value.values["kind"], refused.value.values["fault"]) == ("phone", "form")


@given(st.from_regex(r"0(3[2-9]|9[678])[0-9]{7}", fullmatch=True), st.sampled_from(["", " ", ".", "-"]))
def test_grouping_never_changes_a_phone(digits: str, separator: str) -> None:
    grouped = separator.join([digits[:4], digits[4:7], digits[7:]])
    assert read_phone(grouped) == read_phone(digits) == read_phone("+84" + digits[1:])


@pytest.mark.parametrize(
    ("written", "canonical"),
    [("0100233488", "0100233488"), ("0314409058-002", "0314409058-002"), ("01.00.112.437", "0100112437")],
)
def test_a_tax_code_keeps_its_branch_apart(written: str, canonical: str) -> None:
    assert read("tax_code", written).canonical == canonical


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("0100233489", "check_digit"),
        ("0314409058-000", "branch"),
        ("01002334", "length"),
        ("01002334AB", "digits"),
        ("003085001234", "province"),
    ],
)
def test_a_wrong_tax_code_is_refused_with_what_is_wrong(written: str, fault: str) -> None:
    with pytest.raises(IdentifierUnreadable) as refused:
        read("tax_code", written)
    assert refused.value.values["fault"] == fault


def test_the_same_number_at_two_banks_is_two_accounts() -> None:
    one, other = (
        read("bank_account", "0123 456 789", bank="Vietcombank"),
        read("bank_account", "0123456789", bank="BIDV"),
    )
    assert (one.canonical, other.canonical) == ("970436:0123456789", "970418:0123456789")
    assert read("bank_account", one.canonical) == one


@pytest.mark.parametrize("name", ["VCB", "vietcombank", "Ngân hàng TMCP Ngoại thương", "970436", " Ngoại Thương "])
def test_a_bank_is_known_by_every_name(name: str) -> None:
    bank = find_bank(name)
    assert bank is not None
    assert bank.bin == "970436"


def test_an_unknown_bank_is_refused_as_such() -> None:
    with pytest.raises(IdentifierUnreadable) as refused:
        read("bank_account", "0123456789", bank="Ngân hàng Trăng Sao")
    assert refused.value.values["fault"] == "bank"


def test_every_bank_has_six_digits_and_no_alias_means_two_banks() -> None:
    aliases = [alias for bank in banks().values() for alias in bank.aliases]
    assert len(aliases) == len(set(aliases))
    assert all(len(bin_code) == 6 and bin_code.isdigit() for bin_code in banks())


@pytest.mark.parametrize(
    "written",
    [
        "https://www.Shop.example.vn/a/b/?utm_source=zalo#top",
        "shop.example.vn/a/b",
        "HTTP://m.shop.example.vn:80/a/b?fbclid=1",
    ],
)
def test_an_address_has_one_form(written: str) -> None:
    assert read("url", written).canonical == "shop.example.vn/a/b"


@pytest.mark.parametrize(
    "written", ["javascript:alert(1)", "ftp://a.vn/x", "a b.vn", "localhost", "http://", "http://[::1"]
)
def test_what_is_no_web_address_is_refused(written: str) -> None:
    with pytest.raises(IdentifierUnreadable):
        read("url", written)


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        ("https://www.facebook.com/Shop.Hoa.LS?ref=x", Identity("facebook", "shophoals")),
        ("https://m.facebook.com/profile.php?id=100012345", Identity("facebook", "100012345")),
        ("https://www.tiktok.com/@Shop_Hoa?lang=vi", Identity("tiktok", "shop_hoa")),
        ("https://zalo.me/0912345678", Identity("zalo", "+84912345678")),
        ("https://www.facebook.com/groups/12345", Identity("url", "facebook.com/groups/12345")),
        ("https://chovui.example/shop/hoa", Identity("url", "chovui.example/shop/hoa")),
    ],
)
def test_an_address_that_leads_to_an_account_is_the_account(written: str, identity: Identity) -> None:
    assert read_address(written) == identity


@pytest.mark.parametrize(
    ("written", "gtin"),
    [
        ("8936000000005", None),
        ("8938505974194", "08938505974194"),
        ("4006381333931", "04006381333931"),
        ("40063813 33931", "04006381333931"),
        ("96385074", "00000096385074"),
        ("893850597419", None),
        ("", None),
    ],
)
def test_a_gtin_needs_its_check_digit(written: str, gtin: str | None) -> None:
    assert read_gtin(written) == gtin


def test_a_text_gives_up_each_identity_once_and_by_its_right_kind() -> None:
    text = (
        "LH zalo 0912.345.678 hoặc chuyển khoản STK 0123456789 VCB. MST: 0100233488; "
        "web www.shop-hoa.vn/abc?utm_source=1, mail A.b@c.vn, fb https://facebook.com/hoa.shop"
    )
    found = find_identities(text)
    assert [one.identity for one in found] == [
        Identity("phone", "+84912345678"),
        Identity("bank_account", "970436:0123456789"),
        Identity("tax_code", "0100233488"),
        Identity("url", "shop-hoa.vn/abc"),
        Identity("email", "a.b@c.vn"),
        Identity("facebook", "hoashop"),
    ]
    assert text[found[0].start : found[0].end] == "0912.345.678"


def test_a_search_text_is_everything_it_could_be() -> None:
    assert Identity("phone", "+84912345678") in recognise("0912 345 678")
    assert Identity("zalo", "+84912345678") in recognise("0912 345 678")
    assert Identity("bank_account", "970436:0123456789") in recognise("0123456789")
    assert recognise("Nguyễn Văn Hùng") == ()


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    recognise(text)
    find_identities(text)
    words(text)


def test_tones_part_names_and_their_placement_does_not() -> None:
    hung_huyen, hung_ngang = words("Hùng Hưng")
    assert (hung_huyen.plain, hung_ngang.plain) == ("hung", "hung")
    assert hung_huyen.toned != hung_ngang.toned
    assert words("Hoà Thuý")[0] == words("Hòa Thúy")[0]
    assert words("Hoà Thuý") == words("Hòa Thúy")
    assert words("Đỗ Thị Hường") == words("Đỗ Thị Hường")


@pytest.mark.parametrize(
    ("kind", "canonical", "shown"),
    [
        ("phone", "+84912345678", "0912 345 678"),
        ("bank_account", "970436:0123456789", "0123456789 (Vietcombank)"),
        ("tiktok", "shop_hoa", "@shop_hoa"),
        ("email", "a@b.vn", "a@b.vn"),
    ],
)
def test_a_canonical_value_is_shown_as_people_write_it(kind: str, canonical: str, shown: str) -> None:
    assert display(kind, canonical) == shown
