"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "linkage.Candidate",
        ("levels",),
        _lazy("Hai hồ sơ có thể là một"),
        _lazy("hỏi cán bộ"),
        Until.UNIT,
        since=_lazy("cùng hồ sơ đối tượng"),
        kind="subjects.person",
    ),
)
