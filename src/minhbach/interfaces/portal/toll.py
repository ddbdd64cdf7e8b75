"""The toll: work that a sender's device does by itself while he types, and that grows for who sends very much.

    challenge = challenge_for(press, sender=…)      # asked for by toll.js when somebody begins to type
    is_paid(given, press=press)                     # when the form comes

It is ALTCHA's second protocol with PBKDF2: the device looks for the number whose key begins as ours does, up to a bound
that we chose; a server makes one such key for it and checks with one HMAC. Whoever brings none is taken in all the
same, and read later: a toll refuses nobody.

A toll is paid for one press of one form, and one press is one report (`receipts`): so it is worth one report in
whichever process it is brought, and no list of used ones is kept. Asking is what counts, not sending, so that nobody
lays in a stock.
"""

from __future__ import annotations

import hmac
import secrets
import time
from typing import Any
from uuid import UUID

import altcha
from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from minhbach.foundation.ids import read_id
from minhbach.interfaces.portal.senders import COUNTERS, Place, sender_of

ALGORITHM = "PBKDF2/SHA-256"
# Rounds of one key: enough that asking for it costs the browser more than calling it does.
ROUNDS = 1_000
# Keys that a device makes at most, half of them at least: 200,000 rounds, well under a second on a cheap phone.
KEYS = 200
# So many an hour ask from one address, or from one network behind an address, before more work is asked of it; from
# there it grows with the number, and ends at what a cheap phone does in about twenty seconds.
FREE = 20
MOST_TIMES = 20
LIFE_SECONDS = 2 * 3600
# A longer one was not written by us.
LONGEST = 2_000


def times_for(asked_before: int) -> int:
    """Return how many times the least work is asked of somebody from where so many were asked for in this hour."""
    return min(max(asked_before // FREE, 1), MOST_TIMES)


def challenge_for(press: UUID, *, sender: Place) -> dict[str, Any]:
    """Return what is asked for a press."""
    most = KEYS * times_for(COUNTERS.add(sender, "toll"))
    made = altcha.create_challenge(
        ALGORITHM,
        ROUNDS,
        counter=most // 2 + secrets.randbelow(most // 2),
        expires_at=int(time.time()) + LIFE_SECONDS,
        data={"press": str(press)},
        hmac_secret=_key(b"challenge"),
        hmac_key_secret=_key(b"found"),
    )
    asked: dict[str, Any] = made.to_dict()
    return asked


def is_paid(given: str, *, press: UUID) -> bool:
    """Say whether the work for this press was done."""
    if not given or len(given) > LONGEST:
        return False
    try:
        payload = altcha.Payload.from_base64(given)
        checked = altcha.verify_solution(payload, _key(b"challenge"), hmac_key_secret=_key(b"found"))
        return bool(checked.verified) and payload.challenge.parameters.data == {"press": str(press)}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # Whatever it is, nobody worked for it.
        return False


@require_safe
def challenge(request: HttpRequest) -> JsonResponse:
    press = read_id(request.GET.get("press", ""))
    if press is None:
        return JsonResponse({}, status=400)
    return JsonResponse(challenge_for(press, sender=sender_of(request)))


def _key(use: bytes) -> bytes:
    return hmac.digest(settings.PORTAL_KEY, b"toll|" + use, "sha256")
