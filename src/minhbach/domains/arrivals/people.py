"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "arrivals.Arrival",
        ("sender", "abstract", "note", "file_sha256", "file_name", "instruction", "outcome", "folded"),
        _lazy("Văn bản đến"),
        _lazy("giải quyết văn bản đến"),
        Until.UNSET,
    ),
)
