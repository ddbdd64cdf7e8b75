"""Whether the record itself is whole: the audit log's chain, the figures counted from cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import connection

from minhbach.domains.cases.selectors import last_count_check
from minhbach.foundation.audit.verification import OVERDUE, verify
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.writing import write_day, write_moment
from minhbach.interfaces.health.ailments import Ailment


def seals(at: datetime) -> Iterator[Ailment]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select min(recorded_at) from foundation_auditreceipt"
            " where number > (select coalesce(max(number), 0) from foundation_auditseal)"
        )
        [oldest] = cursor.fetchone()
    if oldest is not None and oldest < at - OVERDUE:
        yield Ailment(
            f"Có dòng nhật ký chờ niêm phong từ {write_moment(oldest)}.",
            "Xem tiến trình việc nền còn chạy không, đồng hồ có đúng không, rồi chạy: minhbach audit seal",
        )


def audit(at: datetime) -> Iterator[Ailment]:
    if not settings.SEALER_DATABASE_URL:
        yield Ailment(
            "Chưa khai báo địa chỉ của vai trò niêm phong nhật ký; không dòng nào được niêm phong.",
            "Chạy minhbach prepare-database, rồi đặt MINHBACH_SEALER_DATABASE_URL dùng vai trò minhbach_sealer.",
        )
    findings = verify(at=at).findings
    if findings:
        kinds = ", ".join(dict.fromkeys(str(one.fault.label) for one in findings))
        yield Ailment(
            f"Nhật ký có {len(findings)} chỗ hỏng: {kinds}.",
            "Chạy: minhbach audit verify để biết dòng nào; xem docs/operations/audit-log.md.",
        )


def counts(at: datetime) -> Iterator[Ailment]:
    with acting_as(SYSTEM):
        check = last_count_check()
    if check is not None and check.differing:
        yield Ailment(
            f"Đối chiếu lúc {write_day(check.at)}: {len(check.differing)} trong {check.checked} vụ việc đếm lại"
            f" ra số khác ({', '.join(check.differing[:3])}).",
            "Giữ nguyên số liệu, gửi mã vụ việc và nhật ký máy chủ cho người bảo trì phần mềm.",
        )
