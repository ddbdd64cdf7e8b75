"""Whose address a request comes from, where proxies that we know pass it on.

What a proxy says of the client (`X-Forwarded-For`, `X-Forwarded-Proto`) is believed of those named in
MINHBACH_TRUSTED_PROXIES and of nobody else: anyone can write such a header.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Address = IPv4Address | IPv6Address

PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


class ProxyMiddleware:
    """Puts the client's own address where everything else looks for it. Stands before all others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.META
        sender = _read(given.get("REMOTE_ADDR", ""))
        if sender is None or not is_trusted(sender):
            for name in PASSED_ON:
                given.pop(name, None)
        else:
            given["REMOTE_ADDR"] = str(first_stranger(sender, given.get("HTTP_X_FORWARDED_FOR", "")))
        return self.get_response(request)


def client_address(request: HttpRequest) -> str:
    """Return the address that asks, in its shortest writing; empty where there is none."""
    sender = _read(request.META.get("REMOTE_ADDR", ""))
    return "" if sender is None else str(sender)


def first_stranger(sender: Address, passed_on: str) -> Address:
    """Walk from the nearest proxy outwards to the first address that is no proxy of ours.

    What stands left of it was written by that stranger. Where a proxy of ours passed on no address, it is the client.
    """
    for written in reversed(passed_on.split(",")):
        if not is_trusted(sender):
            break
        address = _read(written)
        if address is None:
            break
        sender = address
    return sender


def is_trusted(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _read(written: str) -> Address | None:
    """Read an address as proxies write it: alone, or with a port."""
    text = written.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    # An IPv4 client of a socket that hears both is the same client.
    return getattr(address, "ipv4_mapped", None) or address
