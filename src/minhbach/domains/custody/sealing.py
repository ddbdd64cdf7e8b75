"""Closing what tells of a person, for custodians alone: JSON Web Encryption (RFC 7516), one recipient for each key.

RSA-OAEP-256 wraps the key of one AES-256-GCM box for each custodian, so any of them opens it, and every browser can
without a library (Web Cryptography). Needs no database and no secret: whoever seals cannot open.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK

ALGORITHMS = {"alg": "RSA-OAEP-256", "enc": "A256GCM"}
LEAST_BITS = 3072
FEWEST_KEYS = 2
# The length of a box must not tell the length of a name.
_STEP = 1024


@dataclass(frozen=True)
class PublicKey:
    """The half of a custodian's key that closes: what a process that seals is told."""

    id: UUID
    jwk: Mapping[str, Any]


class KeyUnfit(ValueError):
    """No public key for sealing; or more than a public key."""


def seal(told: Mapping[str, str], keys: Sequence[PublicKey]) -> dict[str, Any]:
    """Close what somebody told so that each of the keys opens it.

    Raises: KeyUnfit.
    """
    if len(keys) < FEWEST_KEYS:
        raise KeyUnfit("an identity is sealed for two custodians at least")
    plain = json.dumps(dict(told), ensure_ascii=False).encode()
    box = JWE(plain.ljust(-(-len(plain) // _STEP) * _STEP), protected=json.dumps(ALGORITHMS))
    for key in keys:
        box.add_recipient(JWK(**key.jwk), header=json.dumps({"kid": str(key.id)}))
    sealed: dict[str, Any] = json.loads(box.serialize())
    return sealed


def thumbprint(jwk: Mapping[str, Any]) -> str:
    """Prove a key fit for sealing and return its fingerprint (RFC 7638).

    Raises: KeyUnfit.
    """
    try:
        key = JWK(**jwk)
        is_fit = key["kty"] == "RSA" and not key.has_private and key.get_op_key("wrapKey").key_size >= LEAST_BITS
    except Exception as fault:  # the library tells of a key it cannot read in many ways
        raise KeyUnfit(str(fault)) from None
    if not is_fit:
        raise KeyUnfit("a public RSA key of 3072 bits or more is wanted, and nothing more")
    said: str = key.thumbprint()
    return said
