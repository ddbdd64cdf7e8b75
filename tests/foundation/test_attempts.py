"""Guesses are slowed by name, by place and by both; whoever is known is made to wait by nobody but himself."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from minhbach.foundation import attempts
from minhbach.foundation.attempts import BUDGETS, Attempt, Count, KnownMark, Taken, Try, Wait, take

AT = datetime(2026, 11, 29, 5, tzinfo=UTC)
HEAD = UUID("01a2275f-0000-7000-8000-000000000001")
SECOND = timedelta(seconds=1)


def guess(name: str = "head", address: str = "10.0.0.1", *, at: datetime = AT, what: str = "password") -> Taken | Wait:
    return take(Try(what, name, address, officer_id=HEAD if name == "head" else None), at=at)


def known_at(address: str = "", browser: str = "") -> None:
    attempts.came_in(HEAD, marks=attempts.marks_of(Try("password", "head", address, browser)), at=AT)


def looked_at(guesses: list[tuple[str, str]], *, every: timedelta, start: datetime = AT) -> int:
    """How many of these guesses, one after the other, reach the secret at all."""
    return sum(
        isinstance(guess(name, address, at=start + number * every), Taken)
        for number, (name, address) in enumerate(guesses)
    )


@pytest.mark.django_db
def test_the_wait_of_a_pair_doubles_with_each_failure_up_to_a_quarter_of_an_hour() -> None:
    known_at("10.0.0.1")
    at, waits = AT, []
    for _ in range(16):
        assert isinstance(guess(at=at), Taken)
        waits.append((Attempt.objects.get(count=Count.PAIR).free_at or at) - at)
        at += waits[-1]
    assert [wait.total_seconds() for wait in waits] == [0] * 4 + [5, 10, 20, 40, 80, 160, 320, 640] + [900] * 4


@pytest.mark.django_db
def test_a_try_during_a_wait_counts_nothing_and_is_told_once() -> None:
    for _ in range(5):
        guess()
    refused = [guess(at=AT + number * SECOND) for number in range(4)]
    assert [(one.until, one.by, one.is_first) for one in refused if isinstance(one, Wait)] == [
        (AT + 5 * SECOND, Count.PAIR, is_first) for is_first in (True, False, False, False)
    ]
    assert isinstance(guess(at=AT + 5 * SECOND), Taken)
    assert Attempt.objects.get(count=Count.PAIR).failures == 6


@pytest.mark.django_db
def test_a_success_takes_back_its_own_count_and_ends_the_wait_of_its_pair() -> None:
    for _ in range(3):
        guess()
    taken = guess()
    assert isinstance(taken, Taken)
    attempts.succeeded(taken)
    assert list(Attempt.objects.order_by("count").values_list("count", "failures")) == [("name", 3), ("place", 3)]


@pytest.mark.django_db
def test_ones_own_successes_in_between_wash_no_guesses_away() -> None:
    for number in range(60):
        guess(f"name-{number}", at=AT + number * timedelta(minutes=1))
        mine = guess("mine", at=AT + number * timedelta(minutes=1))
        if isinstance(mine, Taken):
            attempts.succeeded(mine)
    assert Attempt.objects.get(count=Count.PLACE).failures == 60


@pytest.mark.django_db
def test_all_is_forgotten_after_a_quiet_day() -> None:
    for _ in range(9):
        guess(at=AT)
    assert isinstance(guess(at=AT + timedelta(days=1, seconds=1)), Taken)
    assert {one.failures for one in Attempt.objects.all()} == {1}


@pytest.mark.django_db
def test_one_name_from_as_many_addresses_as_one_likes_is_looked_at_forty_times_a_day() -> None:
    addresses = [f"10.{number // 256}.{number % 256}.1" for number in range(2_000)]
    assert 35 < looked_at([("head", address) for address in addresses], every=timedelta(days=1) / 2_000) <= 40


@pytest.mark.django_db
def test_as_many_names_as_one_likes_from_one_address_are_looked_at_a_hundred_and_twenty_times_an_hour() -> None:
    names = [f"name-{number}" for number in range(2_000)]
    assert 90 < looked_at([(name, "10.0.0.1") for name in names], every=timedelta(hours=1) / 2_000) <= 120


@pytest.mark.django_db
def test_ten_thousand_guesses_over_fifty_names_and_two_hundred_addresses_are_looked_at_850_times_an_hour() -> None:
    chance = random.Random(389)
    guesses = [(f"name-{chance.randrange(50)}", f"10.0.1.{chance.randrange(200)}") for _ in range(10_000)]
    assert 700 < looked_at(guesses, every=timedelta(hours=1) / 10_000) <= 850


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "browser"), [("10.9.9.9", ""), ("10.0.0.1", "b1")])
def test_who_is_known_by_address_or_browser_comes_in_during_the_attack(address: str, browser: str) -> None:
    known_at("10.9.9.9")
    known_at("10.8.8.8", "b1")
    for number in range(300):
        guess(address=f"10.0.0.{number % 250}", at=AT + number * SECOND)
    at = AT + timedelta(minutes=5, seconds=1)
    assert isinstance(guess(address="10.7.7.7", at=at), Wait)
    assert isinstance(take(Try("password", "head", address, browser, HEAD), at=at), Taken)


@pytest.mark.django_db
def test_a_browser_of_somebody_else_is_a_stranger_to_this_name() -> None:
    attempts.came_in(uuid4(), marks=attempts.marks_of(Try("password", "other", "10.0.0.1", "b1")), at=AT)
    take(Try("password", "head", "10.0.0.1", "b1", HEAD), at=AT)
    assert set(Attempt.objects.values_list("count", flat=True)) == {"pair", "name", "place"}


@pytest.mark.django_db
def test_codes_and_passwords_are_counted_apart() -> None:
    for _ in range(5):
        guess()
    assert isinstance(guess(), Wait)
    assert isinstance(guess(what="code"), Taken)


@pytest.mark.django_db
def test_the_holder_is_told_once_of_guesses_from_elsewhere() -> None:
    for _ in range(3):
        guess(address="10.0.0.2")
    guess(address="10.0.0.3", at=AT + SECOND)
    guess(address="10.0.0.1", at=AT + 2 * SECOND)
    told = attempts.tell_untold("head", address="10.0.0.1")
    assert (told.failures, told.places) == (4, ("10.0.0.3", "10.0.0.2"))
    assert attempts.tell_untold("head", address="10.0.0.1").failures == 0


@pytest.mark.django_db
def test_what_counts_no_more_is_removed_and_what_is_untold_waits() -> None:
    known_at("10.0.0.1")
    guess("nobody", "10.0.0.9")
    guess(address="10.0.0.2")
    attempts.tell_untold("nobody", address="")
    attempts.forget(at=AT + timedelta(days=2))
    assert list(Attempt.objects.values_list("count", "place")) == [("pair", "10.0.0.2")]
    assert KnownMark.objects.count() == 1
    attempts.forget(at=AT + timedelta(days=91))
    assert (Attempt.objects.count(), KnownMark.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_whoever_keeps_the_installation_is_told_of_an_attack() -> None:
    for number in range(12):
        guess(address=f"10.0.0.{number}", at=AT + number * timedelta(minutes=1))
    under = attempts.under_attack(at=AT + timedelta(minutes=12))
    assert [len(under[count]) for count in (Count.NAME, Count.PLACE)] == [1, 0]
    assert attempts.under_attack(at=AT + timedelta(hours=3))[Count.NAME] == []


def test_every_count_has_a_longest_wait_that_a_person_can_wait() -> None:
    assert max(budget.longest for budget in BUDGETS.values()) == timedelta(hours=1)
