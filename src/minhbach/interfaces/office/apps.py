from __future__ import annotations

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "minhbach.interfaces.office"
    label = "office"
