"""An authority outside bears the head of the chain out: tried with openssl's own, on this machine."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from minhbach.foundation.audit import stamps
from minhbach.foundation.audit.models import AuditChain, AuditSeal
from tests.foundation.audit.conftest import Log

pytest.importorskip("rfc3161_client", reason="needs the extra [stamp]")

CONFIG = """
[tsa]
default_tsa = here
[here]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
EXTENSIONS = (
    "basicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n"
)


def openssl(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    return subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, input=given).stdout


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A time stamping authority on loopback; yields its address and its root certificate."""
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "tsa.cnf").write_text(CONFIG)
    (folder / "extensions").write_text(EXTENSIONS)
    (folder / "serial").write_text("01\n")
    openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days",
            "2", "-subj", "/CN=Thu CA")  # fmt: skip
    openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-subj",
            "/CN=Thu TSA")  # fmt: skip
    openssl(folder, "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days",
            "2", "-extfile", "extensions", "-out", "tsa.pem")  # fmt: skip

    class Responder(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "asked.tsq").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            openssl(folder, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "asked.tsq", "-out", "answer.tsr")
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write((folder / "answer.tsr").read_bytes())

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Responder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", folder / "ca.pem"
        server.shutdown()


@pytest.fixture
def stamped(log: Log, settings: Any, authority: tuple[str, Path]) -> Iterator[int]:
    settings.TSA_URL, settings.TSA_CERTIFICATE = authority[0], str(authority[1])
    yield stamps.stamp(chain=str(AuditChain.objects.get().id))
    for path in stamps.folder().glob("*"):
        path.unlink()


def test_a_stamp_of_the_head_holds(log: Log, stamped: int) -> None:
    assert stamped == log.last()
    assert log.kinds() == set()


def test_openssl_itself_says_so(log: Log, stamped: int, authority: tuple[str, Path], tmp_path: Path) -> None:
    head = AuditSeal.objects.get(sequence=stamped)
    (tmp_path / "message").write_bytes(stamps.message(str(AuditChain.objects.get().id), stamped, head.digest))
    answer = stamps.folder() / f"{stamped:012}.tsr"
    told = openssl(tmp_path, "ts", "-verify", "-data", "message", "-in", str(answer), "-CAfile", str(authority[1]))
    assert b"OK" in told or told == b""


def test_a_link_that_is_not_the_stamped_one_is_named(log: Log, stamped: int) -> None:
    log.run("update foundation_auditseal set digest = repeat('0', 64) where sequence = %s", stamped)
    assert ("stamp", stamped) in log.faults()


def test_a_stamp_that_was_edited_is_named(log: Log, stamped: int) -> None:
    path = stamps.folder() / f"{stamped:012}.tsr"
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(bytes(content))
    assert log.faults() == [("stamp", stamped)]


def test_an_authority_that_does_not_answer_leaves_nothing(log: Log, settings: Any, authority: tuple[str, Path]) -> None:
    settings.TSA_URL, settings.TSA_CERTIFICATE = "http://127.0.0.1:9/", str(authority[1])
    with pytest.raises(stamps.StampRefused):
        stamps.stamp(chain=str(AuditChain.objects.get().id))
    assert not list(stamps.folder().glob("*.tsr"))
