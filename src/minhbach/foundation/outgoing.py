"""Calls of machines that are not ours: within a time; and where somebody outside named the machine, with care.

Such an address could be one of our own machines, a name that means another machine a moment later, or one that never
ends its answer. So the machine is one that the caller lists, it is called over HTTPS at an address that is anybody's,
the one that was looked at, it does not lead elsewhere, and its answer is small.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Collection, Mapping
from http.client import HTTPException, HTTPSConnection
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Thread
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

SECONDS = 10
LARGEST = 256 * 1024
# Behind it stands any IPv4 address, ours among them.
_TRANSLATED = ip_network("64:ff9b::/96")

Answer = TypeVar("Answer")


class TooLate(TimeoutError):
    """Another machine did not answer in time."""


class NotReached(RuntimeError):
    """An address was not called, or did not answer as it should; the message says why, for who keeps the server."""

    def __init__(self, why: str, *, status: int = 0) -> None:
        super().__init__(why)
        self.status = status


def in_time(act: Callable[[], Answer], *, seconds: float) -> Answer:
    """Do something that speaks to another machine; one that answers a letter a second is left after a while.

    Raises: TooLate, and whatever went wrong.
    """
    answers: list[Answer] = []
    went_wrong: list[Exception] = []

    def run() -> None:
        try:
            answers.append(act())
        except Exception as error:
            went_wrong.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise TooLate(f"no answer within {seconds} seconds")
    if went_wrong:
        raise went_wrong[0]
    return answers[0]


def fetch(
    url: str, *, hosts: Collection[str], body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> bytes:
    """Get an address of one of HOSTS (`name`, or `name:port`), or post BODY to it, and return a whole answer of 200.

    Raises: NotReached.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" or parts.netloc not in hosts or not parts.hostname:
        raise NotReached("not an HTTPS address of a machine that was named")
    try:
        return in_time(lambda: _fetch(parts, body, dict(headers or {})), seconds=SECONDS)
    except (OSError, HTTPException, ValueError) as error:
        raise NotReached(f"{type(error).__name__} from {parts.hostname}") from error


def is_anybodys(address: str) -> bool:
    """Return whether an address is of the open network: neither this machine, nor one beside it, nor a way around."""
    parsed = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv6Address) and (
        parsed.ipv4_mapped or parsed.sixtofour or parsed.teredo or parsed in _TRANSLATED
    ):
        return False
    return parsed.is_global and not parsed.is_multicast


def _fetch(parts: SplitResult, body: bytes | None, headers: dict[str, str]) -> bytes:
    host, port = parts.hostname or "", parts.port or 443
    connection = _At(_address_of(host, port), host, port)
    try:
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request("GET" if body is None else "POST", path, body, headers)
        with connection.getresponse() as answer:
            if answer.status != 200:
                raise NotReached(f"{host} answered {answer.status}", status=answer.status)
            text = answer.read(LARGEST + 1)
    finally:
        connection.close()
    if len(text) > LARGEST:
        raise NotReached(f"{host} answered more than {LARGEST} bytes")
    return text


def _address_of(host: str, port: int) -> str:
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_anybodys(address) for address in found):
        raise NotReached(f"{host} is not on the open network")
    return found[0]


class _At(HTTPSConnection):
    """Speaks to the address that was looked at, with the certificate of the name."""

    def __init__(self, address: str, host: str, port: int) -> None:
        super().__init__(host, port, timeout=SECONDS / 2)
        self.address = address

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
