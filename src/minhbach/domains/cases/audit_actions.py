"""The sentence of each act, for the audit pages: every kind of event is an act."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.domains.cases.types.codes import EventKind
from minhbach.foundation import audit


def register_all() -> None:
    for kind in EventKind:
        audit.register(f"cases.case.{kind.value}", kind.label)
    audit.register("cases.case.corrected", _("corrected an entry of the case"))
    audit.register("cases.case.entered", _("entered the whole file of an earlier case"))
    audit.register("cases.case.read", _("read the case"))
