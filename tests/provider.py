"""An OpenID provider inside the tests: its own key and certificate, a small HTTPS server on loopback."""

from __future__ import annotations

import base64
import hashlib
import json
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from jwcrypto.jwk import JWK
from jwcrypto.jwt import JWT

HOST, CLIENT_ID, SECRET = "id.tra-suong.example", "minh-bach", "rất bí mật: một trăm phần trăm %"


KEY = JWK.generate(kty="RSA", size=2048, kid="một", use="sig")


class Server(ThreadingHTTPServer):
    """One that says nothing of callers who leave as soon as they see its certificate."""

    def handle_error(self, request: Any, client_address: Any) -> None: ...


class Provider:
    """What it says and does may be changed by a test; CALLS are the paths that were asked for."""

    def __init__(self) -> None:
        self.key = KEY
        self.keys = [self.key]
        self.calls: list[str] = []
        self.described: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.token: str | None = None
        self.status = 200
        self.port = 0

    @property
    def issuer(self) -> str:
        return f"https://{HOST}:{self.port}"

    def sign_in(self, address: str, **claims: Any) -> dict[str, str]:
        """Let somebody in who was sent to ADDRESS; return what he comes back with."""
        asked = dict(parse_qsl(urlsplit(address).query))
        code = f"mã-{len(self.codes)}"
        self.codes[code] = asked
        self.claims = {
            "iss": self.issuer, "aud": CLIENT_ID, "sub": "trà", "nonce": asked["nonce"], "iat": int(time.time()),
            "exp": int(time.time()) + 300, **claims,
        }  # fmt: skip
        return {"code": code, "state": asked["state"]}

    def signed(self, key: JWK | None = None, **header: Any) -> str:
        key = key or self.key
        token = JWT(header={"alg": "RS256", "kid": key.get("kid"), **header}, claims=self.claims)
        token.make_signed_token(key)
        return str(token.serialize())

    def answer(self, path: str, body: str, headers: Any) -> tuple[int, Any]:
        if path == "/.well-known/openid-configuration":
            return self.status, {
                "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/vao?khach=1",
                "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys", **self.described,
            }  # fmt: skip
        if path == "/keys":
            return self.status, {"keys": [json.loads(key.export_public()) for key in self.keys]}
        if path == "/token":
            told = self.redeemed({name: one[0] for name, one in parse_qs(body).items()}, headers)
            return 400 if "error" in told else self.status, told
        return 404, {}

    def redeemed(self, form: dict[str, str], headers: Any) -> Any:
        """As a provider must: the code once, from whom it was given to, with what the challenge was made of."""
        asked = self.codes.pop(form["code"], None)
        made_of = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        known = base64.b64decode(headers["Authorization"].removeprefix("Basic ")).decode()
        if asked is None or asked["code_challenge"] != made_of or asked["redirect_uri"] != form["redirect_uri"]:
            return {"error": "invalid_grant"}
        if known != f"minh-bach:{quote(SECRET, safe='')}":
            return {"error": "invalid_client"}
        return {"token_type": "Bearer", "id_token": self.token or self.signed()}


@contextmanager
def provider_running(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """Run a provider whose name leads to loopback, and whose certificate is believed."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.calls.append(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            status, told = provider.answer(urlsplit(self.path).path, body, self.headers)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(told if isinstance(told, bytes) else json.dumps(told).encode())

        do_POST = do_GET  # noqa: N815

        def log_message(self, *said: Any) -> None: ...

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(folder))
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    provider.port = server.server_address[1]
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "provider.pem"))
    monkeypatch.setattr("minhbach.foundation.outgoing._address_of", lambda _host, _port: "127.0.0.1")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def certificate(folder: Path) -> Path:
    """Write a key with a certificate of its own for the provider's name."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2049, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "provider.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path
