"""Values that stand in the database closed: matched without being read, read by the application alone.

AES-SIV (RFC 5297) makes the same closed value of the same value: a keyed digest of it, then the value itself encrypted
under that digest. So two who enter one number meet at one row, no one who holds the tables reads it or tries numbers
through, and what was changed is found out. The key follows from the installation's secret key, which is in every
encrypted backup. With another secret key no closed value is read or matched any more, unless the former is named until
all is closed anew (`minhbach close-values-anew`, docs/operations/environment.md).
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

# How a value is closed; which key did it is found out by opening it.
_SIGN = "1:"


class ValueSealedElsewhere(RuntimeError):
    """A closed value that no key of this installation opens: it was changed, or closed by another's."""


def close_value(value: str, *, kind: str) -> str:
    """Return a value closed: always the same for the same value of a KIND."""
    return _closed(_keys()[0], value, kind)


def close_every_way(value: str, *, kind: str) -> tuple[str, ...]:
    """Return a value as it may stand in the database: closed by the key in use, and by the former where it is named."""
    return tuple(_closed(key, value, kind) for key in _keys())


def open_value(closed: str, *, kind: str) -> str:
    """Return what was closed by the key in use or by the former one.

    Raises: ValueSealedElsewhere.
    """
    for key in _keys():
        try:
            return key.decrypt(urlsafe_b64decode(closed.removeprefix(_SIGN)), [kind.encode()]).decode()
        except (InvalidTag, ValueError):
            continue
    raise ValueSealedElsewhere("this value was not closed here")


def _closed(key: AESSIV, value: str, kind: str) -> str:
    return _SIGN + urlsafe_b64encode(key.encrypt(value.encode(), [kind.encode()])).decode()


def _keys() -> tuple[AESSIV, ...]:
    """Return the key in use; behind it the former one, where what that closed is not closed anew yet."""
    return tuple(_key(secret) for secret in (settings.SECRET_KEY, settings.FORMER_SECRET_KEY) if secret)


@cache
def _key(secret: str) -> AESSIV:
    return AESSIV(hmac.digest(secret.encode(), b"minhbach.values|1", hashlib.sha512))
