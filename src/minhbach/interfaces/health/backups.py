"""Whether a whole backup of late is kept somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings

from minhbach.foundation.backups.keeping import begun_at, last_backup
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.writing import write_moment
from minhbach.interfaces.health.ailments import Ailment

# One a night, and half a day for whoever has to put right what hindered it.
LATE = timedelta(hours=36)


def backups(at: datetime) -> Iterator[Ailment]:
    if settings.DEMO:
        return
    if settings.BACKUP_TO and not settings.BACKUP_DATABASE_URL:
        yield Ailment(
            "Đã đặt MINHBACH_BACKUP_TO nhưng chưa khai báo địa chỉ của vai trò sao lưu.",
            "Đặt MINHBACH_BACKUP_DATABASE_URL dùng vai trò minhbach_backup; xem docs/operations/backup.md.",
        )
    with acting_as(SYSTEM):
        last, begun = last_backup(), begun_at()
    since = last.at if last else begun
    if since is not None and at - since > LATE:
        when = f"Bản sao lưu gần nhất lúc {write_moment(last.at)}." if last else "Chưa có bản sao lưu nào."
        why = f" Lần sau đó không thành ({last.failed_since})." if last and last.failed_since else ""
        yield Ailment(when + why, "Chạy: minhbach backup, và đặt MINHBACH_BACKUP_TO; xem docs/operations/backup.md.")
    if last and last.lost:
        yield Ailment(
            f"Bản sao lưu gần nhất thiếu {last.lost} tệp mà hồ sơ nhắc tới: kho tệp đã mất hoặc hỏng các tệp ấy.",
            "Chạy minhbach backup để biết tệp nào, rồi lấy lại từ một bản sao lưu trước.",
        )
