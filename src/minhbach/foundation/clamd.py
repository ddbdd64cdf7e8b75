"""Asking ClamAV's daemon about a file, where the installation names one: its INSTREAM command, and no more of it.

The client libraries there are wait without end for a daemon that hangs, or have had no release for years; what is
needed of the protocol is one command.
"""

from __future__ import annotations

import socket
from pathlib import Path

from minhbach.foundation.files import CHUNK

SECONDS = 60


class ScannerAway(RuntimeError):
    """The daemon does not answer, or not about the whole file: nothing is known of it."""


def find_virus(path: Path, *, at: str) -> str:
    """Return the name of what the daemon AT (unix:/path, or host:port) finds in a file; empty where that is nothing.

    Raises: ScannerAway.
    """
    try:
        with _reached(at) as daemon, path.open("rb") as file:
            daemon.sendall(b"zINSTREAM\0")
            while block := file.read(CHUNK):
                daemon.sendall(len(block).to_bytes(4, "big") + block)
            daemon.sendall(bytes(4))
            answer = b""
            while not answer.endswith(b"\0") and (more := daemon.recv(4_096)):
                answer += more
    except (OSError, ValueError) as error:
        raise ScannerAway(str(error)) from error
    said = answer.rstrip(b"\0\n").decode("ascii", "replace").removeprefix("stream: ")
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")[:120]
    if said != "OK":
        raise ScannerAway(said[:200] or "no answer")
    return ""


def _reached(at: str) -> socket.socket:
    if at.startswith("unix:"):
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(SECONDS)
        try:
            daemon.connect(at.removeprefix("unix:"))
        except OSError:
            daemon.close()
            raise
        return daemon
    host, _, port = at.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
