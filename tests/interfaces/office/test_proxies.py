"""The client's address is what a proxy that we named says, and never what a stranger wrote"""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from minhbach.config.settings.environment import read_environment
from minhbach.interfaces.office.proxies import ProxyMiddleware, client_address

OURS = ["10.0.0.1", "10.1.0.0/16", "fd00::/8"]


@pytest.fixture(autouse=True)
def named(settings: Any) -> None:
    settings.TRUSTED_PROXIES = [ip_network(one) for one in OURS]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def asked(sender: str, **headers: str) -> HttpRequest:
    request = RequestFactory().get("/", REMOTE_ADDR=sender, **headers)  # type: ignore[arg-type]
    ProxyMiddleware(lambda _: HttpResponse())(request)
    return request


@pytest.mark.parametrize(
    ("sender", "passed_on", "client"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("203.0.113.7", "10.0.0.1", "203.0.113.7"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("10.0.0.1", "10.1.2.3,10.1.2.4", "10.1.2.3"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1, unknown, 10.1.2.3", "10.1.2.3"),
        ("10.0.0.1", "198.51.100.1:4711", "198.51.100.1"),
        ("10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"),
        ("::ffff:10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"),
        ("fd00::1", "2001:0db8:0::0001", "2001:db8::1"),
        ("", "198.51.100.1", ""),
    ],
)
def test_the_address_is_the_first_from_the_right_that_is_no_proxy_of_ours(
    sender: str, passed_on: str, client: str
) -> None:
    headers = {"HTTP_X_FORWARDED_FOR": passed_on} if passed_on else {}
    assert client_address(asked(sender, **headers)) == client


def test_only_a_named_proxy_says_that_the_client_came_by_https() -> None:
    assert asked("10.0.0.1", HTTP_X_FORWARDED_PROTO="https").is_secure()
    assert not asked("203.0.113.7", HTTP_X_FORWARDED_PROTO="https").is_secure()


def test_where_no_proxy_is_named_nobody_is_believed(settings: Any) -> None:
    settings.TRUSTED_PROXIES = []
    request = asked("127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1", HTTP_X_FORWARDED_PROTO="https")
    assert client_address(request) == "127.0.0.1"
    assert not request.is_secure()


def test_sign_in_counts_by_the_same_address() -> None:
    from allauth.account.adapter import get_adapter

    request = asked("10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4, 198.51.100.1")
    assert get_adapter().get_client_ip(request) == "198.51.100.1"


def test_a_network_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINHBACH_TRUSTED_PROXIES", "10.0.0.1,10.0.0.300")
    with pytest.raises(ImproperlyConfigured, match=r"MINHBACH_TRUSTED_PROXIES: '10\.0\.0\.300'"):
        read_environment()
