"""Officers at work through the pages: each act is sent until it is answered, and what was answered is written down.

A form that got no answer, or was told that the site is away, is sent again as it is, as a person does; its press sees
to it that it acts once.
"""

from __future__ import annotations

import http.client
import random
import struct
import threading
import time
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import lxml.html

ROWS = 60
STEPS = (("trinh", "bcd389"), ("ky", "truongban389"), ("cap-so", "vanthu"), ("phat-hanh", "vanthu"))


class Stopped(Exception):
    """The work is to end."""


@dataclass
class Ledger:
    """What the site said it had done, how often it was away, and what it should not have said."""

    steps: set[tuple[str, str]] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)
    sweeps: set[str] = field(default_factory=set)
    heard: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, what: str) -> None:
        with self.lock:
            self.heard[what] += 1

    def blame(self, what: str) -> None:
        with self.lock:
            self.wrong.append(what)

    def copy(self) -> Ledger:
        with self.lock:
            return Ledger(set(self.steps), set(self.evidence), set(self.sweeps), self.heard.copy(), list(self.wrong))


class Browser:
    """One officer's browser."""

    def __init__(self, port: int, username: str, ledger: Ledger, stop: threading.Event) -> None:
        self.port, self.ledger, self.stop = port, ledger, stop
        self.cookies: dict[str, str] = {}
        self.press("/vao-thu/", f"/vao-thu/{username}/")

    def look(self, path: str) -> lxml.html.HtmlElement:
        """Fetch a page, as often as it takes."""
        while True:
            status, body, back = self._ask("GET", path, None, {})
            if status == 200:
                return lxml.html.fromstring(body)
            if status in (301, 302):
                path = back
            elif status not in (0, 503, 507):
                self.ledger.blame(f"GET {path}: {status}")
                raise LookupError(path)
            self._pause(0.2)

    def press(
        self,
        path: str,
        action: str,
        values: Mapping[str, str] | None = None,
        files: Sequence[tuple[str, str, bytes]] = (),
    ) -> tuple[int, str]:
        """Send the form of a page whose action ends so; return how it was answered, and where that leads."""
        page = self.look(path)
        form = next((one for one in page.forms if (one.action or path).split("?")[0].endswith(action)), None)
        if form is None:
            return 404, ""
        given = [(name, value) for name, value in form.form_values() if name not in (values or {})]
        given += list((values or {}).items())
        content, kind = _multipart(given, files) if files else (urlencode(given).encode(), FORM)
        while True:
            status, body, back = self._ask("POST", form.action or path, content, {"Content-Type": kind})
            if status == 422 and (asked := _asked(body)):
                # What is asked once is gone on with, by the button of the page that asks.
                content, kind = urlencode(asked).encode(), FORM
                continue
            if status not in (0, 503):
                if status not in (302, 404):
                    self.ledger.blame(f"POST {form.action}: {status} {_words_of(body)}")
                return status, back
            self._pause(0.2)

    def _pause(self, seconds: float) -> None:
        if self.stop.wait(seconds):
            raise Stopped

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, bytes, str]:
        if self.stop.is_set():
            raise Stopped
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(
                method, path, body, {"Cookie": cookie, "Host": "127.0.0.1", "Origin": "http://127.0.0.1", **headers}
            )
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.ledger.tell(f"no answer ({type(error).__name__})")
            return 0, b"", ""
        finally:
            connection.close()
        for one in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = one.split(";", 1)[0].partition("=")
            self.cookies[name] = value
        self.ledger.tell(f"{method} {answer.status}")
        return answer.status, content, answer.headers.get("Location") or ""


class Work:
    """Several officers at work at once, until told to stop."""

    def __init__(
        self, port: int, papers: Sequence[str], cases: Sequence[str], *, seed: int, pause: float = 0.3
    ) -> None:
        self.ledger, self.stop, self.pause = Ledger(), threading.Event(), pause
        self._port, self._papers, self._cases, self._seed = port, list(papers), list(cases), seed
        hands = (self._do_papers, self._add_evidence, self._sweep)
        self._threads = [threading.Thread(target=self._until_stopped, args=(hand,)) for hand in hands]

    def __enter__(self) -> Work:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self._threads:
            thread.join()

    def _until_stopped(self, hand: Any) -> None:
        try:
            hand()
        except Stopped:
            return
        except Exception as error:
            self.ledger.blame(f"{hand.__name__}: {type(error).__name__}: {error}")

    def _browser(self, username: str) -> Browser:
        return Browser(self._port, username, self.ledger, self.stop)

    def _do_papers(self) -> None:
        """Submit, sign, number and issue one paper after the other; those of reports among them."""
        browsers = {username: self._browser(username) for username in sorted({who for _, who in STEPS})}
        for paper in self._papers:
            for step, who in STEPS:
                status, _ = browsers[who].press(f"/van-ban/{paper}/", f"/{step}/")
                if status == 302:
                    with self.ledger.lock:
                        self.ledger.steps.add((paper, step))
            self._rest()

    def _add_evidence(self) -> None:
        browser, rng = self._browser("kiemsoat"), random.Random(self._seed)
        while True:
            title, path = f"Ảnh {uuid4()}", f"/chung-cu/them/cases.case/{rng.choice(self._cases)}/"
            given = {"kind": "photo", "title": title}
            status, _ = browser.press(path, path, given, [("file", f"{title}.png", picture(title))])
            if status == 302:
                with self.ledger.lock:
                    self.ledger.evidence.add(title)
            self._rest()

    def _sweep(self) -> None:
        browser = self._browser("phantich")
        while True:
            name = uuid4().hex
            path = "/thong-tin/luot-quet/moi/"
            status, back = browser.press(path, path, {}, [("file", f"{name}.csv", listings(name))])
            if status == 302:
                status, back = browser.press(back, back)
            if status != 302:
                self._rest()
                continue
            with self.ledger.lock:
                self.ledger.sweeps.add(back.split("?")[0].rstrip("/").rsplit("/", 1)[1])
            while "hx-trigger" in lxml.html.tostring(browser.look(back), encoding="unicode"):
                browser._pause(1.0)
            self._rest()

    def _rest(self) -> None:
        if self.stop.wait(self.pause):
            raise Stopped


FORM = "application/x-www-form-urlencoded"


def _asked(body: bytes) -> list[tuple[str, str]]:
    """Return what is sent by the form of a page that asks once; nothing when a page does not ask."""
    forms = lxml.html.fromstring(body).forms if body.strip() else []
    return next((form.form_values() for form in forms if "confirmed" in form.fields), [])


def _words_of(body: bytes) -> str:
    """Find what a page says is wrong."""
    said = lxml.html.fromstring(body).xpath('//*[@role="alert"] | //h1') if body.strip() else []
    return " · ".join(" ".join(one.text_content().split()) for one in said)[:300]


def listings(name: str) -> bytes:
    """Write an export of listings that nobody has seen, each of which is a lead."""
    rows = [f"shopee,{name}-{number},Kem trị nám tận gốc {number},Cam kết hết nám" for number in range(ROWS)]
    return "\r\n".join(["Sàn,Mã tin,Tên sản phẩm,Mô tả", *rows, ""]).encode()


def picture(words: str) -> bytes:
    """Draw a picture of one point that no other is the same as."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    text = b"Comment\x00" + words.encode("ascii", "ignore") + str(time.time_ns()).encode()
    parts = (chunk(b"IHDR", head), chunk(b"tEXt", text), chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _multipart(given: Sequence[tuple[str, str]], files: Sequence[tuple[str, str, bytes]]) -> tuple[bytes, str]:
    mark = uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in given
    ]
    for name, file_name, content in files:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
        parts += [f"{head}Content-Type: application/octet-stream\r\n\r\n".encode(), content, b"\r\n"]
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"
