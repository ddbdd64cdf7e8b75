from __future__ import annotations

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "minhbach.domains.screening"
    label = "screening"

    def ready(self) -> None:
        from minhbach.domains.screening import audit_actions, stories

        audit_actions.register()
        stories.register()
