from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "minhbach.domains.documents"
    label = "documents"

    def ready(self) -> None:
        from minhbach.domains.documents import audit_actions  # noqa: F401
