"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "stores.Entry",
        ("counterparty", "purpose", "authority", "seal_number", "shelf", "minutes", "note"),
        _lazy("Phiếu nhập, xuất kho"),
        _lazy("chuỗi giao nhận tang vật"),
        Until.UNSET,
        row="LUU.HOSO.DIENTU",
    ),
)
