"""Everything that is looked at, in the order in which it is told.

A further check is a function `(at) -> Iterator[Ailment]` in the file of its kind, and its line here.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from minhbach.interfaces.health import backups, database, deployment, door, records, running
from minhbach.interfaces.health.ailments import Ailment, Look


@dataclass(frozen=True)
class Check:
    """One thing looked at: its code and words; it may be slower than 0.2 seconds, or right only while the site runs."""

    code: str
    name: str
    look: Look
    is_slow: bool = False
    is_of_running: bool = False


@dataclass(frozen=True)
class Result:
    """What a check found at a moment, and how long it took."""

    check: Check
    looked_at: datetime
    seconds: float
    ailments: tuple[Ailment, ...]


CHECKS = (
    Check("database", "Cơ sở dữ liệu trả lời", database.server),
    Check("role", "Vai trò của ứng dụng chịu bảo mật theo dòng", database.role),
    Check("signature", "Cơ sở dữ liệu nhận chữ ký của ứng dụng", database.signature),
    Check("migrations", "Bảng dữ liệu ở phiên bản mới nhất", database.migrations),
    Check("reference", "Dữ liệu gốc đã nạp", database.reference),
    Check("demo", "Tỉnh mẫu chỉ đứng trên cơ sở dữ liệu của tỉnh mẫu", deployment.demo),
    Check("front_end", "Trang web có đủ tệp giao diện", deployment.front_end, is_of_running=True),
    Check("https", "Người dùng vào qua HTTPS", deployment.https),
    Check("files", "Kho tệp ghi được, còn chỗ", deployment.files),
    Check("clock", "Đồng hồ máy chủ đúng; không sổ cấp số nào đi trước ngày", running.clock),
    Check("server_user", "PostgreSQL đi kèm chạy bằng người dùng riêng", running.server_user),
    Check("worker", "Tiến trình xử lý việc nền đang chạy", running.worker, is_of_running=True),
    Check("tasks", "Việc nền không bị kẹt", running.tasks),
    Check("jobs", "Việc nền và hồ sơ chờ việc khớp nhau", running.long_jobs, is_of_running=True),
    Check("seals", "Nhật ký được niêm phong đúng hạn", records.seals),
    Check("backups", "Có bản sao lưu trọn vẹn, không quá một ngày rưỡi", backups.backups),
    Check("guessing", "Không ai dò mật khẩu", door.guessing),
    Check("counts", "Số liệu đã đếm khớp với hồ sơ vụ việc", records.counts),
    Check("audit", "Chuỗi niêm phong nhật ký", records.audit, is_slow=True),
)


def run_checks(at: datetime, checks: Iterable[Check] = CHECKS) -> Iterator[Result]:
    """Look at one after the other; a check that fails has found something wrong."""
    for check in checks:
        started = time.perf_counter()
        try:
            with _savepoint():
                found = tuple(check.look(at))
        except Exception as error:
            found = (fault_of(error),)
        yield Result(check, at, time.perf_counter() - started, found)


def fault_of(error: Exception) -> Ailment:
    """Say of what broke while being looked at, that it is broken; further lines may quote what was read."""
    said = str(error).partition("\n")[0]
    return Ailment(f"{type(error).__name__}: {said}", "Xem nhật ký máy chủ, sửa rồi kiểm tra lại.")


def _savepoint() -> AbstractContextManager[object]:
    """Keep a check that fails from spoiling the transaction of whoever looks; some checks need no database at all."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def unfit_to_serve(at: datetime) -> list[Ailment]:
    """List why this process may not serve: no row-level security binds it, it would be shown nothing, or let all in."""
    return [*database.role(at), *database.signature(at), *deployment.demo(at)]
