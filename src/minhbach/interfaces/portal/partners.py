"""The address where banks, wallets and platforms ask before money goes: what stands published, signed, and no more.

Nothing of what is asked is kept or logged. How often a key asks is counted in this process's memory alone.
"""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from threading import Lock
from time import monotonic

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.outreach.kinds import keys_asked
from minhbach.engine.text.clean import clean
from minhbach.foundation.clock import now
from minhbach.interfaces.portal import published
from minhbach.interfaces.portal.feeds import base_of
from minhbach.interfaces.portal.published import Partner

SIGNATURE = "Minh-Bach-Signature"
LARGEST = 4_096
_MOST_KNOWN = 1_000


@dataclass
class Meter:
    """How many questions each key has left: as many as a second allows, and as many again each second."""

    left: dict[str, tuple[float, float]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def takes(self, key: str, per_second: int, *, at: float) -> bool:
        with self.lock:
            left, since = self.left.get(key, (float(per_second), at))
            left = min(float(per_second), left + (at - since) * per_second)
            is_taken = left >= 1
            self.left[key] = (left - 1 if is_taken else left, at)
            return is_taken


METER = Meter()
_known: dict[str, tuple[str, Partner]] = {}


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Answer {"value": "…"} for who shows a key: {"asked": its SHA-256, "as_of": …, "found": […]}."""
    partner = _partner_of(request.headers.get("Authorization", ""))
    if partner is None:
        return _said({"error": "key"}, status=401)
    if not METER.takes(partner.id, partner.per_second, at=monotonic()):
        response = _said({"error": "rate"}, status=429)
        response["Retry-After"] = "1"
        return response
    value = _value_of(request)
    if value is None:
        return _said({"error": "shape"}, status=400)
    base = base_of(request)
    found = published.look_up(keys_asked(clean(value)))
    return _said(
        {
            "asked": sha256(value.encode()).hexdigest(),
            "as_of": now().isoformat(timespec="seconds"),
            "found": [
                {
                    "kind": one.kind.code,
                    "title": one.title,
                    "summary": one.summary,
                    "office": one.office,
                    "published_at": one.published_at.isoformat(),
                    "url": f"{base}{one.path}",
                    "source": one.source,
                    "dated": one.dated.isoformat() if one.dated else None,
                    "replies": len(one.replies),
                }
                for one in found
            ],
        }
    )


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """Give the key with which answers are checked: Ed25519 over the bytes of the body."""
    return HttpResponse(
        json.dumps({"ed25519": public_key().hex(), "header": SIGNATURE}), content_type="application/json"
    )


def public_key() -> bytes:
    return _private(settings.PORTAL_KEY).public_key().public_bytes_raw()


def _partner_of(header: str) -> Partner | None:
    """Return whose key came with a question. Known ones are remembered until the edition changes."""
    scheme, _space, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not 0 < len(secret) <= 200:
        return None
    digest, edition = sha256(secret.strip().encode()).hexdigest(), published.edition()
    known = _known.get(digest)
    if known is not None and known[0] == edition:
        return known[1]
    found = published.partner(digest)
    if found is not None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[digest] = (edition, found)
    return found


def _value_of(request: HttpRequest) -> str | None:
    if len(request.body) > LARGEST:
        return None
    try:
        told = json.loads(request.body)
    except ValueError:
        return None
    value = told.get("value") if isinstance(told, dict) else None
    return value if isinstance(value, str) and value.strip() else None


def _said(told: dict[str, object], *, status: int = 200) -> HttpResponse:
    body = json.dumps(told, ensure_ascii=False).encode()
    response = HttpResponse(body, content_type="application/json", status=status)
    response[SIGNATURE] = urlsafe_b64encode(_private(settings.PORTAL_KEY).sign(body)).decode()
    return response


@cache
def _private(secret: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hmac.digest(secret, b"look-up answers", "sha256"))
