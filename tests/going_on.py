"""For tests of something else: whoever acts goes on without whatever is asked about (`foundation/requirements`)."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client


class _GoingOn(frozenset[str]):
    def __contains__(self, code: object) -> bool:
        return True


GO_ON = _GoingOn()


def go_on(client: Client, address: str, data: dict[str, Any] | None = None, **more: Any) -> HttpResponse:
    """Send a form, and once more with whatever its answer asks about."""
    answer = client.post(address, data or {}, **more)
    codes = re.findall(r'name="confirmed" value="([^"]*)"', answer.content.decode())
    return client.post(address, {**(data or {}), "confirmed": codes}, **more) if codes else answer
