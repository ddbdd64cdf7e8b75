"""PostgreSQL's own programs for dumping and restoring, of the version that fits the server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from minhbach.foundation.backups.refusals import ProgramMissing
from minhbach.foundation.database.embedded import BINARIES

_DEBIAN = Path("/usr/lib/postgresql")
# From this version on, what a later program writes is read by an earlier server.
_MUTUAL = 17


def program(name: str, *, server: int) -> Path:
    """Return the program for a server of this major version.

    Raises: ProgramMissing.
    """
    fitting = [
        (version, path) for path in _candidates(name, server) if (version := _version(path)) and version >= server
    ]
    fitting = [(version, path) for version, path in fitting if version == server or server >= _MUTUAL]
    if not fitting:
        raise ProgramMissing(program=name, version=server)
    return min(fitting)[1]


def connecting(address: str) -> tuple[list[str], dict[str, str]]:
    """Return the arguments and the environment for a program to connect with; a password shows in no list of them."""
    parts: dict[str, Any] = dict(conninfo_to_dict(address))
    password = parts.pop("password", None)
    hidden = {"PGPASSWORD": str(password)} if password else {}
    return [f"--dbname={make_conninfo(**parts)}", "--no-password"], {**os.environ, **hidden}


def _candidates(name: str, server: int) -> Iterator[Path]:
    yield BINARIES / "bin" / name
    yield _DEBIAN / str(server) / "bin" / name
    on_path = shutil.which(name)
    if on_path:
        yield Path(on_path)


def _version(path: Path) -> int:
    """Return the major version of a program, 0 where there is none."""
    if not path.exists():
        return 0
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\(PostgreSQL\) (\d+)", done.stdout)
    return int(found[1]) if found else 0
