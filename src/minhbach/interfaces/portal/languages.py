"""Vietnamese first, English second: the address says which, so that no cookie has to."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

ENGLISH = "/en"


def mails(request: HttpRequest) -> dict[str, bool]:
    """Tell each page whether one may ask to be told by mail."""
    return {"mails": settings.PORTAL_MAILS}


def languages(request: HttpRequest) -> dict[str, str]:
    """Tell each page its language, and where the same page stands in the other; what was sent has no other page."""
    here = get_language() or "vi"
    if request.method not in ("GET", "HEAD"):
        other = ""
    elif here == "en":
        other = request.get_full_path().removeprefix(ENGLISH)
    else:
        other = ENGLISH + request.get_full_path()
    return {"language": here, "other_language": other}
