"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import Needs, OfPeople, Until

NEEDS = (Needs("plan", _lazy("có trong kế hoạch kiểm tra sắp tới")),)
PEOPLE = (
    OfPeople(
        "inspections.PlanItem",
        ("grounds", "dropped_because"),
        _lazy("Đối tượng trong kế hoạch kiểm tra"),
        _lazy("kế hoạch kiểm tra"),
        Until.UNSET,
    ),
    OfPeople("inspections.AdHocLook", ("agencies",), _lazy("Xem ngoài kế hoạch"), _lazy("biết ai đã xem"), Until.UNSET),
    OfPeople(
        "inspections.PlanEvent", ("words",), _lazy("Lời về kế hoạch kiểm tra"), _lazy("kế hoạch kiểm tra"), Until.UNSET
    ),
    OfPeople(
        "inspections.Word",
        ("words",),
        _lazy("Lời của cơ quan trùng kế hoạch"),
        _lazy("tránh kiểm tra trùng"),
        Until.UNSET,
    ),
)
