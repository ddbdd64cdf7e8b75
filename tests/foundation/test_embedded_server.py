"""The server that comes with the packages starts wherever the project was put, and again after a power cut."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from minhbach.foundation.database import embedded
from minhbach.foundation.database.audit import STARTED


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    # pytest's folders are closed to other users: as root this is the hard case, where `nobody` may not walk in.
    home = tmp_path / "minh bạch"
    yield home
    shutil.rmtree(embedded.ground_of(home))


def test_it_starts_answers_in_utf8_and_stops(home: Path) -> None:
    server = embedded.start(home)
    try:
        with psycopg.connect(server.admin_conninfo) as connection:
            assert connection.execute("show server_encoding").fetchone() == ("UTF8",)
            assert connection.execute("show listen_addresses").fetchone() == ("",)
            for name, size in embedded.sizes(server.data).items():
                asked = connection.execute(f"select pg_size_bytes(current_setting('{name}'))").fetchone()
                assert asked == (size // embedded.MEGABYTE * embedded.MEGABYTE,)
        assert embedded.start(home) == server
    finally:
        embedded.stop(home)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.admin_conninfo)


def test_what_it_may_use_follows_the_machine_within_bounds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def sizes(memory_mb: int, disk_gb: int) -> list[int]:
        pages = {"SC_PHYS_PAGES": memory_mb * 256, "SC_PAGE_SIZE": 4096}
        monkeypatch.setattr(os, "sysconf", pages.__getitem__)
        monkeypatch.setattr(shutil, "disk_usage", lambda _place: SimpleNamespace(total=disk_gb << 30))
        return [size // embedded.MEGABYTE for size in embedded.sizes(tmp_path).values()]

    assert sizes(512, 8) == [128, 256, 1024]
    assert sizes(8192, 64) == [1024, 4096, 2048]
    assert sizes(262144, 4096) == [4096, 65536, 4096]


def test_a_pid_file_left_by_a_power_cut_does_not_keep_it_from_starting(home: Path) -> None:
    server = embedded.start(home)
    embedded.stop(home)
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n0\n5432\n")
    try:
        embedded.start(home)
        psycopg.connect(server.admin_conninfo).close()
    finally:
        embedded.stop(home)


def test_a_killed_server_is_known_to_be_gone_and_started_again(home: Path) -> None:
    server = embedded.start(home)
    try:
        with psycopg.connect(server.admin_conninfo, autocommit=True) as connection:
            connection.execute("create table kept (number int)")
            connection.execute("insert into kept values (389)")
            # Whoever stays connected does not keep the next server from starting.
            os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
            assert not embedded.runs(home)
            embedded.start(home)
        assert embedded.runs(home)
        with psycopg.connect(server.admin_conninfo) as connection:
            assert connection.execute("select number from kept").fetchone() == (389,)
    finally:
        embedded.stop(home)


def test_of_three_who_start_it_at_once_each_finds_it_running(home: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        servers = list(pool.map(embedded.start, [home] * 3))
    try:
        for server in servers:
            psycopg.connect(server.admin_conninfo).close()
    finally:
        embedded.stop(home)


def test_a_long_path_gets_a_socket_folder_that_nobody_could_have_made_before(tmp_path: Path) -> None:
    ground = tmp_path / ("x" * embedded.LONGEST_SOCKET_FOLDER)
    ground.mkdir()
    first, second = embedded._socket_folder(ground), embedded._socket_folder(ground)
    try:
        assert first == second
        assert first.parent == Path(tempfile.gettempdir())
        assert first.stat().st_mode & 0o777 == 0o700
        first.rmdir()
        first.symlink_to(tmp_path)
        assert embedded._socket_folder(ground) != first
    finally:
        first.unlink()
        Path((ground / "socket-folder").read_text()).rmdir()


def test_a_crash_of_one_of_its_processes_is_a_start_to_the_log(home: Path) -> None:
    server = embedded.start(home)

    def started() -> Any:
        with psycopg.connect(server.admin_conninfo) as connection:
            return connection.execute(f"select pg_postmaster_start_time(), {STARTED}, pg_backend_pid()").fetchone()

    try:
        postmaster, before, _ = started()
        assert started()[:2] == (postmaster, before)
        with psycopg.connect(server.admin_conninfo) as connection:
            os.kill(connection.info.backend_pid, signal.SIGKILL)
        # For a moment the server may not have noticed, and still lets one in.
        after, give_up = (postmaster, before), time.monotonic() + 30
        while after[1] == before and time.monotonic() < give_up:
            with suppress(psycopg.OperationalError):
                after = started()
            time.sleep(0.1)
        assert after[0] == postmaster
        assert after[1] > before
    finally:
        embedded.stop(home)
