"""A form acts once, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.press import NAME, give_press_back, keep_press, led_to, read_press, take_press, where_led


class PressMiddleware:
    """Leads a second sending of the same form to where the first was led. Stands behind the officer's entrance."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: OfficeRequest) -> HttpResponse:
        press = read_press(request.POST.get(NAME, "")) if request.method == "POST" and request.officer else None
        if press is None:
            return self.get_response(request)
        if not take_press(press, officer_id=request.officer.id, at=request.at):
            led = led_to(press, officer_id=request.officer.id)
            if not led:
                # Somebody else's press, come by who knows how, protects nobody: the form is taken as it is.
                return self.get_response(request)
            messages.info(request, _("Biểu mẫu này đã được ghi trước đó; lần gửi này không ghi thêm gì."))
            return redirect(led)
        response = self.get_response(request)
        if led := where_led(response):
            keep_press(press, back=led)
        else:
            give_press_back(press)
        return response
