"""Whether what stands around the application is there: its static files, a disk to write to."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from http import HTTPStatus

from django.conf import settings
from django.db import connections
from django.templatetags.static import static
from django.test import Client
from django.urls import reverse

from minhbach.foundation import files as store
from minhbach.foundation.demo_mark import is_demo
from minhbach.interfaces.health.ailments import Ailment

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
START_AGAIN = (
    "Chạy lại minhbach serve: lúc bắt đầu, nó gom tệp giao diện của bản đang cài. Vẫn vậy thì xem nhật ký máy chủ."
)


def front_end(at: datetime) -> Iterator[Ailment]:
    """Ask the site for its first page and for what that page asks for, as a browser would.

    In a thread of its own, for the end of a request ends the connection to the database of whoever asks.
    """
    with ThreadPoolExecutor(max_workers=1) as apart:
        yield from apart.submit(_asked_in_vain).result()


def _asked_in_vain() -> list[Ailment]:
    try:
        return list(_ask_as_a_browser())
    finally:
        connections.close_all()


def _ask_as_a_browser() -> Iterator[Ailment]:
    host = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    browser = Client(raise_request_exception=False, headers={"host": host})
    page = browser.get(reverse("account_login"), secure=settings.SESSION_COOKIE_SECURE)
    if page.status_code != HTTPStatus.OK:
        yield Ailment(f"Trang đăng nhập trả lời {page.status_code}.", START_AGAIN)
        return
    asked = re.findall(rf'(?:href|src)="({settings.STATIC_URL}[^"]+)"', page.content.decode())
    for address in (*asked, static("echarts/echarts.min.js")):
        answer = browser.get(address, secure=settings.SESSION_COOKIE_SECURE)
        answer.close()
        if answer.status_code != HTTPStatus.OK:
            yield Ailment(f"Trang web xin {address}, máy chủ trả lời {answer.status_code}.", START_AGAIN)


def https(at: datetime) -> Iterator[Ailment]:
    """Say where people come by a name and not by HTTPS, or by HTTPS through a proxy that was never named."""
    names = [host for host in settings.ALLOWED_HOSTS if host not in LOOPBACK]
    if settings.HTTPS and not settings.TRUSTED_PROXIES:
        yield Ailment(
            "MINHBACH_HTTPS đang bật mà chưa khai báo máy chủ trung gian nào: không ai đăng nhập được qua HTTPS.",
            "Đặt MINHBACH_TRUSTED_PROXIES là địa chỉ của máy chủ trung gian, ví dụ 127.0.0.1.",
        )
    if names and not settings.HTTPS:
        yield Ailment(
            f"Người dùng vào bằng {', '.join(names)} mà không qua HTTPS: mật khẩu đi trên mạng không che.",
            "Đặt HTTPS ở trước rồi bật MINHBACH_HTTPS; xem docs/operations/install.md.",
        )


def demo(at: datetime) -> Iterator[Ailment]:
    if settings.DEMO and not is_demo():
        yield Ailment(
            "MINHBACH_DEMO đang bật trên một cơ sở dữ liệu không phải của tỉnh mẫu.",
            "Bỏ MINHBACH_DEMO. Muốn xem tỉnh mẫu thì đặt MINHBACH_HOME là một thư mục mới, hoặc dùng một cơ sở dữ liệu"
            " mới.",
        )


def files(at: datetime) -> Iterator[Ailment]:
    store.put(b"minhbach doctor")
    free = shutil.disk_usage(settings.FILE_STORE).free
    if free < 1024**3:
        yield Ailment(f"Ổ đĩa chỉ còn {free // 1024**2} MB.", "Dọn ổ đĩa hoặc chuyển MINHBACH_HOME sang ổ lớn hơn.")
