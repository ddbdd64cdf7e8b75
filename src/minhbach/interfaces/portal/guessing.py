"""Who guesses at receipts is told no in few words: a guess shall cost us less than him.

83 bits are guessed by nobody; what guessing takes is the time of the machine, for which others wait. So the record is
asked about codes that carry our mark alone (`receipts.is_made_here`). A code that is right opens its talk however many
wrong ones came from the same network before: nothing is refused, nobody is shut out.
"""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minhbach.interfaces.portal.senders import COUNTERS, sender_of

# So many wrong codes an hour from one address or network are slips; they get the whole page, with what was typed.
FREE = 20


def short_no(request: HttpRequest) -> HttpResponse | None:
    """Count a code that nothing bears, and return the short answer to one of very many."""
    if COUNTERS.add(sender_of(request), "miss") < FREE:
        return None
    return HttpResponse(_page(get_language() or "vi"), status=404)


@cache
def _page(language: str) -> bytes:
    page = '<!doctype html><html lang="{}"><meta charset="utf-8"><title>{}</title><p>{}</p><p><a href="{}">{}</a></p>'
    no = _("Không có tin nào mang mã này.")
    return format_html(page, language, no, no, reverse("portal:talk"), _("Xem trả lời")).encode()
