"""A link that the owner of a right reported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.screening.lead_kinds.kind import LeadKind

RIGHTS_NOTICE = LeadKind(
    "rights_notice",
    _lazy("đường dẫn chủ sở hữu quyền báo"),
    title=_lazy("%(other)s báo xâm phạm “%(name)s”: %(address)s"),
    why=_lazy(
        "Chủ sở hữu quyền hoặc người được ủy quyền báo đường dẫn này xâm phạm quyền của mình. Bên báo có lợi ích trong"
        " việc này: đó là lý do để xem, chưa phải chứng cứ."
    ),
    score=3.0,
    has_records=False,
)
