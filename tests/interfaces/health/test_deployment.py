"""What stands around the application is told of where it lets people down"""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest

from minhbach.foundation.clock import now
from minhbach.interfaces.health import deployment

PROXY = ip_network("127.0.0.1")
NAME = "minhbach.example.vn"


@pytest.mark.parametrize(
    ("hosts", "https", "proxies", "told"),
    [
        (["127.0.0.1", "localhost"], False, [], []),
        ([NAME, "127.0.0.1"], True, [PROXY], []),
        ([NAME], False, [PROXY], [f"Người dùng vào bằng {NAME} mà không qua HTTPS: mật khẩu đi trên mạng không che."]),
        (
            [NAME],
            True,
            [],
            ["MINHBACH_HTTPS đang bật mà chưa khai báo máy chủ trung gian nào: không ai đăng nhập được qua HTTPS."],
        ),
    ],
)
def test_https_is_there_where_people_come_by_a_name(
    settings: Any, hosts: list[str], https: bool, proxies: list[Any], told: list[str]
) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS, settings.TRUSTED_PROXIES = hosts, https, proxies
    assert [ailment.what for ailment in deployment.https(now())] == told
