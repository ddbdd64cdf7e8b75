"""The sentence of each act, for the audit pages: every kind of event is an act."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.types.codes import EventKind
from minhbach.foundation import audit


def register_all() -> None:
    for kind in EventKind:
        audit.register(f"cases.case.{kind.value}", kind.label)
    audit.register("cases.case.corrected", _lazy("sửa một mục của vụ việc"))
    audit.register("cases.case.entered", _lazy("nhập toàn bộ hồ sơ vụ việc cũ"))
    audit.register("cases.case.read", _lazy("xem vụ việc"))
