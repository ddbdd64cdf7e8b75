"""The receipt: a code of 27 digits that only its holder has, and a signed statement that anybody can check.

The code follows from the press of the form, under a key that only the office's processes hold: the same form sent twice
gets the same receipt, and nothing of the code is kept. The record keeps a keyed digest of it; no slow derivation is
needed, for nobody guesses 83 bits. Digits, because over the phone in any region a digit is heard as it is said; the
last two find every slip of one digit and every two that changed places (ISO 7064, mod 97-10).

Five of the digits are a mark that follows from the others under the key: of a hundred thousand codes that a stranger
draws the record is asked about one, and who draws them takes nothing from who opens his own.

The statement says number, day of receipt, stage and the day it was made, and nothing of what was sent or by whom.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

DIGITS = 25
_MARK_DIGITS = 5
_CHECK_DIGITS = 2
_GROUP = 3
_SIGN = "MB1"
_PARTS = 6


def key_of(secret: str) -> bytes:
    """Return the key of receipts, which follows from an installation's secret and does not lead back to it."""
    return hmac.digest(secret.encode(), b"minhbach.portal|1", "sha256")


def code_for(press: UUID, *, key: bytes) -> str:
    """Make the code of the receipt for what was sent with a press: 25 digits and two to check them."""
    drawn = _drawn(key, b"receipt|" + press.bytes, DIGITS - _MARK_DIGITS)
    digits = drawn + _mark_of(drawn, key=key)
    return f"{digits}{_check_of(int(digits)):0{_CHECK_DIGITS}d}"


def read_code(text: str) -> str:
    """Return the code that somebody typed or read out, however it was grouped; empty where a digit is wrong."""
    digits = "".join(sign for sign in text if sign in "0123456789")
    is_whole = len(digits) == DIGITS + _CHECK_DIGITS and int(digits) % 97 == 1
    return digits if is_whole else ""


def is_made_here(code: str, *, key: bytes) -> bool:
    """Say whether a code that was read carries our mark; whether anything bears it is the record's to say."""
    return hmac.compare_digest(_mark_of(code[: DIGITS - _MARK_DIGITS], key=key), code[DIGITS - _MARK_DIGITS : DIGITS])


def write_code(code: str) -> str:
    """Write a code as it is read out: nine groups of three."""
    return " ".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def digest_of(code: str, *, key: bytes) -> str:
    """Return what the record keeps of a code."""
    return hmac.new(key, b"digest|" + code.encode(), sha256).hexdigest()


def _mark_of(drawn: str, *, key: bytes) -> str:
    return _drawn(key, b"mark|" + drawn.encode(), _MARK_DIGITS)


def _drawn(key: bytes, of: bytes, digits: int) -> str:
    """Return so many digits that follow from OF and the key."""
    return f"{int.from_bytes(hmac.digest(key, of, 'sha256')) % 10**digits:0{digits}d}"


def _check_of(digits: int) -> int:
    return 98 - digits * 100 % 97


@dataclass(frozen=True)
class Statement:
    """What a receipt proves to anybody: this number was received on this day, and stood at STAGE on AS_OF."""

    number: str
    received_on: date
    stage: str
    as_of: date

    @property
    def words(self) -> str:
        return "~".join([_SIGN, self.number, f"{self.received_on:%Y%m%d}", self.stage, f"{self.as_of:%Y%m%d}"])


def sign(statement: Statement, *, key: bytes) -> str:
    """Write a statement with its signature, fit for an address."""
    return f"{statement.words}~{_written(_private(key).sign(statement.words.encode()))}"


def check(text: str, *, public: bytes) -> Statement | None:
    """Read a signed statement; None where it is not genuine."""
    parts = text.strip().split("~")
    if len(parts) != _PARTS or parts[0] != _SIGN:
        return None
    try:
        signature = urlsafe_b64decode(parts[-1] + "=" * (-len(parts[-1]) % 4))
        Ed25519PublicKey.from_public_bytes(public).verify(signature, "~".join(parts[:-1]).encode())
        return Statement(parts[1], _read_day(parts[2]), parts[3], _read_day(parts[4]))
    except (InvalidSignature, ValueError):
        return None


def public_key(key: bytes) -> bytes:
    """Return the key with which anybody may check statements, by himself if he likes."""
    return _private(key).public_key().public_bytes_raw()


@cache
def _private(key: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hmac.digest(key, b"statements", "sha256"))


def _written(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _read_day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
