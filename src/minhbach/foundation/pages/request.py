"""The request as the office's middleware leaves it, for type checking."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Officer, Post


class OfficeRequest(HttpRequest):
    """Who asks, in which posts, and when. Pages that need no sign-in take a plain HttpRequest."""

    officer: Officer
    posts: list[Post]
    at: datetime
    htmx: HtmxDetails
