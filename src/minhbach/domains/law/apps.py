from __future__ import annotations

from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "minhbach.domains.law"
    label = "law"

    def ready(self) -> None:
        from minhbach.domains.law import audit_actions  # noqa: F401
