"""What the middleware puts on a request, with its type."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from minhbach.domains.agencies.models import Officer


class OfficerRequest(HttpRequest):
    officer: Officer
    at: datetime
