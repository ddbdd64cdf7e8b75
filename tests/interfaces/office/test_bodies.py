"""A request that carries too much"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadhandler import load_handler
from django.test import Client, RequestFactory
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from tests.worlds import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GIGABYTE = 1024**3
MULTIPART = "multipart/form-data; boundary=x"


class Unread:
    """A body of which not one byte may be asked."""

    def read(self, *_: Any) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def send(url: str, size: int, officer: Officer | None = None) -> Any:
    client = Client()
    if officer is not None:
        client.force_login(officer, backend=BACKEND)
    extra: dict[str, Any] = {"CONTENT_LENGTH": str(size), "CONTENT_TYPE": MULTIPART, "wsgi.input": Unread()}
    return client.post(url, **extra)


@pytest.mark.parametrize("url", ["/tai-khoan/dang-nhap/", "/van-ban/", "/khong-co/", "/thong-tin/luot-quet/moi/"])
def test_of_one_who_has_not_signed_in_is_refused_unread(db: None, url: str) -> None:
    response = send(url, GIGABYTE)
    assert response.status_code == 413
    assert "Nội dung gửi lên có 1024 MB; trang này nhận tối đa 0,1 MB mỗi lần." in response.content.decode()


def test_is_refused_unread_on_every_page_by_what_that_page_takes(world: World) -> None:
    export, evidence = reverse("screening:upload"), reverse("evidence:add", args=["cases.case", uuid4()])
    said = {
        url: send(url, size, world.analyst).content.decode()
        for url, size in {
            export: 2 * GIGABYTE,
            evidence: GIGABYTE,
            reverse("subjects:import"): GIGABYTE,
            reverse("reporting:upload", args=[uuid4(), uuid4()]): GIGABYTE,
            reverse("documents:attach_scan", args=[uuid4()]): GIGABYTE,
            reverse("office:today"): GIGABYTE,
        }.items()
    }
    assert [text.split("trang này nhận tối đa ")[1].split(" mỗi lần")[0] for text in said.values()] == [
        "1025 MB",
        "610 MB",
        "501 MB",
        "25 MB",
        "25 MB",
        "25 MB",
    ]


def test_of_one_who_has_signed_in_is_let_run_out_so_that_the_answer_is_seen(world: World) -> None:
    """A connection closed on what is still being sent shows the browser's own fault, not the sentence."""
    body = BytesIO(b"x" * (26 * 1024 * 1024))
    client = Client()
    client.force_login(world.analyst, backend=BACKEND)
    extra: dict[str, Any] = {"CONTENT_LENGTH": str(len(body.getvalue())), "CONTENT_TYPE": MULTIPART, "wsgi.input": body}
    assert client.post(reverse("subjects:register"), **extra).status_code == 413
    assert body.read() == b""


def test_that_names_no_readable_size_is_read_as_nothing(world: World) -> None:
    client = Client()
    client.force_login(world.analyst, backend=BACKEND)
    response = client.post(reverse("screening:upload"), CONTENT_LENGTH="nhiều", CONTENT_TYPE=MULTIPART)
    assert response.status_code == 422


def test_leaves_no_name_on_the_disk_while_it_comes_in(settings: Any, tmp_path: Path) -> None:
    """Killed at any byte, the process leaves nothing to be swept up."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    handlers = [load_handler(name, None) for name in settings.FILE_UPLOAD_HANDLERS]
    written = []

    class Watching(type(handlers[-1])):  # type: ignore[misc]
        def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
            super().receive_data_chunk(raw_data, start)
            written.append(list(tmp_path.iterdir()))

    large = b"x" * (3 * 1024 * 1024)
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + large + b"\r\n--x--\r\n"
    request = RequestFactory().post("/", body, content_type=MULTIPART)
    request.upload_handlers = [Watching(request)]
    kept = request.FILES["file"]
    assert (kept.size, kept.read() == large, kept.name) == (len(large), True, "a.csv")
    assert written
    assert not any(written)
    kept.close()


def test_without_its_token_is_refused_in_vietnamese(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/tai-khoan/dang-nhap/", {"login": "head", "password": "x"})
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "biểu mẫu chưa được ghi" in text
    assert "CSRF verification" not in text
