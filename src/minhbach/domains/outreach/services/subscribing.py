"""Addresses that want to be told: asked back by mail, forgotten when their time is over, closed anew with a new key."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from minhbach.domains.outreach.mails.addresses import digest_of, open_address
from minhbach.domains.outreach.mails.wishes import Wish
from minhbach.domains.outreach.mails.wording import ask_back
from minhbach.domains.outreach.models import MailAsk, Subscription
from minhbach.domains.outreach.services.posting import Post, Sent, posting
from minhbach.foundation.database.locks import lock_all, take_next
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.sealed_values import ValueSealedElsewhere, close_value, open_value

ADDRESS = "told by mail"
# In one turn, and the next begins in a minute; those for which no device worked come slower.
AT_ONCE, UNPAID_AT_ONCE = 100, 5
# An ask that nobody answered is forgotten; its day counts against its address before that.
KEPT = timedelta(days=3)
WORTH = timedelta(days=1)


@dataclass(frozen=True)
class Addressee:
    address: str
    secret: str

    @classmethod
    def of(cls, sealed: str) -> Addressee:
        """Raises: ValueSealedElsewhere."""
        return cls(**json.loads(open_value(sealed, kind=ADDRESS)))

    @property
    def sealed(self) -> str:
        return close_value(json.dumps({"address": self.address, "secret": self.secret}), kind=ADDRESS)

    def link_in(self, language: str) -> str:
        """Return where its holder sees what he chose, and ends it."""
        return f"{settings.PORTAL_ADDRESS}{'/en' if language == 'en' else ''}/nhan-thu/{self.secret}/"


def token_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def ask_back_all(*, at: datetime) -> int:
    """Send the mails that ask back, each once; returns how many went."""
    if not settings.PORTAL_MAILS or not _is_waiting(at=at):
        return 0
    sent = 0
    with posting() as post:
        for is_paid, most in ((True, AT_ONCE), (False, UNPAID_AT_ONCE)):
            for _ in range(most):
                taken = _take(at=at, is_paid=is_paid)
                if taken is None:
                    break
                sent += _ask_back(post, *taken, at=at)
    return sent


def _is_waiting(*, at: datetime) -> bool:
    with acting_as(SYSTEM):
        return bool(MailAsk.objects.filter(taken_at=None, asked_at__gt=at - WORTH).exists())


def _take(*, at: datetime, is_paid: bool) -> tuple[MailAsk, Addressee] | None:
    """Take the next ask, and close its address for good; written before it is sent, so that it goes once."""
    with acting_as(SYSTEM), transaction.atomic():
        waiting = MailAsk.objects.filter(taken_at=None, is_paid=is_paid, asked_at__gt=at - WORTH)
        ask = take_next(waiting.order_by("asked_at", "id"))
        if ask is None:
            return None
        try:
            address = open_address(ask.sealed, key=settings.PORTAL_KEY)
        except InvalidTag:
            ask.delete()
            return _take(at=at, is_paid=is_paid)
        addressee = Addressee(address, secrets.token_urlsafe(24))
        ask.taken_at, ask.sealed, ask.token = at, addressee.sealed, token_of(addressee.secret)
        ask.save(update_fields=["taken_at", "sealed", "token"])
        return ask, addressee


def _ask_back(post: Post, ask: MailAsk, addressee: Addressee, *, at: datetime) -> bool:
    came = post(
        ask_back(addressee.address, addressee.link_in(ask.language), Wish.of(ask.wanted), language=ask.language)
    )
    with acting_as(SYSTEM), transaction.atomic():
        if came is Sent.YES:
            MailAsk.objects.filter(pk=ask.pk).update(mailed_at=at)
        elif came is not Sent.UNKNOWN:
            # Whoever wants it asks again; of an address that its server refuses the count of the day is kept.
            MailAsk.objects.filter(pk=ask.pk).update(sealed="", wanted={}, token="", mailed_at=at)
    return came is Sent.YES


def forget_asks(*, at: datetime) -> int:
    """Drop the asks whose time is over, answered or not; harmless to repeat."""
    with acting_as(SYSTEM), transaction.atomic():
        return int(MailAsk.objects.filter(asked_at__lt=at - KEPT).delete()[0])


def close_addresses_anew() -> tuple[int, int]:
    """Close addresses with the key in use; harmless to repeat. Returns how many were, and were not, read."""
    done, unread = 0, 0
    with acting_as(SYSTEM), transaction.atomic():
        rows: list[Subscription | MailAsk] = [
            *lock_all(Subscription.objects.filter(~Q(sealed=""))),
            *lock_all(MailAsk.objects.filter(~Q(sealed=""), taken_at__isnull=False)),
        ]
        for row in rows:
            try:
                addressee = Addressee.of(row.sealed)
            except ValueSealedElsewhere:
                unread += 1
                continue
            row.sealed, row.digest = addressee.sealed, digest_of(addressee.address, key=settings.PORTAL_KEY)
            row.save(update_fields=["sealed", "digest"])
            done += 1
    return done, unread
