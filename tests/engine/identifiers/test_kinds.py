"""Every kind keeps the same promises, and none takes what is another's."""

from __future__ import annotations

import csv
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minhbach.engine.identifiers import (
    KINDS,
    IdentifierUnreadable,
    Identity,
    display,
    find_identities,
    read,
    read_address,
    read_cell,
    recognise,
    with_implied,
)
from minhbach.engine.identifiers.banks import branch_of, find_bank
from minhbach.engine.identifiers.phones import find_phones
from minhbach.engine.identifiers.rarity import Rarity, rarity_of

# How a value of each kind may be written, and what it is then.
WRITTEN: dict[str, list[tuple[str, str]]] = {
    "phone": [
        ("901000141", "+84901000141"),
        ("84901000141", "+84901000141"),
        ("+84 (90) 100.01.41", "+84901000141"),
        ("o9o1 000 141", "+84901000141"),
        ("không chín không một 000 141", "+84901000141"),
        ("0253 876 541", "+842053876541"),
        ("04 3825 6141", "+842438256141"),
        ("0320 3 876 541", "+842203876541"),
        ("2438256141", "+842438256141"),
        ("0838 256 141", "+84838256141"),
        ("+86 138 0000 1141", "+8613800001141"),
        ("0066 2 123 4567", "+6621234567"),
        ("1900.6141", "19006141"),
    ],
    "tax_code": [
        ("0100233488", "0100233488"),
        ("100233488", "0100233488"),
        ("0314409058 - 002", "0314409058-002"),
        ("020 090 001 141", "020090001141"),
        ("20090001141", "020090001141"),
    ],
    "personal_id": [("020.090.001.141", "020090001141"), ("081234567", "081234567"), ("20090001141", "020090001141")],
    "bank_account": [
        ("0141000200300 (Vietcombank)", "970436:0141000200300"),
        ("VCB: 0141 000 200 300", "970436:0141000200300"),
        ("STK 0141000200300 - Ngân hàng TMCP Ngoại thương Việt Nam", "970436:0141000200300"),
        ("8400205 Agribank chi nhánh Lộc Bình", "970405:8400205"),
    ],
    "wallet": [("MoMo 0901 000 141", "momo:+84901000141"), ("0901000141 (Zalo Pay)", "zalopay:+84901000141")],
    "email": [("Hoa.Mai@hopthu.example", "hoa.mai@hopthu.example"), ("hoa[at]hopthu[.]example", "hoa@hopthu.example")],
    "url": [
        ("hxxps://vi-du[.]example/a/", "vi-du.example/a"),
        ("https://m.www.vi-du.example/a%20b?utm_source=x", "vi-du.example/a%20b"),
        ("VI-DU(.)example", "vi-du.example"),
    ],
    "domain": [
        ("https://ban-hang.vi-du.com.vn/gio-hang", "vi-du.com.vn"),
        ("tiem.blogspot.com", "tiem.blogspot.com"),
        ("lienhe@vi-du.vn", "vi-du.vn"),
    ],
    "zalo": [("zalo.me/0901000141", "+84901000141"), ("https://zalo.me/tiemhoa", "tiemhoa")],
    "facebook": [("https://m.facebook.com/Tiem.Hoa/", "tiemhoa"), ("fb.com/profile.php?id=100014100", "100014100")],
    "tiktok": [("https://www.tiktok.com/@Tiem_Hoa?lang=vi", "tiem_hoa"), ("@tiem_hoa", "tiem_hoa")],
    "telegram": [("https://t.me/Tiem_Hoa", "tiem_hoa"), ("t.me/s/tiemhoa", "tiemhoa"), ("@TiemHoa", "tiemhoa")],
    "shop": [
        ("Shopee: 141000", "shopee:141000"),
        ("https://shopee.vn/Giay-cao-got-i.141000.2205", "shopee:141000"),
        ("https://shopee.vn/tiemhoa.ls?is_from_login=true", "shopee:tiemhoa.ls"),
        ("https://www.lazada.vn/shop/Tiem-Hoa/", "lazada:tiem-hoa"),
        ("https://tiki.vn/cua-hang/tiem-hoa", "tiki:tiem-hoa"),
        ("https://shop141.taobao.com", "taobao:shop141"),
    ],
    "sender": [("GHN: 2205141", "ghn:2205141"), ("S2205.141 (Giao hàng tiết kiệm)", "ghtk:S2205.141")],
    "plate": [("12a-141.22", "12A-14122"), ("29-H1 141.22", "29H1-14122"), ("12A 1412", "12A-1412")],
    "registration": [("1410 / 24 / CBMP-HCM", "1410/24/CBMP-HCM"), ("vd-14122-20", "VD-14122-20")],
    "gtin": [("893 8505 974194", "08938505974194"), ("96385074", "00000096385074")],
}
CASES = [(kind, written, canonical) for kind, pairs in WRITTEN.items() for written, canonical in pairs]


def test_every_kind_is_tried_here_and_has_words_for_all_that_can_be_wrong() -> None:
    assert set(WRITTEN) == set(KINDS)
    for code, kind in KINDS.items():
        assert kind.code == code
        assert kind.words
        assert "form" in kind.faults


@pytest.mark.parametrize(("kind", "written", "canonical"), CASES)
def test_a_value_is_one_however_it_is_written_shown_and_read_again(kind: str, written: str, canonical: str) -> None:
    identity = read(kind, written)
    assert identity == Identity(kind, canonical)
    assert read(kind, canonical) == identity
    assert read(kind, display(kind, canonical)) == identity
    assert identity in recognise(written) or kind in ("shop", "domain", "url", "zalo", "facebook", "tiktok", "telegram")
    assert all(KINDS[kind].keys(canonical))


@pytest.mark.parametrize("kind", KINDS)
@given(written=st.text(max_size=30) | st.text("0123456789 .-+():/@abhmostwxzBĐVN", max_size=30))
@settings(max_examples=60)
def test_whatever_is_read_is_read_again_from_how_it_is_kept_and_shown(kind: str, written: str) -> None:
    fault, identity = tried(kind, written)
    assert identity is not None or fault in KINDS[kind].faults
    if identity is not None:
        assert read(kind, identity.canonical) == identity
        assert read(kind, display(kind, identity.canonical)) == identity


# What hands, forms and programs do to a value, and what of it means nothing.
TREATED = {
    "as it is": lambda text: text,
    "with spaces around": lambda text: f"  {text}\t",
    "with a space that does not break": lambda text: text.replace(" ", "\u00a0"),
    "without a width": lambda text: f"\u200b{text}\ufeff",
    "taken apart": lambda text: normalize("NFD", text),
    "in wide figures": lambda text: text.translate({ord("0") + n: ord("０") + n for n in range(10)}),
    "with a long dash": lambda text: text.replace("-", "–"),
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=60)
def test_a_value_stays_one_whatever_is_done_to_how_it_is_written(kind: str, data: st.DataObject) -> None:
    """Each example is a value of the kind, so that none passes because nothing was read."""
    written, canonical = data.draw(st.sampled_from(WRITTEN[kind]))
    for way in data.draw(st.lists(st.sampled_from(sorted(TREATED)), max_size=3)):
        written = TREATED[way](written)
    identity = read(kind, written)
    assert identity == Identity(kind, canonical)
    # Kept, shown and read again, as often as one likes.
    for _ in range(2):
        assert read(kind, identity.canonical) == identity
        identity = read(kind, display(kind, identity.canonical))
    assert identity == Identity(kind, canonical)
    assert with_implied(with_implied([identity])) == with_implied([identity])


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=60)
def test_a_value_with_a_letter_another_is_read_as_another_or_not_at_all(kind: str, data: st.DataObject) -> None:
    written, _canonical = data.draw(st.sampled_from(WRITTEN[kind]))
    place = data.draw(st.integers(0, len(written) - 1))
    letter = data.draw(st.sampled_from("0123456789abhmostxzBĐVN .-/:@"))
    fault, identity = tried(kind, written[:place] + letter + written[place + 1 :])
    assert identity is not None or fault in KINDS[kind].faults
    if identity is not None:
        assert read(kind, identity.canonical) == read(kind, display(kind, identity.canonical)) == identity


def tried(kind: str, written: str) -> tuple[str, Identity | None]:
    try:
        return "", read(kind, written)
    except IdentifierUnreadable as unreadable:
        return str(unreadable.values["fault"]), None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Số xe: biển số 12A-141.22, gọi 0901 000 141", [("plate", "12A-14122"), ("phone", "+84901000141")]),
        ("Mã kiện hàng 0901000141 in trên hộp", []),
        ("vận đơn: 0901000141; IMEI 0901000141", []),
        ("Chuyển momo 0901000141 nhé", [("phone", "+84901000141"), ("wallet", "momo:+84901000141")]),
        ("MST hộ: 020090001141", [("tax_code", "020090001141")]),
        ("CCCD 020090001141 do công an cấp", [("personal_id", "020090001141")]),
        ("Công bố 1410/24/CBMP-HCM, mã vạch 8938505974194", [("registration", "1410/24/CBMP-HCM"),
         ("gtin", "08938505974194")]),
        ("xem hxxps://vi-du[.]com/a và https://shopee.vn/shop/141000", [("url", "vi-du.com/a"),
         ("shop", "shopee:141000")]),
        ("hàng có trên shopee.vn và gmail.com", []),
        ("gọi +86 138 0000 1141", [("phone", "+8613800001141")]),
    ],
)  # fmt: skip
def test_what_stands_in_a_text_is_found_by_its_right_kind(text: str, found: list[tuple[str, str]]) -> None:
    assert sorted((one.identity.kind, one.identity.canonical) for one in find_identities(text)) == sorted(found)


@given(st.text(alphabet="0123456789 .-+()đtsốmãkiện:@/", max_size=60))
@settings(max_examples=60)
def test_what_is_found_in_a_text_is_what_reading_reads(text: str) -> None:
    for one in find_identities(text):
        again = read_address(one.identity.canonical) if one.identity.kind == "url" else read(*_parts(one.identity))
        assert again == one.identity


def _parts(identity: Identity) -> tuple[str, str]:
    return identity.kind, identity.canonical


@pytest.mark.parametrize(
    ("kind", "written", "fault"),
    [
        ("phone", "12345", "form"),
        ("phone", "+84 123", "form"),
        ("phone", "0901 000 14x", "form"),
        ("tax_code", "003099000014", "province"),
        ("tax_code", "020990001141", "century"),
        ("bank_account", "0141000200300", "bank_missing"),
        ("bank_account", "0141000200300 Ngân hàng Trăng Rằm", "bank"),
        ("url", "https://shopee.vn/", "shared"),
        ("url", "gmail.com", "shared"),
        ("domain", "https://www.facebook.com/tiemhoa", "shared"),
        ("domain", "hoa@gmail.com", "shared"),
        ("domain", "m.blogspot.com", "shared"),
        ("domain", "com.vn", "shared"),
        ("sender", "0901000141", "form"),
        ("plate", "0901000141", "form"),
        ("registration", "020090001141", "form"),
        ("telegram", "https://t.me/joinchat/AAAA", "form"),
    ],
)
def test_what_is_none_of_a_kind_is_refused_with_what_is_wrong(kind: str, written: str, fault: str) -> None:
    with pytest.raises(IdentifierUnreadable) as refused:
        read(kind, written)
    assert (refused.value.values["kind"], refused.value.values["fault"]) == (kind, fault)


@pytest.mark.parametrize(
    ("kinds", "written", "within", "values", "rest"),
    [
        (("phone",), "0901000141 - 0912000141", "", ["+84901000141", "+84912000141"], ""),
        (("phone",), "0901000141-0912000141", "", ["+84901000141", "+84912000141"], ""),
        (("phone",), "0901000141/0912000141; 0205 3876 541", "", ["+84901000141", "+84912000141", "+842053876541"], ""),
        (("phone",), "0901000141 (chị Mai), 0912 000 141 hoặc +86 138 0000 1141", "",
         ["+84901000141", "+84912000141", "+8613800001141"], "chị Mai"),
        (("phone",), "ĐT: 0901.000.141", "", ["+84901000141"], ""),
        (("bank_account", "wallet"), "0141000200300", "Agribank chi nhánh Lộc Bình", ["970405:0141000200300"], ""),
        (("bank_account", "wallet"), "0901000141", "MoMo", ["momo:+84901000141"], ""),
        (("bank_account", "wallet"), "0141000200300 - VCB; 8400205 - BIDV", "",
         ["970436:0141000200300", "970418:8400205"], ""),
        (("url",), "vi-du-1.example, vi-du-2.example\nhttps://facebook.com/tiemhoa", "",
         ["vi-du-1.example", "vi-du-2.example", "tiemhoa"], ""),
        (("email",), "hoa@vi-du.example; mai@vi-du.example", "", ["hoa@vi-du.example", "mai@vi-du.example"], ""),
    ],
)  # fmt: skip
def test_a_cell_gives_up_all_that_stands_in_it(
    kinds: tuple[str, ...], written: str, within: str, values: list[str], rest: str
) -> None:
    cell = read_cell(kinds, written, bank=within)
    assert [one.canonical for one in cell.identities] == values
    assert cell.rest == rest


def test_an_accounts_own_telephone_and_an_addresss_own_domain_go_with_it() -> None:
    given = (Identity("wallet", "momo:+84901000141"), Identity("url", "a.vi-du.vn/b"), Identity("url", "shopee.vn/x"))
    assert with_implied(given)[1::2] == (Identity("phone", "+84901000141"), Identity("domain", "vi-du.vn"))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ngân hàng TMCP Kỹ thương Việt Nam", "Techcombank"),
        ("NH Nông nghiệp và PTNT", "Agribank"),
        ("Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam - CN Lạng Sơn", "Agribank"),
        ("Ngân hàng thương mại cổ phần Sài Gòn - Hà Nội (SHB)", "SHB"),
        ("Ngân hàng TMCP Sài Gòn", "SCB"),
        ("Ngân hàng TMCP Sài Gòn Công Thương", "SaigonBank"),
        ("Vietinbank Lạng Sơn", "VietinBank"),
        ("MB Bank, PGD Kỳ Lừa", "MB"),
        ("Ngân hàng số Timo", "Timo"),
        ("NGAN HANG TMCP DAU TU VA PHAT TRIEN VIET NAM", "BIDV"),
        ("HDBank - Ngân hàng TMCP Phát triển TP.HCM", "HDBank"),
    ],
)
def test_a_bank_is_known_by_its_registered_name_and_with_its_branch(written: str, name: str) -> None:
    bank = find_bank(written)
    assert bank is not None
    assert bank.name == name


@pytest.mark.parametrize("written", ["", "Ngân hàng", "Ngân hàng Trăng Rằm", "Sài Gòn Mặt Trời", "chi nhánh Lạng Sơn"])
def test_what_names_no_bank_is_none(written: str) -> None:
    assert find_bank(written) is None


@pytest.mark.shared
def test_every_bank_of_the_list_of_card_numbers_is_known_by_each_of_its_names(shared: Path) -> None:
    with (shared / "data" / "bank_bins.csv").open(encoding="utf-8", newline="") as file:
        rows = [[cell.strip() for cell in row] for row in csv.reader(file)][1:]
    for _number, bin_code, code, short, _swift, _bundle, registered in rows:
        found = {bank.bin for name in (bin_code, code, short, registered, f"Ngân hàng {registered}")
                 if (bank := find_bank(name))}  # fmt: skip
        assert found == {bin_code}


def test_a_branch_is_told_from_its_bank() -> None:
    assert branch_of("Agribank chi nhánh Lộc Bình") == "chi nhánh Lộc Bình"
    assert branch_of("Vietcombank") == ""


def test_what_is_personal_is_said_value_by_value() -> None:
    said = {(kind, value): KINDS[kind].tells_person(value) for kind, value in (
        ("phone", "+84901000141"), ("phone", "19006141"), ("tax_code", "0100233488"), ("tax_code", "020090001141"),
        ("personal_id", "020090001141"), ("bank_account", "970436:0141000200"), ("url", "vi-du.vn"), ("gtin", "x"),
    )}  # fmt: skip
    assert [value for value, is_personal in said.items() if is_personal] == [
        ("phone", "+84901000141"), ("tax_code", "020090001141"), ("personal_id", "020090001141"),
        ("bank_account", "970436:0141000200"),
    ]  # fmt: skip
    assert [code for code, kind in KINDS.items() if kind.is_closed] == ["personal_id"]
    assert [code for code, kind in KINDS.items() if not kind.tells_one] == ["registration", "gtin"]


def test_how_many_carry_a_value_says_how_much_it_tells() -> None:
    assert [rarity_of(number) for number in (0, 1, 2, 3, 4, 20, 21, 200, 201)] == [
        Rarity.ALONE, Rarity.ALONE, Rarity.RARE, Rarity.RARE, Rarity.SHARED, Rarity.SHARED, Rarity.COMMON,
        Rarity.COMMON, Rarity.HUB,
    ]  # fmt: skip


def test_a_parcels_number_is_no_telephone() -> None:
    assert list(find_phones("Mã vận đơn: 0901000141")) == []
