"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "documents.OfficialDocument",
        ("title", "content", "recipients", "folded"),
        _lazy("Văn bản"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
    OfPeople(
        "documents.DocumentFile",
        ("name", "sha256", "frozen"),
        _lazy("Tệp văn bản"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
    OfPeople(
        "documents.DocumentEvent",
        ("note", "confirmed"),
        _lazy("Ý kiến khi trình, ký"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
    OfPeople(
        "documents.RegisterLine",
        ("file_copy", "received_by", "note"),
        _lazy("Sổ văn bản"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
    OfPeople(
        "documents.RegisterReturn",
        ("reason",),
        _lazy("Lý do trả lại sổ văn bản"),
        _lazy("hồ sơ vụ việc"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
)
