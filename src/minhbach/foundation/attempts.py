"""Tries at a secret: counted before it is looked at, slowed by who is tried and from where, never shut for good.

Three counts, each with waits that grow from one failure to the next. What a person is known by (a browser, an address
from which that person came in before) is counted for itself, and no stranger can make it wait:

- the *pair* of a name and where it is tried from;
- the *name*, over all strange places together: more addresses are no more guesses;
- the *place*, over all names tried there by strangers: widely, for a whole office may stand behind it.

A try during a wait is not looked at and counts nothing. A try that succeeds takes back what it counted, no more: a
success of one's own in between does not wash away the guesses at another. Names and places are kept as digests; where
a guess came from is kept as it was, since its victim is told, and forgotten with the count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Q, Sum
from django.db.models.functions import Greatest

from minhbach.foundation.audit.words import digest_of_words
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import lock_all

KNOWN_FOR = timedelta(days=90)


class Count(models.TextChoices):
    PAIR = "pair"
    NAME = "name"
    PLACE = "place"
    # Questions put to others, not guesses: none succeeds, and nobody is kept out by it.
    ASKED = "asked"
    # Values looked up within one's own reach: as little guesses.
    LOOKED = "look"


@dataclass(frozen=True)
class Budget:
    """How many failures cost nothing, the wait after the next, the longest wait, and when all is forgotten.

    What is DAILY is work and no failure: it begins anew each day, however little lies between.
    """

    free: int
    first: timedelta
    longest: timedelta
    forgotten: timedelta
    is_daily: bool = False

    def is_over(self, *, last_at: datetime, at: datetime) -> bool:
        """Say whether what was counted up to a moment counts no more."""
        return at - last_at > self.forgotten or (self.is_daily and local_date(at) != local_date(last_at))

    def wait_after(self, failures: int) -> timedelta:
        """Return how long nobody may try after so many failures: doubled by each, up to the longest."""
        if failures <= self.free:
            return timedelta(0)
        return min(self.longest, self.first * (1 << min(failures - self.free - 1, 30)))


BUDGETS = {
    Count.PAIR: Budget(4, timedelta(seconds=5), timedelta(minutes=15), timedelta(days=1)),
    Count.NAME: Budget(9, timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)),
    Count.PLACE: Budget(49, timedelta(seconds=5), timedelta(minutes=1), timedelta(hours=1)),
    Count.ASKED: Budget(20, timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), is_daily=True),
    Count.LOOKED: Budget(600, timedelta(seconds=10), timedelta(minutes=15), timedelta(days=1), is_daily=True),
}


class Attempt(models.Model):
    """Failures in a row of one count. KEY says of whom and where; ABOUT is the digest of a name, empty for a place."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.CharField(max_length=5, choices=Count.choices)
    about = models.CharField(max_length=32, blank=True)
    # As it was given; empty for the counts that are of no one place.
    place = models.CharField(max_length=45, blank=True)
    failures = models.PositiveIntegerField(default=0)
    # Of those, the ones of which the person has not been told.
    untold = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    # None where the next try costs no wait.
    free_at = models.DateTimeField(null=True)
    # Whether somebody has been turned away since the last failure.
    has_refused = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["about"], name="foundation_attempt_about"),
            models.Index(fields=["last_at"], name="foundation_attempt_last"),
        ]


class KnownMark(models.Model):
    """A browser or an address from which a person has come in: MARK is a digest of it."""

    officer_id = models.UUIDField()
    mark = models.CharField(max_length=32)
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer_id", "mark"], name="foundation_knownmark_once")]


@dataclass(frozen=True)
class Try:
    """One try: at which secret (password, code), under which name, from which address and browser."""

    secret: str
    name: str
    address: str
    browser: str = ""
    officer_id: UUID | None = None


@dataclass(frozen=True)
class Taken:
    """What a try has counted; given back by `succeeded`."""

    keys: tuple[str, ...]


@dataclass(frozen=True)
class Wait:
    """Nobody may try before UNTIL, by the longest wait. IS_FIRST: nobody was told so since the last failure."""

    until: datetime
    by: Count
    is_first: bool


def take(one: Try, *, at: datetime) -> Taken | Wait:
    """Count a try as failed, or say how long to wait; in a transaction of its own where the caller has none."""
    return _take(tuple(_counts_of(one)), about(one.name), at=at)


def take_question(name: str, *, at: datetime) -> Taken | Wait:
    """Count what somebody asks of others, or say how long to wait: who asks much asks slowly."""
    return _take(((digest_of_words("asked", about(name)), Count.ASKED, ""),), "", at=at)


def take_looks(name: str, *, values: int, at: datetime) -> Taken | Wait:
    """Count values that somebody looks up, or say how long to wait: who goes through a row of them goes slowly."""
    return _take(((digest_of_words("look", about(name)), Count.LOOKED, ""),), "", at=at, times=values)


def _take(counts: Sequence[tuple[str, Count, str]], whom: str, *, at: datetime, times: int = 1) -> Taken | Wait:
    keys = [key for key, *_rest in counts]
    # Whoever is turned away costs one question, holds nothing and leaves nothing behind.
    if waits := list(Attempt.objects.filter(key__in=keys, free_at__gt=at)):
        return _refused(waits)
    with transaction.atomic():
        Attempt.objects.bulk_create(
            [
                Attempt(key=key, count=count, about="" if count is Count.PLACE else whom, place=place, last_at=at)
                for key, count, place in counts
            ],
            ignore_conflicts=True,
        )
        held = lock_all(Attempt.objects.all(), key__in=keys)
        waits = [attempt for attempt in held if attempt.free_at is not None and attempt.free_at > at]
        if waits:
            return _refused(waits)
        for attempt in held:
            budget = BUDGETS[Count(attempt.count)]
            if budget.is_over(last_at=attempt.last_at, at=at):
                attempt.failures = 0
            attempt.failures += times
            attempt.untold += times
            attempt.last_at = at
            wait = budget.wait_after(attempt.failures)
            attempt.free_at = at + wait if wait else None
            attempt.has_refused = False
        Attempt.objects.bulk_update(held, ["failures", "untold", "last_at", "free_at", "has_refused"])
    return Taken(tuple(attempt.key for attempt in held))


def _refused(waits: Sequence[Attempt]) -> Wait:
    until, longest = max(((attempt.free_at or attempt.last_at, attempt) for attempt in waits), key=itemgetter(0))
    wait = Wait(until, Count(longest.count), not longest.has_refused)
    if wait.is_first:
        Attempt.objects.filter(key=longest.key).update(has_refused=True)
    return wait


def succeeded(taken: Taken) -> None:
    """Take back what a try counted that then succeeded; of the pair, everything."""
    counted = Attempt.objects.filter(key__in=taken.keys)
    counted.filter(count=Count.PAIR).delete()
    counted.update(failures=Greatest(F("failures") - 1, 0), untold=Greatest(F("untold") - 1, 0), free_at=None)


def begin_anew(name: str) -> None:
    """Let go of what was counted at a name: whoever answers for its holder has given it another secret."""
    # What its holder has not been told of stays to be told.
    Attempt.objects.filter(about=about(name)).update(failures=0, free_at=None, has_refused=False)


def came_in(officer_id: UUID, *, marks: Sequence[str], at: datetime) -> None:
    """Know a person by these marks from now on."""
    KnownMark.objects.bulk_create(
        [KnownMark(officer_id=officer_id, mark=mark, last_at=at) for mark in sorted(marks)],
        update_conflicts=True,
        unique_fields=["officer_id", "mark"],
        update_fields=["last_at"],
    )


@dataclass(frozen=True)
class Untold:
    """How often others tried to come in by a name, and from where."""

    failures: int
    places: tuple[str, ...]


def tell_untold(name: str, *, address: str) -> Untold:
    """Return the failures at a name from other places, of which its holder has not been told, and count them told."""
    others = Attempt.objects.filter(about=about(name), count=Count.PAIR, untold__gt=0).exclude(place=address)
    places = tuple(others.order_by("-last_at", "place").values_list("place", flat=True))
    failures = others.aggregate(all=Sum("untold"))["all"] or 0
    others.update(untold=0)
    return Untold(failures, tuple(dict.fromkeys(places)))


def under_attack(*, at: datetime) -> dict[Count, list[Attempt]]:
    """List the names and the places whose failures of the last hour have gone beyond what costs nothing."""
    recent = Attempt.objects.filter(last_at__gt=at - timedelta(hours=1))
    return {
        count: list(recent.filter(count=count, failures__gt=BUDGETS[count].free).order_by("-last_at"))
        for count in (Count.NAME, Count.PLACE)
    }


def forget(*, at: datetime) -> None:
    """Remove counts that count no more, and marks by which nobody came in for long."""
    longest = max(budget.forgotten for budget in BUDGETS.values())
    old = Attempt.objects.filter(last_at__lt=at - longest)
    # What its holder has not been told of waits for him, for as long as a browser is known.
    old.filter(Q(untold=0) | ~Q(count=Count.PAIR) | Q(last_at__lt=at - KNOWN_FOR)).delete()
    KnownMark.objects.filter(last_at__lt=at - KNOWN_FOR).delete()


def marks_of(one: Try) -> list[str]:
    """Give what a person who came in by a try is known by from then on."""
    return [*([browser_mark(one.browser)] if one.browser else []), address_mark(one.address)]


def browser_mark(browser: str) -> str:
    return digest_of_words("browser", browser)


def address_mark(address: str) -> str:
    return digest_of_words("address", address)


def about(name: str) -> str:
    return digest_of_words("name", name)


def _counts_of(one: Try) -> Iterator[tuple[str, Count, str]]:
    """Give the key of each count that a try is part of, and the place where it is one of a place."""
    known = _known_mark(one)
    pair = known or address_mark(one.address)
    yield digest_of_words(f"{one.secret}.pair", f"{about(one.name)} {pair}"), Count.PAIR, one.address
    if not known:
        yield digest_of_words(f"{one.secret}.name", about(one.name)), Count.NAME, ""
        yield digest_of_words("place", one.address), Count.PLACE, one.address


def _known_mark(one: Try) -> str:
    """Return the mark by which the person is known here, the browser before the address; empty for a stranger."""
    if one.officer_id is None:
        return ""
    possible = marks_of(one)
    known = set(KnownMark.objects.filter(officer_id=one.officer_id, mark__in=possible).values_list("mark", flat=True))
    return next((mark for mark in possible if mark in known), "")
