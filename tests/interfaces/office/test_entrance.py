"""What a request carries is taken in clean, before any page looks at it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from minhbach.interfaces.office.entrance import EntranceMiddleware

TAKEN = []


def take(request: HttpRequest) -> HttpResponse:
    TAKEN.append((dict(request.GET.lists()), dict(request.POST.lists())))
    return HttpResponse()


def taken(request: HttpRequest) -> tuple[dict[str, list[object]], dict[str, list[object]]]:
    TAKEN.clear()
    EntranceMiddleware(take)(request)
    return TAKEN[0]


def test_words_of_an_address_and_of_a_form_come_without_letters_that_have_no_form() -> None:
    request = RequestFactory().post("/?q=a%00b&q=2&x%00=1", {"name": "Kem\x0bnám\x00", "kinds": ["a\x1f", "b"]})
    assert taken(request) == ({"q": ["ab", "2"], "x": ["1"]}, {"name": ["Kem\nnám"], "kinds": ["a", "b"]})


def test_what_is_clean_is_left_as_it_is() -> None:
    request = RequestFactory().get("/?q=Kem+tr%E1%BB%8B")
    query = request.GET
    EntranceMiddleware(take)(request)
    assert request.GET is query


def test_an_address_with_a_letter_without_form_is_no_address() -> None:
    TAKEN.clear()
    assert EntranceMiddleware(take)(RequestFactory().get("/phap-luat/muc/a%00b/")).status_code == 400
    assert TAKEN == []
