from __future__ import annotations

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "minhbach.domains.evidence"
    label = "evidence"

    def ready(self) -> None:
        from minhbach.domains.evidence import audit_actions, own_targets  # noqa: F401
