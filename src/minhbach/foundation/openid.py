"""OpenID Connect, our side of it: where to send somebody to sign in, and who came back.

By the code flow with PKCE alone (OpenID Connect Core 1.0, RFC 7636, RFC 9700). jwcrypto checks signatures and times;
what we ask of a token stands here. What a provider says of itself and its keys is kept for an hour, and asked anew
where a token names a key that is not among them, once a minute at most.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.core.cache import cache
from jwcrypto.common import JWException
from jwcrypto.jwk import JWK, JWKSet
from jwcrypto.jwt import JWT

from minhbach.foundation.outgoing import NotReached, fetch

# Signed by a key of the provider's own: no `none`, and nothing that our secret would be the key of.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
LEEWAY = 60
KEPT_FOR = 60 * 60
ASKED_ANEW_AFTER = 60
ASKED_AGAIN_AFTER = 15
AWAY: dict[str, Any] = {}
MOST_KEYS = 30
LONGEST_SUBJECT = 255


class ProviderDown(Exception):
    """The provider did not answer, or not as it should."""


class NotAccepted(Exception):
    """What came back proves nobody; the message says why, for the log."""


@dataclass(frozen=True, kw_only=True)
class Client:
    """Who we are at a provider. HOSTS are the machines that may be called in its name (`name`, or `name:port`)."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    hosts: Sequence[str]


@dataclass(frozen=True)
class Trip:
    """What we remember of one who was sent there, so that only the one who went comes back, and once."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def begun(cls) -> Trip:
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))


@dataclass(frozen=True)
class Identity:
    """Who came back: by the provider's own name for him, which it gives to nobody else, and how he proved it."""

    issuer: str
    subject: str
    proofs: frozenset[str]


def address_to_go(client: Client, trip: Trip, *, redirect_uri: str) -> str:
    """Return where to send somebody to sign in. Raises ProviderDown."""
    endpoint = _described(client)["authorization_endpoint"]
    asked = {
        "response_type": "code",
        "scope": "openid",
        "client_id": client.client_id,
        "redirect_uri": redirect_uri,
        "state": trip.state,
        "nonce": trip.nonce,
        "code_challenge": _unpadded(hashlib.sha256(trip.verifier.encode()).digest()),
        "code_challenge_method": "S256",
    }
    return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(asked)}"


def who_came_back(client: Client, trip: Trip, *, code: str, redirect_uri: str) -> Identity:
    """Give the code back to the provider and say whom it names. Raises ProviderDown, NotAccepted."""
    described = _described(client)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": trip.verifier,
        "client_id": client.client_id,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    if client.secret and "client_secret_basic" in described["ways"]:
        both = f"{quote(client.client_id, safe='')}:{quote(client.secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(both.encode()).decode()}"
    elif client.secret:
        form["client_secret"] = client.secret
    try:
        answer = _asked(client, described["token_endpoint"], body=urlencode(form).encode(), headers=headers)
    except ProviderDown as down:
        # Of a code that is none, or was used, it says so (RFC 6749, 5.2).
        if isinstance(down.__cause__, NotReached) and down.__cause__.status in (400, 401):
            raise NotAccepted("code") from down
        raise
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise NotAccepted("no_token")
    return _read(client, token, nonce=trip.nonce, keys_at=described["jwks_uri"])


def _read(client: Client, token: str, *, nonce: str, keys_at: str) -> Identity:
    try:
        kid = json.loads(_padded(token.partition(".")[0])).get("kid")
        jwt = JWT(
            algs=ALGORITHMS,
            expected_type="JWS",
            strict_serialization=True,
            check_claims={
                "iss": client.issuer,
                "aud": client.client_id,
                "nonce": nonce,
                "sub": None,
                "exp": None,
                "iat": None,
            },
        )
        jwt.leeway = LEEWAY
        jwt.deserialize(token, _keys_for(client, keys_at, kid))
        claims = json.loads(jwt.claims)
    except (JWException, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotAccepted(type(error).__name__) from error
    subject, audience, begins = claims["sub"], claims["aud"], claims.get("nbf", 0)
    # jwcrypto leaves it alone where other claims are asked for.
    if not isinstance(begins, int | float) or begins > time.time() + LEEWAY:
        raise NotAccepted("not_yet")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise NotAccepted("subject")
    party = claims.get("azp", client.client_id if isinstance(audience, str) or len(audience) == 1 else None)
    if party != client.client_id:
        raise NotAccepted("authorised_party")
    ways = claims.get("amr")
    said = [claims.get("acr"), *(ways if isinstance(ways, list) else [])]
    return Identity(client.issuer, subject, frozenset(one for one in said if isinstance(one, str)))


def _keys_for(client: Client, keys_at: str, kid: Any) -> JWKSet:
    """Return the provider's keys, or of those the one that is named; asked anew where it is not among them."""
    place = _place(client, "keys", keys_at)
    kept = cache.get(place)
    if kept is None or (
        time.time() - kept["at"] > ASKED_ANEW_AFTER and kid is not None and not _named(kept["keys"], kid)
    ):
        told = _asked(client, keys_at).get("keys")
        if not isinstance(told, list):
            raise ProviderDown("no keys")
        public = [
            key
            for key in told[:MOST_KEYS]
            if isinstance(key, dict) and key.get("kty") in ("RSA", "EC", "OKP") and key.get("use", "sig") == "sig"
        ]
        kept = {"keys": public, "at": time.time()}
        cache.set(place, kept, KEPT_FOR)
    found = JWKSet()
    for key in kept["keys"] if kid is None else _named(kept["keys"], kid):
        found.add(JWK(**{name: key[name] for name in ("kty", "kid", "n", "e", "crv", "x", "y") if name in key}))
    return found


def _named(keys: list[dict[str, Any]], kid: Any) -> list[dict[str, Any]]:
    return [key for key in keys if key.get("kid") == kid]


def _described(client: Client) -> dict[str, Any]:
    """Return what the provider says of itself, where all of it lies on machines that were named."""
    place = _place(client, "described", client.issuer)
    kept: dict[str, Any] | None = cache.get(place)
    if kept == AWAY:
        raise ProviderDown("not asked again so soon")
    if kept is not None:
        return kept
    # Whoever asks to be sent is nobody we know: while one waits, perhaps in vain, no others do.
    cache.set(place, AWAY, ASKED_AGAIN_AFTER)
    told = _asked(client, client.issuer.rstrip("/") + "/.well-known/openid-configuration")
    ends = {name: told.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    for end in ends.values():
        parts = urlsplit(end) if isinstance(end, str) else None
        if parts is None or parts.scheme != "https" or parts.netloc not in client.hosts:
            raise ProviderDown("an address that was not named")
    if told.get("issuer") != client.issuer:
        raise ProviderDown("another issuer")
    # What is said where nothing is said (OpenID Connect Discovery 1.0, 3).
    ways = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    kept = {**ends, "ways": ways}
    cache.set(place, kept, KEPT_FOR)
    return kept


def _asked(
    client: Client, url: str, *, body: bytes | None = None, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    try:
        told = json.loads(fetch(url, hosts=client.hosts, body=body, headers=headers))
    except (NotReached, ValueError, RecursionError) as error:
        raise ProviderDown(str(error)) from error
    if not isinstance(told, dict):
        raise ProviderDown("no object")
    return told


def _place(client: Client, what: str, address: str) -> str:
    named = json.dumps([client.issuer, sorted(client.hosts), address])
    return f"openid.{what}.{hashlib.sha256(named.encode()).hexdigest()}"


def _unpadded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _padded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
