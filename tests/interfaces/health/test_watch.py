"""Who is to be told is told once when it breaks, once a day while it stays so, once when it is right again."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import StreamRequestHandler, TCPServer
from threading import Thread
from typing import Any

import pytest
from django.core import mail

from minhbach.interfaces.health import kept, watch
from minhbach.interfaces.health.ailments import Ailment
from minhbach.interfaces.health.alerts import alert_of, text_of
from minhbach.interfaces.health.checks import Check
from minhbach.interfaces.health.kept import Look, read_look

AT = datetime(2026, 11, 29, 5, tzinfo=UTC)
DISK = Ailment("Ổ đĩa chỉ còn 3 MB.", "Dọn ổ đĩa.")


class Machine:
    """A machine with one check, well or not as the test says, looked at minute by minute."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at, self.is_well = AT, True
        check = Check("files", "Kho tệp ghi được, còn chỗ", lambda at: iter(() if self.is_well else (DISK,)))
        for name in ("minhbach.interfaces.health.alerts", "minhbach.interfaces.health.watch"):
            monkeypatch.setattr(f"{name}.CHECKS", (check,))

    def look(self, *, well: bool, after: timedelta = timedelta(minutes=1)) -> Look:
        self.is_well, self.at = well, self.at + after
        return watch.watch(self.at)


@pytest.fixture
def machine(db: None, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Machine:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, minhbach_home=tmp_path)
    settings.ALERT_TO, settings.ALERT_WEBHOOK = ["it@example.vn"], ""
    monkeypatch.setattr("socket.gethostname", lambda: "may-1")
    return Machine(monkeypatch)


def subjects() -> list[str]:
    return [message.subject for message in mail.outbox]


def test_once_when_it_breaks_and_once_when_it_is_right_again(machine: Machine) -> None:
    for well in (True, False, False, False, False, True, True):
        machine.look(well=well)
    assert subjects() == [
        "[Minh Bạch may-1] hỏng: Kho tệp ghi được, còn chỗ",
        "[Minh Bạch may-1] đã ổn: Kho tệp ghi được, còn chỗ",
    ]
    assert mail.outbox[0].to == ["it@example.vn"]
    assert mail.outbox[0].body == (
        "Máy may-1, lúc 12:03 29/11/2026.\n\nHỎNG: Kho tệp ghi được, còn chỗ (từ 12:02 29/11/2026)\n"
        "  Ổ đĩa chỉ còn 3 MB.\n  → Dọn ổ đĩa.\n\nXem trang Tình trạng hệ thống, hoặc chạy: minhbach doctor"
    )


def test_what_one_look_found_and_the_next_did_not_is_not_told(machine: Machine) -> None:
    for well in (True, False, True, False, True):
        machine.look(well=well)
    assert subjects() == []


def test_a_reminder_comes_each_day(machine: Machine) -> None:
    machine.look(well=False)
    for _ in range(49):
        machine.look(well=False, after=timedelta(hours=1))
    assert [subject.split("] ")[1].split(":")[0] for subject in subjects()] == ["hỏng", "vẫn hỏng", "vẫn hỏng"]


def test_two_who_come_in_one_minute_look_once(machine: Machine) -> None:
    first = machine.look(well=True)
    assert machine.look(well=False, after=timedelta(seconds=20)) == first
    assert machine.look(well=False, after=timedelta(seconds=40)).findings[0].ailments == (DISK,)


def test_a_look_of_another_release_counts_as_none(machine: Machine) -> None:
    machine.look(well=True)
    (kept._home() / kept.FILE).write_text('{"something": "else"}')
    assert read_look() is None
    assert machine.look(well=True).findings[0].ailments == ()


def test_who_cannot_be_told_is_told_at_the_next_look(machine: Machine, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    machine.look(well=False)
    assert machine.look(well=False).mute == ("e-mail",)
    with smtp() as (port, letters):
        settings.EMAIL_PORT = port
        assert machine.look(well=False).mute == ()
        machine.look(well=False)
    assert len(letters) == 1
    assert "it@example.vn" in letters[0]


def test_a_webhook_is_called_with_json_that_it_can_prove(machine: Machine, settings: Any) -> None:
    settings.ALERT_TO, settings.ALERT_SECRET = [], "chung"
    with web(200) as (address, calls):
        settings.ALERT_WEBHOOK = f"{address}/bao?kenh=1"
        machine.look(well=False)
        machine.look(well=False)
        machine.look(well=True)
    assert [path for path, _headers, _body in calls] == ["/bao?kenh=1"] * 2
    for _path, headers, body in calls:
        expected = "sha256=" + hmac.digest(b"chung", body, hashlib.sha256).hex()
        assert headers["X-MinhBach-Signature"] == expected
    broken, mended = (json.loads(body) for _path, _headers, body in calls)
    assert broken["broken"] == [
        {
            "code": "files",
            "name": "Kho tệp ghi được, còn chỗ",
            "since": "2026-11-29T05:01:00+00:00",
            "ailments": [{"what": "Ổ đĩa chỉ còn 3 MB.", "remedy": "Dọn ổ đĩa."}],
        }
    ]
    assert (mended["broken"], mended["mended"]) == ([], [{"code": "files", "name": "Kho tệp ghi được, còn chỗ"}])


def test_one_way_that_fails_keeps_the_other_from_nothing(machine: Machine, settings: Any) -> None:
    with web(500) as (address, calls):
        settings.ALERT_WEBHOOK = address
        machine.look(well=False)
        for _ in range(3):
            look = machine.look(well=False)
        assert look.mute == ("webhook",)
    assert (len(calls), len(mail.outbox)) == (3, 1)


def test_a_webhook_that_never_answers_is_left(machine: Machine, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minhbach.interfaces.health.ways.SECONDS", 0.2)
    server = TCPServer(("127.0.0.1", 0), StreamRequestHandler, bind_and_activate=True)
    settings.ALERT_TO, settings.ALERT_WEBHOOK = [], f"http://127.0.0.1:{server.server_address[1]}/"
    machine.look(well=False)
    assert machine.look(well=False).mute == ("webhook",)
    server.server_close()


def test_nothing_is_said_where_nothing_changed(machine: Machine) -> None:
    look = machine.look(well=True)
    assert not alert_of(look, (), at=AT)
    assert "HỎNG" not in text_of(alert_of(look, (), at=AT))


@contextmanager
def web(status: int) -> Iterator[tuple[str, list[tuple[str, Any, bytes]]]]:
    """A site on loopback that keeps what it is sent."""
    calls: list[tuple[str, Any, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            calls.append((self.path, self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_given: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server, served(server.serve_forever, server.shutdown):
        yield f"http://127.0.0.1:{server.server_address[1]}", calls


@contextmanager
def smtp() -> Iterator[tuple[int, list[str]]]:
    """A mail server on loopback that keeps the letters it is given."""
    letters: list[str] = []

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while word := self.rfile.readline():
                if word.upper().startswith(b"DATA"):
                    self.wfile.write(b"354 go on\r\n")
                    lines = iter(self.rfile.readline, b".\r\n")
                    letters.append(b"".join(lines).decode())
                self.wfile.write(b"250 well\r\n")

    with TCPServer(("127.0.0.1", 0), Handler) as server, served(server.serve_forever, server.shutdown):
        yield server.server_address[1], letters


@contextmanager
def served(serve: Callable[[], object], stop: Callable[[], object]) -> Iterator[None]:
    thread = Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join()
