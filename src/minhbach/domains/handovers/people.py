"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "handovers.Minutes",
        ("reason",),
        _lazy("Biên bản bàn giao"),
        _lazy("biết ai chịu trách nhiệm từ ngày nào"),
        Until.UNSET,
    ),
    OfPeople(
        "handovers.Item",
        ("words", "about", "remark", "problem"),
        _lazy("Việc trong biên bản bàn giao"),
        _lazy("biết ai chịu trách nhiệm từ ngày nào"),
        Until.UNSET,
    ),
)
