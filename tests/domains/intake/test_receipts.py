"""A receipt"""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from minhbach.domains.intake import receipts

KEY = receipts.key_of("only-for-tests")
PRESS = UUID("11111111-2222-4333-8444-555555555555")
STATEMENT = receipts.Statement("26-00000389", date(2026, 11, 20), "in_hand", date(2026, 11, 25))


def test_is_the_same_for_the_same_press_and_another_for_another() -> None:
    code = receipts.code_for(PRESS, key=KEY)
    assert code == receipts.code_for(PRESS, key=KEY)
    assert len(code) == 27
    assert code != receipts.code_for(uuid4(), key=KEY)
    assert code != receipts.code_for(PRESS, key=receipts.key_of("another's"))


def test_is_read_however_it_was_grouped() -> None:
    code = receipts.code_for(PRESS, key=KEY)
    written = receipts.write_code(code)
    assert [len(part) for part in written.split(" ")] == [3] * 9
    for typed in (code, written, written.replace(" ", "-"), f"  {written}\n", written.replace(" ", " . ")):
        assert receipts.read_code(typed) == code


def test_finds_every_slip_of_one_digit_and_every_two_that_changed_places() -> None:
    code = receipts.code_for(PRESS, key=KEY)
    slips = [code[:at] + digit + code[at + 1 :] for at in range(27) for digit in "0123456789" if digit != code[at]]
    slips += [code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(26) if code[at] != code[at + 1]]
    assert [slip for slip in slips if receipts.read_code(slip)] == []
    assert [receipts.read_code(one) for one in ("", code[:-1], code + "0", "không có số")] == ["", "", "", ""]


def test_every_code_that_is_made_can_be_read() -> None:
    codes = [receipts.code_for(UUID(int=number), key=KEY) for number in range(500)]
    assert [receipts.read_code(code) for code in codes] == codes


def test_carries_a_mark_that_only_the_key_makes() -> None:
    code = receipts.code_for(PRESS, key=KEY)
    assert receipts.is_made_here(code, key=KEY)
    assert not receipts.is_made_here(code, key=receipts.key_of("another's"))
    strangers = [f"{number:025d}" for number in range(10**24, 10**24 + 2_000)]
    assert sum(receipts.is_made_here(one + "00", key=KEY) for one in strangers) == 0


def test_its_digest_is_keyed() -> None:
    code = receipts.code_for(PRESS, key=KEY)
    assert receipts.digest_of(code, key=KEY) != receipts.digest_of(code, key=receipts.key_of("another's"))
    assert len(receipts.digest_of(code, key=KEY)) == 64


def test_a_statement_is_checked_with_the_public_key_alone() -> None:
    text = receipts.sign(STATEMENT, key=KEY)
    public = receipts.public_key(KEY)
    assert receipts.check(text, public=public) == STATEMENT
    assert receipts.check(text, public=receipts.public_key(receipts.key_of("another's"))) is None


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "MB1",
        "MB1~26-00000389~20261120~done~20261125~x",
        receipts.sign(STATEMENT, key=KEY).replace("in_hand", "done"),
        receipts.sign(STATEMENT, key=KEY).replace("26-00000389", "26-00000390"),
        receipts.sign(STATEMENT, key=KEY)[:-4],
        receipts.sign(STATEMENT, key=KEY) + "~x",
        "MB1~é~20261120~done~20261125~é",
    ],
)
def test_a_forged_statement_is_none(forged: str) -> None:
    assert receipts.check(forged, public=receipts.public_key(KEY)) is None
