from __future__ import annotations

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "minhbach.domains.reporting"
    label = "reporting"

    def ready(self) -> None:
        from minhbach.domains.reporting import audit_actions  # noqa: F401
