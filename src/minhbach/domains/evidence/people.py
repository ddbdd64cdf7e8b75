"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import Needs, OfPeople, Until

NEEDS = (Needs("evidence", _lazy("có chứng cứ đang giữ")),)
PEOPLE = (
    OfPeople(
        "evidence.EvidenceItem",
        ("title", "sha256", "file_name", "source_url", "obtained_where", "set_aside_reason", "secret_register_number"),
        _lazy("Chứng cứ"),
        _lazy("chứng minh hành vi; dùng đến hết thời hiệu xử phạt"),
        Until.UNSET,
        row="LUU.ND61",
    ),
    OfPeople(
        "evidence.CustodyEntry",
        ("place", "counterparty", "seal_number", "note"),
        _lazy("Giao nhận chứng cứ"),
        _lazy("chuỗi giao nhận"),
        Until.UNSET,
        row="LUU.ND61",
    ),
)
