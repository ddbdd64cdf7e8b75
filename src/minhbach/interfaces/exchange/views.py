"""Events of calls as JSON. What is signed is the moment of sending and the very bytes; an old sending is refused.

Sent again in time, the same events are known by their ids and change nothing: docs/operations/telephone-exchange.md.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from minhbach.domains.hotline.refusals import EventUnfit
from minhbach.domains.hotline.services import hear_events
from minhbach.domains.hotline.types import CallEventTold, EventKind
from minhbach.foundation.clock import now

SIGNATURE, TIMESTAMP = "X-MinhBach-Signature", "X-MinhBach-Timestamp"
# A sending is good for so many seconds, whichever clock is ahead.
GOOD_SECONDS = 300
MOST_EVENTS = 200
LONGEST = 80


@csrf_exempt
@login_not_required
@require_POST
def events(request: HttpRequest) -> JsonResponse:
    """Take in {"events": […]}; all of them or none. Where no secret is set there is no such page."""
    if not settings.EXCHANGE_SECRET:
        raise Http404
    if not _is_genuine(request):
        return JsonResponse({"refused": "signature"}, status=401)
    told = _read(request.body)
    if told is None:
        return JsonResponse({"refused": "shape"}, status=400)
    try:
        new = hear_events(at=now(), told=told)
    except EventUnfit as refusal:
        return JsonResponse({"refused": "event", "why": str(refusal)}, status=422)
    return JsonResponse({"new": new, "known": len(told) - new})


def _is_genuine(request: HttpRequest) -> bool:
    sent_at = request.headers.get(TIMESTAMP, "")
    if not sent_at.isascii() or not sent_at.isdigit() or abs(now().timestamp() - int(sent_at[:12])) > GOOD_SECONDS:
        return False
    expected = sign(sent_at, request.body, secret=settings.EXCHANGE_SECRET)
    return constant_time_compare(request.headers.get(SIGNATURE, ""), expected)


def sign(sent_at: str, body: bytes, *, secret: str) -> str:
    return "sha256=" + hmac.digest(secret.encode(), sent_at.encode() + b"." + body, hashlib.sha256).hex()


def _read(body: bytes) -> list[CallEventTold] | None:
    try:
        given = json.loads(body)["events"]
        if not isinstance(given, list) or not 1 <= len(given) <= MOST_EVENTS:
            return None
        return [_event(one) for one in given]
    except (KeyError, TypeError, ValueError, RecursionError):
        return None


def _event(given: Any) -> CallEventTold:
    if not isinstance(given, dict):
        raise TypeError("not an event")
    words = {name: given.get(name, "") for name in ("id", "call", "event", "at", "called", "caller")}
    if not all(isinstance(value, str) and len(value) <= LONGEST and "\x00" not in value for value in words.values()):
        raise ValueError("not words")
    if not (words["id"] and words["call"]):
        raise ValueError("no id")
    return CallEventTold(
        event=words["id"], call=words["call"], kind=EventKind(words["event"]), at=words["at"], called=words["called"],
        caller=words["caller"],
    )  # fmt: skip
