from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "minhbach.interfaces.portal"
    label = "portal"
