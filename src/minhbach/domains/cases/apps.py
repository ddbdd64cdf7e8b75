from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "minhbach.domains.cases"
    label = "cases"

    def ready(self) -> None:
        from minhbach.domains.cases import audit_actions, targets
        from minhbach.domains.cases.services import telling

        audit_actions.register_all()
        telling.register_stories()
        targets.register_targets()
