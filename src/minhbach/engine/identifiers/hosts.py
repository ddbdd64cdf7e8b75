"""Whose an address is: somebody's own domain, a shop on a platform, or a host that everybody shares."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from minhbach.engine.identifiers.platforms import platforms
from minhbach.engine.identifiers.urls import host_of, read_url


def registrable_domain(host: str) -> str | None:
    """Return the part of a host that somebody registered ("a.shop.com.vn" is of "shop.com.vn"), or None.

    A host that a service gives each customer ("shop.blogspot.com") is the customer's.
    """
    found: str | None = _suffixes().privatesuffix(host)
    return found


def own_domain(address: str) -> str | None:
    """Return the domain of an address in its canonical form where it is somebody's own, or None."""
    domain = registrable_domain(host_of(address))
    if domain is None or domain in _shared() or host_of(address) in _shared():
        return None
    # "m.blogspot.com" is the service itself on a phone, and no customer's.
    return domain if read_url(domain) == domain else None


def is_shared(address: str) -> bool:
    """Say whether an address in its canonical form is only the host of a platform or a service, which names nobody."""
    host, rest = host_of(address), address[len(host_of(address)) :].strip("/?")
    return not rest and (host in _shared() or registrable_domain(host) in _shared() or registrable_domain(host) is None)


def is_shortened(address: str) -> bool:
    """Say whether an address is one that a service writes in place of another, which only opening it would tell."""
    return host_of(address) in _services()["short_links"]


def platform_at(address: str) -> str:
    """Return the code of the platform on which an address lies; empty where it lies on none that is known."""
    host = host_of(address)
    return _platform_hosts().get(host) or _platform_hosts().get(registrable_domain(host) or "", "")


def shop_at(address: str) -> tuple[str, str] | None:
    """Return (platform, account) where an address in its canonical form leads to a shop or to goods of one."""
    host = host_of(address)
    for code, pattern in _shops().get(host, ()) or _shops().get(registrable_domain(host) or "", ()):
        match = pattern.match(address)
        if match is not None:
            return code, match["shop"].casefold()
    return None


@cache
def _suffixes() -> Any:
    # Here, not above: the list takes its time to load, and few processes read addresses.
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


@cache
def _services() -> Mapping[str, frozenset[str]]:
    """Return the hosts of mail providers and services on which everybody is a guest, by what they are for."""
    table = tomllib.loads((Path(__file__).parent / "shared_hosts.toml").read_text(encoding="utf-8"))
    return {name: frozenset(row["hosts"]) for name, row in table["services"].items()}


@cache
def _platform_hosts() -> Mapping[str, str]:
    return {host: code for code, row in platforms().items() for host in row.get("hosts", ())}


@cache
def _shared() -> frozenset[str]:
    """Return the hosts of platforms, mail providers and services on which everybody is a guest."""
    return frozenset(_platform_hosts()).union(*_services().values())


@cache
def _shops() -> Mapping[str, list[tuple[str, re.Pattern[str]]]]:
    """Return, for each host of a platform, how addresses of its shops are written."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for code, row in platforms().items():
        for host in row.get("hosts", ()):
            found.setdefault(host, []).extend((code, re.compile(written)) for written in row.get("shops", ()))
    return found
