"""The sentence of each act, for the audit pages: every act of the table, and what is done to a whole file."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts import ACTS
from minhbach.foundation import audit


def register_all() -> None:
    for act in ACTS:
        audit.register(f"cases.case.{act.code}", act.label)
    audit.register("cases.case.corrected", _lazy("sửa một mục của vụ việc"))
    audit.register("cases.case.entered", _lazy("nhập toàn bộ hồ sơ vụ việc cũ"))
    audit.register("cases.case.read", _lazy("xem vụ việc"))
