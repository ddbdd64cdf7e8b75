"""The database and the public's process die while people send: whatever was acknowledged is there, once."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from psycopg.conninfo import make_conninfo

from minhbach.foundation.database import roles
from minhbach.interfaces.cli.portal import environment_of_portal
from minhbach.interfaces.cli.server import _portal_command
from tests.domains.intake.making import opened
from tests.races.killing import NAME, Mortal, Way, mortal_copy
from tests.worlds import World, make_world

SENDERS = 4
AGAIN_SECONDS = 0.2
PATIENCE = 120
_NUMBER = re.compile(r"<dd>(\d\d-\d{8})</dd>")


@pytest.fixture(scope="module")
def mortal(shared_scratch_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    with mortal_copy(tmp_path_factory.mktemp("mortal")) as copied:
        yield copied


@pytest.fixture(scope="module")
def world(mortal: Mortal) -> World:
    return make_world()


@contextmanager
def portal(mortal: Mortal, port: int) -> Iterator[subprocess.Popen[bytes]]:
    told = {
        "PATH": "/usr/bin:/bin",
        "MINHBACH_PORTAL_DATABASE_URL": mortal.server.url(role=roles.PORTAL, database=NAME),
        "MINHBACH_PORTAL_KEY": settings.PORTAL_KEY.hex(),
    }
    command = _portal_command(f"--bind=127.0.0.1:{port}", 1)
    with subprocess.Popen(command, env=environment_of_portal(told), start_new_session=True) as process:
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def send(port: int, press: str) -> str:
    """Send a form as portal.js does: the same press until somebody acknowledges it."""
    form = {"press": press, "letterbox": "lang-son", "what": f"Tin {press}"}
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("POST", "/", urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            found = _NUMBER.search(answer.read().decode())
            if answer.status == 200 and found:
                return found.group(1)
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(AGAIN_SECONDS)
    raise AssertionError("nobody acknowledged it")


def test_whatever_dies_meanwhile_each_acknowledged_report_is_there_once(mortal: Mortal, world: World) -> None:
    opened(world)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    acknowledged: dict[str, str] = {}
    enough = Event()

    def sender(_number: int) -> None:
        while not enough.is_set():
            press = str(uuid4())
            acknowledged[press] = send(port, press)

    def until_more(more: int) -> None:
        wanted, last = len(acknowledged) + more, time.monotonic() + PATIENCE
        while len(acknowledged) < wanted:
            assert time.monotonic() < last, "nothing more is acknowledged"
            time.sleep(0.02)

    with ThreadPoolExecutor(SENDERS) as pool:
        sending = [pool.submit(sender, number) for number in range(SENDERS)]
        try:
            with portal(mortal, port):
                until_more(20)
                for way in (Way.KILLED, Way.STOPPED):
                    mortal.strike(way)
                    time.sleep(0.3)
                    mortal.start()
                    until_more(20)
            # The public's process is gone now, killed amid what it did; those who send go on asking.
            with portal(mortal, port):
                until_more(20)
                enough.set()
                for one in sending:
                    one.result(timeout=PATIENCE)
        finally:
            enough.set()
    with psycopg.connect(make_conninfo(mortal.server.admin_conninfo, dbname=NAME)) as admin:
        kept = dict(admin.execute("select what, string_agg(number, ' ') from intake_report group by what").fetchall())
        (begun,) = admin.execute("select count(*) from intake_report").fetchone() or (0,)
        (told,) = admin.execute(
            "select count(*) from foundation_auditentry where action = 'intake.report.received'"
        ).fetchone() or (0,)
    assert len(acknowledged) >= 80
    assert {f"Tin {press}": number for press, number in acknowledged.items()} == kept
    # As many rows of the log as reports: nothing was begun twice, nothing half.
    assert begun == told == len(acknowledged)
