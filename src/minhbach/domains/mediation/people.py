"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "mediation.Dispute",
        ("firm", "firm_address"),
        _lazy("Bên bị yêu cầu"),
        _lazy("thương lượng, hòa giải"),
        Until.UNSET,
    ),
    OfPeople(
        "mediation.Step",
        ("text", "data", "sha256"),
        _lazy("Bước thương lượng, hòa giải"),
        _lazy("thương lượng, hòa giải"),
        Until.UNSET,
    ),
    OfPeople(
        "mediation.Promise", ("what",), _lazy("Cam kết của các bên"), _lazy("theo dõi việc thực hiện"), Until.UNSET
    ),
)
