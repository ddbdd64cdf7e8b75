from __future__ import annotations

from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    name = "minhbach.domains.subjects"
    label = "subjects"

    def ready(self) -> None:
        from minhbach.domains.subjects import audit_actions, own_stories  # noqa: F401
