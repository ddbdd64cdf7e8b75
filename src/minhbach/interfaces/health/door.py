"""Whether somebody is trying to come in who should not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from minhbach.foundation.attempts import Count, under_attack
from minhbach.interfaces.health.ailments import Ailment

PLACES_TOLD = 3


def guessing(at: datetime) -> Iterator[Ailment]:
    found = under_attack(at=at)
    names, places = found[Count.NAME], found[Count.PLACE]
    if not (names or places):
        return
    told = ", ".join(attempt.place for attempt in places[:PLACES_TOLD])
    yield Ailment(
        f"Có người đang dò mật khẩu: trong một giờ qua {len(names)} tên đăng nhập và {len(places)} địa chỉ bị thử sai"
        " quá mức.",
        "Hệ thống tự làm chậm, người đã từng đăng nhập từ máy của mình vẫn vào được. Xem Nhật ký, thao tác “đăng nhập"
        f" không thành”; chặn ở tường lửa nếu cần{': ' + told if told else ''}.",
    )
