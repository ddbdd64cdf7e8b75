"""The public's process as `minhbach serve` runs it, over the database in use, and asked as a browser asks it."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest
from django.conf import settings

from minhbach.interfaces.cli.portal import environment_of_portal
from minhbach.interfaces.cli.server import _portal_command
from tests.domains.intake.making import portal_address

BYTES = "application/offset+octet-stream"


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: http.client.HTTPMessage


class Site:
    """The running process, asked as a browser asks it."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, b"", {})

    def post(self, path: str, **fields: str) -> Answer:
        body = urlencode(fields).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def post_files(self, path: str, *pictures: bytes, **fields: str) -> Answer:
        edge = uuid4().hex
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in fields.items()]  # fmt: skip
        head = f'--{edge}\r\nContent-Disposition: form-data; name="pictures"; filename="a.jpg"\r\n\r\n'.encode()
        parts += [head + picture + b"\r\n" for picture in pictures]
        body = b"".join(parts) + f"--{edge}--\r\n".encode()
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def tus(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """Speak as a client of tus does."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._ask(method, path, body, {"Tus-Resumable": "1.0.0", **told})

    def upload(self, content: bytes, *, part: int = 1 << 20) -> str:
        """Send a recording in parts; returns its key."""
        key = self.tus("POST", "/tep/", Upload_Length=str(len(content))).headers["Location"]
        for start in range(0, len(content), part):
            came = self.tus("PATCH", key, content[start : start + part], Upload_Offset=str(start), Content_Type=BYTES)
            assert came.status == 204, came.status
        return key

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, quote(path, safe="/?=&%+~:"), body or None, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode(), answer.headers)
        finally:
            connection.close()


@contextmanager
def running_portal(*, site: type[Site] = Site, log: Path | None = None, **more: str) -> Iterator[Site]:
    """Run the process; asked as by SITE. What it says goes to LOG, where one is named; MORE is told to it, too."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    told = {
        "PATH": "/usr/bin:/bin",
        "DATABASE_URL": "of the officers",
        "MINHBACH_SECRET_KEY": "of the officers",
        "MINHBACH_PORTAL_DATABASE_URL": portal_address(),
        "MINHBACH_PORTAL_KEY": settings.PORTAL_KEY.hex(),
        **more,
    }
    command = _portal_command(f"--bind=127.0.0.1:{port}", 1)
    with (
        log.open("wb") if log else nullcontext() as said,
        subprocess.Popen(command, env=environment_of_portal(told), stdout=said, stderr=said) as process,
    ):
        running = site(port)
        for _ in range(200):
            try:
                if running.get("/song/").status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the process did not start")
        yield running
        process.terminate()
