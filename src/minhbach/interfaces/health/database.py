"""Whether the database is one to work on, and the application in it who it should be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from minhbach.domains.agencies.models import Place
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.scope.signing import is_believed
from minhbach.interfaces.health.ailments import Ailment


def server(at: datetime) -> Iterator[Ailment]:
    with connection.cursor() as cursor:
        cursor.execute("show server_encoding")
        if cursor.fetchone()[0] != "UTF8":
            yield Ailment("Cơ sở dữ liệu không dùng mã UTF-8.", "Tạo lại cơ sở dữ liệu với encoding 'UTF8'.")
        cursor.execute("show server_version_num")
        version = int(cursor.fetchone()[0])
        if version < 150000:
            yield Ailment(f"PostgreSQL {version // 10000} cũ hơn 15.", "Nâng cấp PostgreSQL lên 15 trở lên.")


def role(at: datetime) -> Iterator[Ailment]:
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


def signature(at: datetime) -> Iterator[Ailment]:
    with acting_as(SYSTEM):
        if not is_believed():
            yield Ailment(
                "Cơ sở dữ liệu không nhận chữ ký của ứng dụng nên không cho thấy hồ sơ nào: khoá MINHBACH_SECRET_KEY"
                " khác với khoá lúc nâng cấp bảng.",
                "Dùng một khoá cho mọi máy của bản cài này, rồi chạy: minhbach migrate",
            )


def migrations(at: datetime) -> Iterator[Ailment]:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        yield Ailment(f"Còn {len(pending)} bước nâng cấp chưa chạy.", "Chạy: minhbach migrate")


def reference(at: datetime) -> Iterator[Ailment]:
    if not Place.objects.exists():
        yield Ailment("Chưa có địa bàn nào.", "Chạy: minhbach load-reference")
