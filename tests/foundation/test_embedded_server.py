"""The server that comes with the packages starts wherever the project was put, and again after a power cut."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from minhbach.foundation.database import embedded


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
        assert embedded.start(home) == server
    finally:
        embedded.stop(home)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.admin_conninfo)


def test_a_pid_file_left_by_a_power_cut_does_not_keep_it_from_starting(home: Path) -> None:
    server = embedded.start(home)
    embedded.stop(home)
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n0\n5432\n")
    try:
        embedded.start(home)
        psycopg.connect(server.admin_conninfo).close()
    finally:
        embedded.stop(home)
