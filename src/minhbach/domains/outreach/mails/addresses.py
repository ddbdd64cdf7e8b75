"""Addresses that want to be told: closed by the public's process, known again by a keyed digest, and never listed.

The public's process closes them under its own key, which it must have anyway; when the mail that asks back goes out
the installation closes them anew under its secret, so that who holds that process reads none that was given before.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives.ciphers.aead import AESSIV

LONGEST = 254


def digest_of(address: str, *, key: bytes) -> str:
    """Return by what an address is known again; a mark behind a plus makes no other address of it."""
    name, _at, host = address.strip().lower().rpartition("@")
    return hmac.digest(_of(key, b"digest"), f"{name.partition('+')[0]}@{host}".encode(), "sha256").hex()


def close_address(address: str, *, key: bytes) -> str:
    return urlsafe_b64encode(_box(key).encrypt(address.encode(), None)).decode()


def open_address(closed: str, *, key: bytes) -> str:
    """Raises: cryptography.exceptions.InvalidTag where another key closed it."""
    return _box(key).decrypt(urlsafe_b64decode(closed), None).decode()


def _box(key: bytes) -> AESSIV:
    return AESSIV(_of(key, b"box") + _of(key, b"box too"))


def _of(key: bytes, use: bytes) -> bytes:
    return hmac.digest(key, b"told by mail|" + use, "sha256")
