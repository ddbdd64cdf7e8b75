"""A shop written down after somebody was sanctioned with whom it shares a number, an account or an address."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.screening.lead_kinds.kind import LeadKind

VIOLATOR_SHOP = LeadKind(
    "violator_shop",
    _lazy("gian hàng mới của người đã bị xử lý"),
    title=_lazy("%(name)s dùng chung thông tin với %(other)s, đã bị xử lý"),
    why=_lazy(
        "Hồ sơ này được ghi sau ngày %(other)s bị xử lý, và hai bên dùng chung thông tin mà ít người dùng. Có thể là"
        " gian hàng mới của cùng một người."
    ),
    score=4.0,
)
