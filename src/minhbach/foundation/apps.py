from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FoundationConfig(AppConfig):
    name = "minhbach.foundation"
    label = "foundation"

    def ready(self) -> None:
        from minhbach.foundation import audit

        audit.register("foundation.list.exported", _("exported a list"))
