"""The demo's custodians: whoever tries the demo can open what is sealed there, with files the page of roles gives."""

import hashlib
import json
from base64 import urlsafe_b64decode

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import load_der_private_key
from django.test import Client
from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK

from minhbach.domains.custody.sealing import PublicKey, seal
from minhbach.foundation.ids import new_id
from minhbach.interfaces.demo.world.custodians import CUSTODIANS, PASSPHRASE, key_file

pytestmark = pytest.mark.django_db


def read(said: str) -> bytes:
    return urlsafe_b64decode(said + "=" * (-len(said) % 4))


def unlocked(file: bytes) -> JWK:
    """Unlock a file as the page of custodians does."""
    kept = json.loads(file)
    lock = hashlib.pbkdf2_hmac("sha256", PASSPHRASE.encode(), read(kept["salt"]), kept["rounds"], 32)
    return JWK.from_pyca(load_der_private_key(AESGCM(lock).decrypt(read(kept["iv"]), read(kept["kept"]), None), None))


def test_each_file_opens_what_is_sealed_for_both(client: Client) -> None:
    jwks = [json.loads(key_file(username))["jwk"] for username in CUSTODIANS]
    sealed = seal({"name": "Lộc Thị Mẩy"}, [PublicKey(new_id(), jwk) for jwk in jwks])
    for username in CUSTODIANS:
        response = client.get(f"/vao-thu/khoa-rieng-{username}.json")
        assert response["Content-Disposition"] == f'attachment; filename="khoa-rieng-{username}.json"'
        box = JWE()
        box.deserialize(json.dumps(sealed), key=unlocked(response.content))
        assert json.loads(box.payload) == {"name": "Lộc Thị Mẩy"}


def test_nobody_else_has_a_file(client: Client) -> None:
    assert client.get("/vao-thu/khoa-rieng-bcd389.json").status_code == 404


def test_the_page_of_roles_gives_files_and_passphrase(client: Client) -> None:
    page = client.get("/vao-thu/").content.decode()
    assert PASSPHRASE in page
    assert all(f"/vao-thu/khoa-rieng-{username}.json" in page for username in CUSTODIANS)
