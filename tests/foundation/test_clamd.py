"""The scanner, asked about a file"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from minhbach.foundation.clamd import ScannerAway, find_virus

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@contextmanager
def daemon(folder: Path, answer: bytes | None = None) -> Iterator[str]:
    """A daemon that speaks INSTREAM, and finds EICAR, or says ANSWER whatever comes."""
    path = folder / "clamd.ctl"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()

        def serve() -> None:
            caller, _ = server.accept()
            with caller, caller.makefile("rb") as told:
                assert told.read(10) == b"zINSTREAM\0"
                content = b""
                while size := int.from_bytes(told.read(4), "big"):
                    content += told.read(size)
                found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
                caller.sendall(found if answer is None else answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"unix:{path}"
        thread.join(5)


@pytest.mark.parametrize(
    ("content", "virus"),
    [(b"", ""), (b"chu", ""), (EICAR, "Eicar-Test-Signature"), (b"a" * (3 << 20) + EICAR, "Eicar-Test-Signature")],
)
def test_is_sent_it_whole_and_names_what_it_finds(tmp_path: Path, content: bytes, virus: str) -> None:
    path = tmp_path / "tep"
    path.write_bytes(content)
    with daemon(tmp_path) as at:
        assert find_virus(path, at=at) == virus


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK but\0"])
def test_that_does_not_say_that_all_is_well_says_nothing(tmp_path: Path, answer: bytes) -> None:
    path = tmp_path / "tep"
    path.write_bytes(b"x")
    with daemon(tmp_path, answer) as at, pytest.raises(ScannerAway):
        find_virus(path, at=at)


@pytest.mark.parametrize("at", ["unix:/khong/co", "127.0.0.1:1", "khong-phai-dia-chi", ""])
def test_that_is_not_there_is_away(tmp_path: Path, at: str) -> None:
    path = tmp_path / "tep"
    path.write_bytes(b"x")
    with pytest.raises(ScannerAway):
        find_virus(path, at=at)
