"""The last application to load: when it is ready, every domain is, and listeners can be tied."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "minhbach.config"
    label = "config"

    def ready(self) -> None:
        from minhbach.config import wiring

        wiring.connect()
