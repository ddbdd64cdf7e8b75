"""The code that a bank's application reads to pay a fine: EMV's tags with the account as VietQR (NAPAS) lays it out.

The sum and the decision's number are in it, so that the slip that comes back is matched. Latin letters only.
"""

from __future__ import annotations

from binascii import crc_hqx

from minhbach.engine.text.keys import search_key

# A tag holds at most so many letters.
LONGEST_TAG, LONGEST_PURPOSE = 99, 50
_NAPAS, _TO_ACCOUNT, _DONG, _VIETNAM = "A000000727", "QRIBFTTA", "704", "VN"
_ONE_USE = "12"


def payment_code(*, bank_bin: str, number: str, amount_vnd: int, purpose: str) -> str:
    """Write the text of a code that pays a sum into an account.

    Units: đồng.
    """
    account = _tag("00", _NAPAS) + _tag("01", _tag("00", bank_bin) + _tag("01", number)) + _tag("02", _TO_ACCOUNT)
    text = (
        _tag("00", "01")
        + _tag("01", _ONE_USE)
        + _tag("38", account)
        + _tag("53", _DONG)
        + _tag("54", str(amount_vnd))
        + _tag("58", _VIETNAM)
        + _tag("62", _tag("08", plain(purpose)[:LONGEST_PURPOSE].strip()))
        # The check covers its own tag and length too.
        + "6304"
    )
    return f"{text}{crc_hqx(text.encode('ascii'), 0xFFFF):04X}"


def plain(text: str) -> str:
    """Give a text in the letters, digits and blanks that every bank takes: “07/QĐ-XPHC” is “07 QD XPHC”."""
    return " ".join("".join(one if one.isalnum() else " " for one in search_key(text).upper()).split())


def _tag(code: str, value: str) -> str:
    if len(value) > LONGEST_TAG:
        raise ValueError(f"tag {code} is too long")
    return f"{code}{len(value):02d}{value}"
