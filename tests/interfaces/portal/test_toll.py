"""The toll: paid by a device while somebody types, growing for who sends very much, and never a door"""

from __future__ import annotations

import time
from uuid import uuid4

import altcha
import pytest
import time_machine
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from minhbach.domains.intake import receipts
from minhbach.interfaces.portal import guessing, record, senders, toll, views
from minhbach.interfaces.portal.senders import Counters, SenderMiddleware, sender_of


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toll, "COUNTERS", Counters())


def solved(asked: dict[str, object]) -> str:
    challenge = altcha.Challenge.from_dict(asked)
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()


def test_what_was_worked_out_pays_for_its_own_press_and_no_other() -> None:
    press = uuid4()
    paid = solved(toll.challenge_for(press, sender=None))
    assert toll.is_paid(paid, press=press)
    assert not toll.is_paid(paid, press=uuid4())


def test_it_ends_after_two_hours() -> None:
    press = uuid4()
    paid = solved(toll.challenge_for(press, sender=None))
    with time_machine.travel(time.time() + toll.LIFE_SECONDS - 5):
        assert toll.is_paid(paid, press=press)
    with time_machine.travel(time.time() + toll.LIFE_SECONDS + 5):
        assert not toll.is_paid(paid, press=press)


@pytest.mark.parametrize(
    "given", ["", "x", "e30=", "bnVsbA==", "W10=", "A" * 3_000, "eyJjaGFsbGVuZ2UiOiB7fX0=", "\ud800"]
)
def test_what_nobody_worked_for_is_unpaid_and_breaks_nothing(given: str) -> None:
    assert toll.is_paid(given, press=uuid4()) is False


def test_one_who_writes_himself_an_easier_challenge_has_not_paid() -> None:
    press = uuid4()
    asked = toll.challenge_for(press, sender=None)
    easier = {**asked, "parameters": {**asked["parameters"], "keyPrefix": "00", "cost": 1}}
    assert not toll.is_paid(solved(easier), press=press)


def test_work_grows_slowly_with_what_comes_from_one_place_and_ends_where_a_cheap_phone_still_does_it() -> None:
    assert [toll.times_for(before) for before in (0, 19, 39, 40, 100, 399, 400, 60_000)] == [1, 1, 1, 2, 5, 19, 20, 20]
    # What all of it comes to at most, in rounds of SHA-256.
    assert toll.KEYS * toll.ROUNDS * toll.MOST_TIMES == 4_000_000


def test_asking_is_what_counts_so_that_nobody_lays_in_a_stock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toll, "ROUNDS", 1)
    sender = toll.COUNTERS.place_of("8.8.8.8")
    other = toll.COUNTERS.place_of("9.9.9.9")
    asked: list[int] = []
    monkeypatch.setattr(toll.secrets, "randbelow", lambda most: asked.append(most) or 0)
    for _ in range(60):
        toll.challenge_for(uuid4(), sender=sender)
    toll.challenge_for(uuid4(), sender=other)
    assert (asked[0], asked[59], asked[60]) == (100, 200, 100)


def test_a_counter_is_found_by_nobody_who_does_not_have_the_key_and_is_forgotten_within_the_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counters, others = Counters(), Counters()
    places = {counters.place_of(f"8.8.{one}.8") for one in range(200)}
    assert len(places) > 190
    assert counters.place_of("8.8.8.8") != others.place_of("8.8.8.8")
    here = counters.place_of("8.8.8.8")
    assert [counters.add(here, "toll") for _ in range(3)] == [0, 1, 2]
    assert counters.add(here, "miss") == 0
    monkeypatch.setattr(senders.time, "monotonic", lambda: counters._since + senders.HOUR_SECONDS + 1)
    again = counters.place_of("8.8.8.8")
    assert again != here
    assert counters.add(again, "toll") == 0
    # A request that began before the key went is counted nowhere.
    assert counters.add(here, "toll") == 0


def test_addresses_of_one_site_count_together_and_those_that_tell_nobody_apart_not_at_all() -> None:
    counters = Counters()
    assert counters.place_of("2405:4800:1:2::1") == counters.place_of("2405:4800:1:ffff::9")
    assert counters.place_of("2405:4800:1:2::1") != counters.place_of("2405:4800:2:2::1")
    assert counters.place_of("::ffff:8.8.8.8") == counters.place_of("8.8.8.8")
    for written in ("", "127.0.0.1", "10.1.2.3", "::1", "unknown", "8.8.8.8, 9.9.9.9"):
        assert counters.place_of(written) is None
        assert counters.add(counters.place_of(written), "toll") == 0


def test_nothing_after_the_first_door_meets_an_address() -> None:
    met: list[HttpRequest] = []

    def inside(request: HttpRequest) -> HttpResponse:
        met.append(request)
        return HttpResponse()

    given = {
        "HTTP_X_SENDER": "8.8.8.8", "HTTP_X_FORWARDED_FOR": "8.8.8.8", "HTTP_X_REAL_IP": "8.8.8.8",
        "HTTP_FORWARDED": "for=8.8.8.8", "REMOTE_ADDR": "8.8.8.8", "REMOTE_PORT": "8888",
    }  # fmt: skip
    SenderMiddleware(inside)(RequestFactory().get("/", **given))
    [request] = met
    assert sender_of(request) is not None
    assert "8.8.8.8" not in repr((request.META, getattr(request, "environ", {}), vars(request)))


@pytest.mark.urls("minhbach.interfaces.portal.urls")
def test_who_guesses_much_is_told_no_in_few_words_and_nobody_else_is(monkeypatch: pytest.MonkeyPatch) -> None:
    counters = Counters()
    monkeypatch.setattr(senders, "COUNTERS", counters)
    monkeypatch.setattr(guessing, "COUNTERS", counters)

    def answers(address: str, times: int) -> list[bool]:
        told: list[bool] = []
        door = SenderMiddleware(lambda request: told.append(guessing.short_no(request) is not None) or HttpResponse())
        for _ in range(times):
            door(RequestFactory().post("/theo-doi/", HTTP_X_SENDER=address))
        return told

    assert answers("8.8.8.8", guessing.FREE + 2) == [False] * guessing.FREE + [True] * 2
    assert answers("9.9.9.9", 1) == [False]
    assert answers("127.0.0.1", guessing.FREE + 2) == [False] * (guessing.FREE + 2)


@pytest.mark.urls("minhbach.interfaces.portal.urls")
def test_the_record_is_asked_about_codes_that_carry_our_mark_and_about_no_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(record, "talk", lambda digest: asked.append(digest))
    monkeypatch.setattr(guessing, "FREE", 0)
    ours = receipts.code_for(uuid4(), key=settings.PORTAL_KEY)
    another = receipts.code_for(uuid4(), key=receipts.key_of("another's"))
    answers = [views.talk(RequestFactory().post("/theo-doi/", {"code": code})) for code in (another, ours)]
    assert [answer.status_code for answer in answers] == [404, 404]
    # Who guesses cannot tell one from the other.
    assert answers[0].content == answers[1].content
    assert asked == [receipts.digest_of(ours, key=settings.PORTAL_KEY)]
