"""Values that stand in the database closed: matched without being read, read by the application alone.

AES-SIV (RFC 5297) makes the same closed value of the same value: a keyed digest of it, then the value itself encrypted
under that digest. So two who enter one number meet at one row, no one who holds the tables reads it or tries numbers
through, and what was changed is found out. The key follows from the installation's secret key, which is in every
encrypted backup; with another secret key no closed value is read or matched any more (docs/operations/backup.md).
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

# Which key closed it: a later one has another sign, and what is closed by the one before is still read.
_SIGN = "1:"


class ValueSealedElsewhere(RuntimeError):
    """A closed value that this installation's key does not open: it was changed, or closed by another's."""


def close_value(value: str, *, kind: str) -> str:
    """Return a value closed: always the same for the same value of a KIND."""
    return _SIGN + urlsafe_b64encode(_cipher().encrypt(value.encode(), [kind.encode()])).decode()


def open_value(closed: str, *, kind: str) -> str:
    """Return what was closed.

    Raises: ValueSealedElsewhere.
    """
    try:
        sealed = urlsafe_b64decode(closed.removeprefix(_SIGN))
        return _cipher().decrypt(sealed, [kind.encode()]).decode()
    except (InvalidTag, ValueError) as error:
        raise ValueSealedElsewhere("this value was not closed here") from error


@cache
def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), b"minhbach.values|1", hashlib.sha512)


def _cipher() -> AESSIV:
    return AESSIV(_key(settings.SECRET_KEY))
