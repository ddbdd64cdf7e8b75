"""What somebody outside names is called as it was named, at nobody's inner machine, for a little and for a while."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from minhbach.foundation import outgoing
from minhbach.foundation.outgoing import NotReached, TooLate, fetch, in_time, is_anybodys
from tests.provider import HOST, Provider, provider_running


@pytest.fixture
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    with provider_running(tmp_path, monkeypatch) as running:
        yield running


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1",
        "2002:a00:1::", "ff02::1", "::",
    ],
)  # fmt: skip
def test_an_address_that_is_not_everybodys_is_none(address: str) -> None:
    assert not is_anybodys(address)


def test_an_address_of_the_open_network_is_one() -> None:
    assert is_anybodys("203.113.131.1")
    assert is_anybodys("2405:4800::1")


def test_a_name_that_leads_inside_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*_asked: Any, **_more: Any) -> list[Any]:
        return [(0, 0, 0, "", ("203.113.131.1", 443)), (0, 0, 0, "", ("10.0.0.1", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    with pytest.raises(NotReached, match="not on the open network"):
        fetch("https://id.tra-suong.example/", hosts=["id.tra-suong.example"])


@pytest.mark.parametrize(
    "url",
    [
        "http://{host}/keys", "https://id.khac.example/keys", "https://a@{host}/keys", "https://{host}.khac.example/keys",
        "file:///etc/passwd", "https:///keys", "",
    ],
)  # fmt: skip
def test_what_was_not_named_is_not_called(provider: Provider, url: str) -> None:
    host = provider.issuer.removeprefix("https://")
    with pytest.raises(NotReached):
        fetch(url.format(host=host), hosts=[host])
    assert provider.calls == []


def test_an_answer_is_whole_small_and_of_this_machine(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    host = provider.issuer.removeprefix("https://")
    assert b'"keys"' in fetch(f"https://{host}/keys", hosts=[host])
    provider.status = 302
    with pytest.raises(NotReached, match="answered 302"):
        fetch(f"https://{host}/keys", hosts=[host])
    provider.status = 200
    monkeypatch.setattr(provider, "answer", lambda *_asked: (200, b"x" * (outgoing.LARGEST + 1)))
    with pytest.raises(NotReached, match="more than"):
        fetch(f"https://{host}/keys", hosts=[host])


def test_a_certificate_of_another_name_is_none(provider: Provider) -> None:
    with pytest.raises(NotReached, match="SSLCertVerificationError"):
        fetch(f"https://khac.example:{provider.port}/keys", hosts=[f"khac.example:{provider.port}"])
    assert HOST not in provider.calls


def test_whoever_takes_long_is_left() -> None:
    with pytest.raises(TooLate):
        in_time(lambda: time.sleep(5), seconds=0.05)
    with pytest.raises(KeyError):
        in_time(lambda: {}["x"], seconds=5)
    assert in_time(lambda: 7, seconds=5) == 7
