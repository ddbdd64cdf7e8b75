"""How much comes from where, without knowing from where: counters that nobody can read an address out of.

An address is turned into the place of a counter as soon as a request comes in, under a key that this process drew and
keeps for an hour at most; then it is taken out of the request, so that nothing after it can write it down. Tens of
thousands of addresses share each counter: whoever held this process would learn of none of them whether it was here.
A network that shares one address shares its counter, which is why a counter never refuses anything.
"""

from __future__ import annotations

import secrets
import threading
import time
from array import array
from collections.abc import Callable
from hashlib import blake2b
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.http import HttpRequest, HttpResponse

# What our proxy passes on, and sets anew whatever came (deploy/nginx-portal.conf).
PASSED_ON = "HTTP_X_SENDER"
_TOLD_OF_SENDERS = (PASSED_ON, "REMOTE_ADDR", "REMOTE_PORT", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED")
# What is left of it for whoever counts.
_LEFT = "minhbach.sender"
HOUR_SECONDS = 3600.0
_PLACES = 1 << 16
_MOST = (1 << 16) - 1
# One subscriber of a newer network has many addresses; a whole site's are counted together.
_NETWORK_BITS = 48


class Counters:
    """Counts of what senders do, forgotten with the key each hour. Senders of unknown address are not counted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forget()

    def _forget(self) -> None:
        self._key, self._since = secrets.token_bytes(32), time.monotonic()
        # Of the two kinds of addresses one is scarce; who has many of the other fills no counter of this one.
        self._counts: dict[tuple[str, int], array[int]] = {}

    def place_of(self, written: str) -> tuple[bytes, int, int] | None:
        """Return where an address is counted, under the key of the hour; None for one that tells nobody apart."""
        found = _read(written)
        if found is None or not found.is_global:
            return None
        counted = found if found.version == 4 else ip_network((found, _NETWORK_BITS), strict=False).network_address
        with self._lock:
            if time.monotonic() - self._since > HOUR_SECONDS:
                self._forget()
            digest = blake2b(counted.packed, key=self._key, digest_size=2).digest()
            return self._key, found.version, int.from_bytes(digest)

    def add(self, place: tuple[bytes, int, int] | None, thing: str) -> int:
        """Count a thing once more at a place, and return how often it was before in this hour."""
        if place is None:
            return 0
        key, version, at = place
        with self._lock:
            if key != self._key:
                return 0
            counts = self._counts.setdefault((thing, version), array("H", bytes(2 * _PLACES)))
            before = counts[at]
            counts[at] = min(before + 1, _MOST)
            return before


COUNTERS = Counters()
Place = tuple[bytes, int, int] | None


class SenderMiddleware:
    """Stands before everything: leaves of the sender's address the place of a counter, and nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META
        place = COUNTERS.place_of(told.get(PASSED_ON) or told.get("REMOTE_ADDR", ""))
        environment = getattr(request, "environ", told)
        for name in _TOLD_OF_SENDERS:
            told.pop(name, None)
            environment.pop(name, None)
        told[_LEFT] = place
        return self.get_response(request)


def sender_of(request: HttpRequest) -> Place:
    """Return where what this sender does is counted; None for one who is not told apart."""
    place: Place = request.META.get(_LEFT)
    return place


def _read(written: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(written.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
