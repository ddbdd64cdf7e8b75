"""A code as a reader sends it, as people print it, and as an address: one article, with what else was printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from minhbach.engine.identifiers import KINDS, Identity, recognise
from minhbach.engine.identifiers.gtins import may_be_gtin
from minhbach.engine.identifiers.scanned import Scanned, read_scanned

GTIN = "08935024149324"
WHOLE = Scanned(GTIN, batch="A12B", serial="S99", expires_on=date(2027, 12, 31))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("8935024149324", Scanned(GTIN)),
        ("(01)08935024149324(17)271231(10)A12B(21)S99", WHOLE),
        (" (01) 08935024149324 (17) 271231 (10) A12B (21) S99", WHOLE),
        ("010893502414932417271231" "10A12B\x1d21S99", WHOLE),
        ("]C1010893502414932417271231" "10A12B\x1d21S99", WHOLE),
        ("\x1d010893502414932411260200", Scanned(GTIN, made_on=date(2026, 2, 28))),
        ("https://ma.vidu.vn/01/08935024149324/10/A12B/21/S99?17=271231", replace(WHOLE, host="ma.vidu.vn")),
        ("HTTPS://Ma.ViDu.VN/01/8935024149324", Scanned(GTIN, host="ma.vidu.vn")),
        ("(01)08935024149324(15)261201", Scanned(GTIN, best_before=date(2026, 12, 1))),
    ],
)  # fmt: skip
def test_a_code_is_read_however_it_comes(written: str, read: Scanned) -> None:
    assert read_scanned(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "8935024149325",  # the check digit is another
        "(01)08935024149325(10)A",
        "https://ma.vidu.vn/01/8935024149325",
        "https://vidu.vn/san-pham/8935024149324",
        "010893502414932417279931",  # no such day
        "(10)A12B",
        "0100233488",
        "",
        "(01)08935024149324" + "(21)" + "9" * 400,
    ],
)
def test_what_names_no_article_is_none(written: str) -> None:
    assert read_scanned(written) is None


def test_a_scanned_code_is_asked_for_and_found_as_its_article() -> None:
    assert Identity("gtin", GTIN) in recognise("]C1010893502414932417271231")
    for text in ("Bán (01)08935024149324(17)271231", "xem https://ma.vidu.vn/01/8935024149324/21/X nhé"):
        assert [canonical for canonical, _start, _end in KINDS["gtin"].find(text)] == [GTIN], text


@pytest.mark.parametrize(
    ("written", "may_be"),
    [("8935024149325", True), ("8935024149324", False), ("0141000200301", False), ("2935024149325", False)],
)
def test_one_wrong_digit_is_told_where_a_bar_code_is_meant(written: str, may_be: bool) -> None:
    assert may_be_gtin(written) is may_be
