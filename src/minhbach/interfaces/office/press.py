"""A form acts once, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.press import NAME, give_press_back, keep_press, led_to, read_press, take_press


class PressMiddleware:
    """Leads a second sending of the same form to where the first was led. Stands behind the officer's entrance."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: OfficeRequest) -> HttpResponse:
        press = read_press(request.POST.get(NAME, "")) if request.method == "POST" and request.officer else None
        if press is None:
            return self.get_response(request)
        if not take_press(press, officer_id=request.officer.id, at=request.at):
            # Somebody else's press, sent by who knows whom, protects nobody: the form is taken as it is.
            led = led_to(press, officer_id=request.officer.id)
            return redirect(led) if led else self.get_response(request)
        response = self.get_response(request)
        if HTTPStatus.MULTIPLE_CHOICES <= response.status_code < HTTPStatus.BAD_REQUEST:
            keep_press(press, back=response["Location"])
        else:
            give_press_back(press)
        return response
