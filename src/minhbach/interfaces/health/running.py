"""Whether what should run does, by a clock that is right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from minhbach.domains.documents.selectors import registers_ahead
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.trusted_clock import find_doubt
from minhbach.foundation.writing import write_moment
from minhbach.interfaces.health.ailments import Ailment


def clock(at: datetime) -> Iterator[Ailment]:
    with acting_as(SYSTEM):
        doubt, ahead = find_doubt(at), list(registers_ahead(on=local_date(at)))
    if doubt is not None:
        yield Ailment(
            f"Đồng hồ máy chủ chỉ {write_moment(doubt.shown)}, {doubt.witness} là {write_moment(doubt.expected)};"
            " hệ thống không cấp số, phát hành, niêm phong.",
            "Chỉnh đồng hồ (bật NTP). Nếu đồng hồ đã đúng, chạy: minhbach accept-clock",
        )
    for register in ahead:
        yield Ailment(
            f"Sổ {register} đã cấp số đến ngày {register.last_day_text}, sau hôm nay.",
            "Thủ trưởng hoặc quản trị của cơ quan mở Văn bản → Sổ cấp số, ghi lý do để sổ về ngày hôm nay.",
        )


def tasks(at: datetime) -> Iterator[Ailment]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs where status = 'todo'"
            " and scheduled_at is null and id < (select coalesce(max(id), 0) - 100 from procrastinate_jobs)"
        )
        waiting = cursor.fetchone()[0]
    if waiting:
        yield Ailment(f"{waiting} việc nền chờ quá lâu.", "Kiểm tra tiến trình: minhbach worker")
