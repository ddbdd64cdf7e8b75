"""`minhbach doctor`: what is wrong with an installation, and how to mend it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import typer

from minhbach.foundation.writing import write_day
from minhbach.interfaces.cli import installation


@dataclass(frozen=True)
class Ailment:
    """One thing found wrong, with its remedy, in Vietnamese."""

    what: str
    remedy: str


def doctor() -> None:
    """Kiểm tra cài đặt; nêu chỗ hỏng và cách sửa."""
    ailments = 0
    for name, check in _checks():
        try:
            found = list(check())
        except Exception as error:
            found = [Ailment(f"{type(error).__name__}: {error}", "Xem nhật ký máy chủ, sửa rồi chạy lại lệnh này.")]
        typer.echo(f"{'✗' if found else '✓'} {name}")
        for ailment in found:
            typer.echo(f"    {ailment.what}\n    → {ailment.remedy}")
        ailments += len(found)
    raise typer.Exit(1 if ailments else 0)


def unfit_to_serve() -> list[Ailment]:
    """List why this process may not serve: it is not bound by row-level security, or would be shown nothing."""
    return [*_role(), *_signature()]


def _checks() -> list[tuple[str, Callable[[], Iterator[Ailment]]]]:
    return [
        ("Cơ sở dữ liệu trả lời", _database),
        ("Vai trò của ứng dụng chịu bảo mật theo dòng", _role),
        ("Cơ sở dữ liệu nhận chữ ký của ứng dụng", _signature),
        ("Bảng dữ liệu ở phiên bản mới nhất", _migrations),
        ("Dữ liệu gốc đã nạp", _reference),
        ("Gói giao diện", _front_end),
        ("Kho tệp ghi được, còn chỗ", _files),
        ("Đồng hồ máy chủ đúng; không sổ cấp số nào đi trước ngày", _clock),
        ("Chuỗi niêm phong nhật ký", _audit),
        ("Việc nền không bị kẹt", _tasks),
        ("Số liệu đã đếm khớp với hồ sơ vụ việc", _counts),
    ]


def _database() -> Iterator[Ailment]:
    installation.prepare()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("show server_encoding")
        if cursor.fetchone()[0] != "UTF8":
            yield Ailment("Cơ sở dữ liệu không dùng mã UTF-8.", "Tạo lại cơ sở dữ liệu với encoding 'UTF8'.")
        cursor.execute("show server_version_num")
        version = int(cursor.fetchone()[0])
        if version < 150000:
            yield Ailment(f"PostgreSQL {version // 10000} cũ hơn 15.", "Nâng cấp PostgreSQL lên 15 trở lên.")


def _role() -> Iterator[Ailment]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, rolsuper or rolbypassrls or exists (select from pg_class where relkind in ('r', 'p')"
            " and relnamespace = 'public'::regnamespace and pg_has_role(current_user, relowner, 'member'))"
            " from pg_roles where rolname = current_user"
        )
        name, is_unbound = cursor.fetchone()
    if is_unbound:
        yield Ailment(
            f"Ứng dụng đang dùng vai trò {name}, vai trò này làm chủ bảng dữ liệu hoặc bỏ qua bảo mật theo dòng.",
            "Đặt DATABASE_URL dùng vai trò minhbach_app; minhbach_owner chỉ đứng trong MINHBACH_OWNER_DATABASE_URL."
            " Xem docs/operations/database.md.",
        )


def _signature() -> Iterator[Ailment]:
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM
    from minhbach.foundation.scope.signing import is_believed

    with acting_as(SYSTEM):
        if not is_believed():
            yield Ailment(
                "Cơ sở dữ liệu không nhận chữ ký của ứng dụng nên không cho thấy hồ sơ nào: khoá MINHBACH_SECRET_KEY"
                " khác với khoá lúc nâng cấp bảng.",
                "Dùng một khoá cho mọi máy của bản cài này, rồi chạy: minhbach migrate",
            )


def _migrations() -> Iterator[Ailment]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        yield Ailment(f"Còn {len(pending)} bước nâng cấp chưa chạy.", "Chạy: minhbach migrate")


def _reference() -> Iterator[Ailment]:
    from minhbach.domains.agencies.models import Place

    if not Place.objects.exists():
        yield Ailment("Chưa có địa bàn nào.", "Chạy: minhbach load-reference")


def _front_end() -> Iterator[Ailment]:
    from django.contrib.staticfiles import finders

    for path in ("tabler/css/tabler.min.css", "echarts/echarts.min.js"):
        if finders.find(path) is None:
            yield Ailment(f"Thiếu tệp giao diện {path}.", "Chạy: make front-end")


def _files() -> Iterator[Ailment]:
    from django.conf import settings

    from minhbach.foundation import files

    files.put(b"minhbach doctor")
    free = shutil.disk_usage(settings.FILE_STORE).free
    if free < 1024**3:
        yield Ailment(f"Ổ đĩa chỉ còn {free // 1024**2} MB.", "Dọn ổ đĩa hoặc chuyển MINHBACH_HOME sang ổ lớn hơn.")


def _clock() -> Iterator[Ailment]:
    from minhbach.domains.documents.selectors import registers_ahead
    from minhbach.foundation.clock import local_date, now
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM
    from minhbach.foundation.trusted_clock import find_doubt
    from minhbach.foundation.writing import write_moment

    at = now()
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


def _audit() -> Iterator[Ailment]:
    from django.conf import settings

    from minhbach.foundation.audit.verification import verify
    from minhbach.foundation.clock import now

    if not settings.SEALER_DATABASE_URL:
        yield Ailment(
            "Chưa khai báo địa chỉ của vai trò niêm phong nhật ký; không dòng nào được niêm phong.",
            "Chạy minhbach prepare-database, rồi đặt MINHBACH_SEALER_DATABASE_URL dùng vai trò minhbach_sealer.",
        )
    findings = verify(at=now()).findings
    if findings:
        kinds = ", ".join(dict.fromkeys(str(one.fault.label) for one in findings))
        yield Ailment(
            f"Nhật ký có {len(findings)} chỗ hỏng: {kinds}.",
            "Chạy: minhbach audit verify để biết dòng nào; xem docs/operations/audit-log.md.",
        )


def _tasks() -> Iterator[Ailment]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs where status = 'todo'"
            " and scheduled_at is null and id < (select coalesce(max(id), 0) - 100 from procrastinate_jobs)"
        )
        waiting = cursor.fetchone()[0]
    if waiting:
        yield Ailment(f"{waiting} việc nền chờ quá lâu.", "Kiểm tra tiến trình: minhbach worker")


def _counts() -> Iterator[Ailment]:
    from minhbach.domains.cases.selectors import last_count_check
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM

    with acting_as(SYSTEM):
        check = last_count_check()
    if check is not None and check.differing:
        yield Ailment(
            f"Đối chiếu lúc {write_day(check.at)}: {len(check.differing)} trong {check.checked} vụ việc đếm lại"
            f" ra số khác ({', '.join(check.differing[:3])}).",
            "Giữ nguyên số liệu, gửi mã vụ việc và nhật ký máy chủ cho người bảo trì phần mềm.",
        )
