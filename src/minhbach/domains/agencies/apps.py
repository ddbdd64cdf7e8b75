from __future__ import annotations

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "minhbach.domains.agencies"
    label = "agencies"

    def ready(self) -> None:
        from minhbach.domains.agencies import audit_actions

        audit_actions.register()
