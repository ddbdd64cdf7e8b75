"""To be told by mail: asked for here, confirmed by a link in a mail, ended by a link in every mail.

Whoever asks is answered the same, whether an address is known or not. Looking at a link changes nothing, since machines
look at mails before people do; what changes is a press.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minhbach.domains.outreach.kinds import BY_CODE, KINDS
from minhbach.domains.outreach.mails.addresses import LONGEST, close_address, digest_of
from minhbach.domains.outreach.mails.wishes import LONGEST_GOODS, MOST_GOODS, Wish
from minhbach.engine.text.clean import clean
from minhbach.foundation.ids import read_id
from minhbach.interfaces.portal import record, toll
from minhbach.interfaces.portal.views import ASKING, not_found

PROPOSED = ("warning", "guide")


@require_http_methods(ASKING)
def subscribe(request: HttpRequest) -> HttpResponse:
    if not settings.PORTAL_MAILS:
        return not_found(request)
    if request.method != "POST":
        return _asked(request, wish=Wish(PROPOSED))
    address = clean(request.POST.get("address", "")).strip()[: LONGEST + 1]
    wish = _wish_of(request)
    if wrong := _wrong(address, wish):
        return _asked(request, address=address, wish=wish, wrong=wrong)
    press = read_id(request.POST.get("press", "")) or uuid4()
    refused = record.subscribe(
        {
            "press": str(press),
            "digest": digest_of(address, key=settings.PORTAL_KEY),
            "sealed": close_address(address, key=settings.PORTAL_KEY),
            "wanted": wish.kept(),
            "language": get_language() or "vi",
            "is_paid": toll.is_paid(request.POST.get("toll", ""), press=press),
        }
    )
    if refused:
        return _asked(
            request, address=address, wish=wish, wrong=_("Lúc này có quá nhiều người đăng ký; hãy thử lại sau một giờ.")
        )
    return render(request, "portal/subscribed.html")


def _wish_of(request: HttpRequest) -> Wish:
    known = {place["key"] for place in record.provinces()}
    place = request.POST.get("place", "")
    goods = [" ".join(one.split()) for one in clean(request.POST.get("goods", "")).split(",")]
    return Wish(
        tuple(code for code in dict.fromkeys(request.POST.getlist("kinds")) if code in BY_CODE),
        place if place in known else "",
        tuple(filter(None, goods)),
    )


def _wrong(address: str, wish: Wish) -> str:
    try:
        validate_email(address)
    except ValidationError:
        return _("Địa chỉ thư viết như ten@vi-du.vn.")
    if len(address) > LONGEST:
        return _("Địa chỉ thư dài quá %(most)d chữ.") % {"most": LONGEST}
    if not wish.kinds:
        return _("Hãy chọn ít nhất một loại.")
    if len(wish.goods) > MOST_GOODS or any(len(one) > LONGEST_GOODS for one in wish.goods):
        return _("Nhiều nhất %(count)d tên hàng, mỗi tên không quá %(most)d chữ.") % {
            "count": MOST_GOODS, "most": LONGEST_GOODS,
        }  # fmt: skip
    return ""


def _asked(request: HttpRequest, *, wish: Wish, address: str = "", wrong: str = "") -> HttpResponse:
    context = {
        "press": uuid4(),
        "address": address,
        "wish": wish,
        "goods": ", ".join(wish.goods),
        "wrong": wrong,
        "kinds": KINDS,
        "provinces": record.provinces(),
    }
    return render(request, "portal/subscribe.html", context, status=422 if wrong else 200)


@require_http_methods(ASKING)
def subscription(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what a link is about; a press confirms it."""
    return _answer(request, secret, record.confirm)


@require_http_methods(ASKING)
def unsubscribe(request: HttpRequest, secret: str) -> HttpResponse:
    """End it by one press: of the page's button, or of a mail program's (RFC 8058)."""
    return _answer(request, secret, record.unsubscribe, is_way_out=True)


def _answer(
    request: HttpRequest, secret: str, act: Callable[[str], record.Subscribed | None], *, is_way_out: bool = False
) -> HttpResponse:
    token = sha256(secret.encode()).hexdigest()
    found = act(token) if request.method == "POST" else record.subscription(token)
    if found is None:
        return render(request, "portal/subscription.html", status=404)
    wish = Wish.of(found.wanted)
    place = next((one["name"] for one in record.provinces() if one["key"] == wish.place), "")
    context = {"secret": secret, "state": found.state, "wish": wish, "place": place, "is_way_out": is_way_out}
    return render(request, "portal/subscription.html", context)
