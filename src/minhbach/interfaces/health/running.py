"""Whether what should run does, by a clock that is right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from minhbach.domains.documents.selectors import registers_ahead
from minhbach.foundation.clock import local_date
from minhbach.foundation.database import embedded
from minhbach.foundation.jobs import long_tasks
from minhbach.foundation.jobs.following import kept_waiting
from minhbach.foundation.jobs.reconciling import STALLED_SECONDS, strays_of
from minhbach.foundation.jobs.worker import NAME
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.trusted_clock import find_doubt
from minhbach.foundation.writing import write_moment
from minhbach.interfaces.health.ailments import Ailment

START_THE_WORKER = "Chạy minhbach serve (hoặc minhbach worker, nếu việc nền chạy riêng) và xem nhật ký của nó."


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
            "Thủ trưởng hoặc quản trị của cơ quan mở Văn bản → Sổ văn bản đi, ghi lý do để sổ về ngày hôm nay.",
        )


def worker(at: datetime) -> Iterator[Ailment]:
    # The database knows at once when a worker's connections are gone; one that stands still keeps them and is silent.
    (connected,) = _row(
        "select count(*) from pg_stat_activity where application_name = %s and datname = current_database()", NAME
    )
    if not connected:
        yield Ailment(
            "Không có tiến trình xử lý việc nền nào đang chạy: không quét, không niêm phong nhật ký.", START_THE_WORKER
        )
        return
    (silent,) = _row("select extract(epoch from now() - max(last_heartbeat)) from procrastinate_workers")
    if silent is None or abs(silent) > STALLED_SECONDS:
        yield Ailment("Tiến trình xử lý việc nền không báo nhịp.", START_THE_WORKER)


def server_user(at: datetime) -> Iterator[Ailment]:
    if not settings.DEMO and embedded.is_shared(settings.ENVIRONMENT.minhbach_home):
        yield Ailment(
            "PostgreSQL đi kèm được tạo bằng root nên chạy bằng nobody, chung với chương trình khác trên máy.",
            "Tạo một người dùng riêng cho hệ thống, giao cho người ấy thư mục MINHBACH_HOME, rồi chạy bằng người ấy.",
        )


def long_jobs(at: datetime) -> Iterator[Ailment]:
    with acting_as(SYSTEM):
        strays = [record for task in long_tasks() for record in strays_of(task)]
    if strays:
        yield Ailment(
            f"{len(strays)} lượt quét hoặc chạy thử đang dở mà không còn việc nền nào làm tiếp.",
            "Tiến trình xử lý tự kết thúc chúng trong vài giây; nếu vẫn còn, xem nhật ký của nó.",
        )
    (left,) = _row(
        "select count(*) from procrastinate_jobs job where job.status = 'doing' and not exists (select from"
        " procrastinate_workers worker where worker.id = job.worker_id and worker.last_heartbeat > now() - %s)",
        timedelta(seconds=2 * STALLED_SECONDS),
    )
    if left:
        yield Ailment(f"{left} việc nền dở dang của tiến trình đã chết.", START_THE_WORKER)


def tasks(at: datetime) -> Iterator[Ailment]:
    (waiting,) = _row(
        "select count(*) from procrastinate_jobs where status = 'todo'"
        " and scheduled_at is null and id < (select coalesce(max(id), 0) - 100 from procrastinate_jobs)"
    )
    if waiting := waiting + kept_waiting(at):
        yield Ailment(f"{waiting} việc nền chờ quá lâu.", START_THE_WORKER)


def _row(query: str, *values: Any) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row: tuple[Any, ...] = cursor.fetchone()
        return row
