"""The request as the office's middleware leaves it."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from minhbach.domains.agencies.models import Officer


class OfficerRequest(HttpRequest):
    """For type checking: who asks, and when."""

    officer: Officer
    at: datetime
