"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "reporting.Submission",
        ("file_name", "note", "file_sha256"),
        _lazy("Số liệu thành viên gửi"),
        _lazy("báo cáo"),
        Until.UNSET,
    ),
)
