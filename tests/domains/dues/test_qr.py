"""The code to pay by is the one that the banks' own example shows."""

from __future__ import annotations

from minhbach.domains.dues.qr import payment_code, plain
from minhbach.engine.identifiers.banks import banks
from minhbach.foundation.drawing import qr_of


def test_the_layout_is_that_of_the_published_example_but_for_the_purpose() -> None:
    # NAPAS' example: 180 000 đồng to account 0011012345678 at the bank 970403; ours carries no number of an order.
    code = payment_code(bank_bin="970403", number="0011012345678", amount_vnd=180_000, purpose="thanh toan don hang")
    assert code == (
        "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN"
        "62230819THANH TOAN DON HANG6304" + code[-4:]
    )
    assert "970403" in banks()


def test_the_check_is_the_one_of_the_published_example() -> None:
    from binascii import crc_hqx

    text = (
        "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN"
        "62340107NPS68690819thanh toan don hang6304"
    )
    assert f"{crc_hqx(text.encode(), 0xFFFF):04X}" == "2E2E"
    ours = payment_code(bank_bin="970403", number="0011012345678", amount_vnd=1, purpose="x")
    assert f"{crc_hqx(ours[:-4].encode(), 0xFFFF):04X}" == ours[-4:]


def test_a_decision_is_named_in_letters_that_every_bank_takes() -> None:
    assert plain("Nộp phạt QĐ 07/QĐ-XPHC") == "NOP PHAT QD 07 QD XPHC"
    long = payment_code(bank_bin="970403", number="0011012345678", amount_vnd=1, purpose="Đ" * 90)
    assert "0850" + "D" * 50 in long


def test_a_code_is_drawn_and_small_enough_for_a_page() -> None:
    drawn = qr_of(payment_code(bank_bin="970403", number="0011012345678", amount_vnd=6_000_000, purpose="QD 07"))
    assert drawn.size < 80
    assert drawn.path.startswith("M")
