"""The request as the office's middleware leaves it."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest

from minhbach.domains.agencies.models import Officer, Post
from minhbach.foundation.clock import local_date


class OfficeRequest(HttpRequest):
    """For type checking: who asks, in which posts, and when."""

    officer: Officer
    posts: list[Post]
    at: datetime


def day_asked(request: OfficeRequest) -> date:
    """This will read the day a page is asked for (?ngay=2024-05-31); today where none or nonsense is given."""
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return local_date(request.at)
