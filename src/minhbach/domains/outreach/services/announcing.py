"""What was published, or taken back, is told by mail: once for each publication and each address that wanted it.

A mail is written down as taken before it goes, so it never goes twice. Where the line breaks in between it may have
gone: then it stays in doubt, and the page of the publication counts it so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from minhbach.domains.agencies.models import Agency
from minhbach.domains.agencies.selectors import province_of
from minhbach.domains.outreach.kinds import BY_CODE
from minhbach.domains.outreach.mails.wishes import Wish, words_of
from minhbach.domains.outreach.mails.wording import take_back, tell
from minhbach.domains.outreach.models import Announcement, Mailing, Publication, Subscription
from minhbach.domains.outreach.services.posting import Sent, posting
from minhbach.domains.outreach.services.subscribing import Addressee
from minhbach.domains.outreach.types import Ending, State, Told
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, take_next, wait_turn
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

TARGET = "outreach.publication"
# What lies longer back is told by nobody: the server was away, or mails were not yet sent.
LATELY = timedelta(days=7)
AT_ONCE = 300
MOST_TRIES = 8
MOST_BOUNCES = 3
_BATCH = 1_000


def announce(*, at: datetime) -> int:
    """Write down what is to be told to whom; harmless to repeat. Returns how many publications there were."""
    if not settings.PORTAL_MAILS:
        return 0
    done = 0
    with acting_as(SYSTEM):
        up = Publication.objects.filter(state=State.PUBLISHED, publish_at__gt=at - LATELY)
        for one in up.exclude(announcements__told=Told.PUBLISHED).order_by("publish_at", "id"):
            done += _announce(one, Told.PUBLISHED, at=at)
        down = Publication.objects.filter(
            state=State.RETRACTED, down_at__gt=at - LATELY, announcements__told=Told.PUBLISHED
        )
        for one in down.exclude(pk__in=_told_of_retractions()).order_by("down_at", "id"):
            done += _announce(one, Told.RETRACTED, at=at)
    return done


def _told_of_retractions() -> object:
    return Announcement.objects.filter(told=Told.RETRACTED).values("publication_id")


@transaction.atomic
def _announce(publication: Publication, told: Told, *, at: datetime) -> bool:
    wait_turn("outreach announcement", publication.pk, told.value)
    made, is_new = Announcement.objects.get_or_create(publication=publication, told=told, defaults={"made_at": at})
    if not is_new:
        return False
    wanted = _who_wants(publication) if told is Told.PUBLISHED else _who_was_told(publication)
    rows = (Mailing(announcement=made, subscription_id=pk, not_before=at) for pk in sorted(set(wanted)))
    count = len(Mailing.objects.bulk_create(rows, batch_size=_BATCH))
    audit.record(
        f"outreach.announcement.{told.value}", officer_id=None, at=at, target_type=TARGET, target_id=publication.id,
        data={"count": count},
    )  # fmt: skip
    return True


def _who_wants(publication: Publication) -> Iterator[UUID]:
    """Give who wanted such a thing when it went up, and who was told of what it corrects."""
    provinces = _provinces_of(publication.owner_agency)
    found_by = publication.identifiers.values_list("value", flat=True)
    words = words_of(publication.title, publication.summary, *_leaves(publication.content), *found_by)
    open_now = Subscription.objects.filter(ended_at=None, confirmed_at__lte=publication.publish_at)
    for pk, kept in open_now.values_list("id", "wanted").iterator():
        if Wish.of(kept).wants(publication.kind, provinces=provinces, words=words):
            yield pk
    if publication.corrects is not None:
        yield from _who_was_told(publication.corrects)


def _who_was_told(publication: Publication) -> list[UUID]:
    sent = Mailing.objects.filter(
        announcement__publication=publication, announcement__told=Told.PUBLISHED, taken_at__isnull=False,
        failed_at=None, subscription__ended_at=None,
    )  # fmt: skip
    return list(sent.values_list("subscription_id", flat=True))


def _provinces_of(agency: Agency) -> set[str]:
    """Return the keys of the provinces that an agency answers for; none where that is the nation."""
    return {one.key for place in agency.areas.all() if (one := province_of(place)) is not None}


def _leaves(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for one in content.values() if isinstance(content, dict) else content:
            yield from _leaves(one)


def send_mailings(*, at: datetime) -> int:
    """Send what is due, each once; returns how many went."""
    if not settings.PORTAL_MAILS or not _is_due(at=at):
        return 0
    sent = 0
    with posting() as post:
        for _ in range(AT_ONCE):
            taken = _take(at=at)
            if taken is None:
                break
            mailing, mail = taken
            if mail is not None:
                came = post(mail)
                _settle(mailing, came, at=at)
                sent += came is Sent.YES
    return sent


def _is_due(*, at: datetime) -> bool:
    with acting_as(SYSTEM):
        return bool(Mailing.objects.filter(taken_at=None, failed_at=None, not_before__lte=at).exists())


def _take(*, at: datetime) -> tuple[Mailing, EmailMessage | None] | None:
    """Take the next one; without a mail where nobody is to be told any more."""
    with acting_as(SYSTEM), transaction.atomic():
        due = Mailing.objects.filter(taken_at=None, failed_at=None, not_before__lte=at)
        mailing = take_next(due.order_by("not_before", "id"))
        if mailing is None:
            return None
        mailing.taken_at = at
        mail = _written(mailing)
        if mail is None:
            mailing.failed_at = at
        mailing.save(update_fields=["taken_at", "failed_at"])
        return mailing, mail


def _written(mailing: Mailing) -> EmailMessage | None:
    """Write a mail; none for an address that wants no more, or for what is no longer so by now."""
    publication, told = mailing.announcement.publication, mailing.announcement.told
    subscription = mailing.subscription
    expected = State.PUBLISHED if told == Told.PUBLISHED else State.RETRACTED
    if subscription.ended_at is not None or publication.state != expected:
        return None
    addressee, kind = Addressee.of(subscription.sealed), BY_CODE[publication.kind]
    base = f"{settings.PORTAL_ADDRESS}{'/en' if subscription.language == 'en' else ''}"
    says: dict[str, Any] = {
        "language": subscription.language,
        "kind": kind,
        "title": publication.title,
        "office": publication.owner_agency.name,
        "url": f"{base}/cong-bo/{kind.slug}/{publication.slug}/",
        "number": mailing.pk,
    }
    link = addressee.link_in(subscription.language)
    if told == Told.RETRACTED:
        return take_back(addressee.address, link, reason=publication.reason, **says)
    is_english = subscription.language == "en" and publication.summary_en
    summary = publication.summary_en if is_english else publication.summary
    return tell(addressee.address, link, summary=summary, **says)


@transaction.atomic
def _settle(mailing: Mailing, came: Sent, *, at: datetime) -> None:
    """Write down what came of a mail that was taken; one in doubt stays as it is."""
    with acting_as(SYSTEM):
        mailing = hold(mailing)
        mailing.tries += 1
        if came is Sent.YES:
            mailing.sent_at = at
            Subscription.objects.filter(pk=mailing.subscription_id).exclude(bounces=0).update(bounces=0)
        elif came is Sent.REFUSED or (came is Sent.LATER and mailing.tries >= MOST_TRIES):
            mailing.failed_at = at
            _bounced(mailing.subscription, at=at)
        elif came is Sent.LATER:
            mailing.taken_at, mailing.not_before = None, at + timedelta(minutes=5 << mailing.tries)
        mailing.save(update_fields=["tries", "sent_at", "failed_at", "taken_at", "not_before"])


def _bounced(subscription: Subscription, *, at: datetime) -> None:
    """Count a refusal; after some in a row the address is told no more, and blanked."""
    subscription = hold(subscription)
    subscription.bounces += 1
    if subscription.bounces >= MOST_BOUNCES and subscription.ended_at is None:
        subscription.ended_at, subscription.ended_by = at, Ending.BOUNCED
        subscription.digest, subscription.sealed, subscription.wanted = "", "", {}
    subscription.save(update_fields=["bounces", "ended_at", "ended_by", "digest", "sealed", "wanted"])
