"""One id a press: made with the form, kept with what came of it, so that a second press is the same press.

The row is written in the transaction of the act. A press sent twice at once waits for the first; one sent again later
(a resend, a reload, a late sync) finds the row. Either is led to where the first went, and nothing is done twice. An
act that is refused leaves no row: the same form may be sent again once it is mended.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models

from minhbach.foundation.refusals import NotFound


class Press(models.Model):
    """A form that was acted on: BACK is where its sender was led. ID may serve as the id of what the act made."""

    id = models.UUIDField(primary_key=True)
    officer_id = models.UUIDField()
    at = models.DateTimeField()
    back = models.CharField(max_length=2000)

    class Meta:
        indexes = [models.Index(fields=["at"], name="foundation_press_at")]


def led_to(press: UUID, *, officer_id: UUID) -> str:
    """Return where an earlier sending of the same press was led; empty where there was none."""
    return Press.objects.filter(id=press, officer_id=officer_id).values_list("back", flat=True).first() or ""


def take_press(press: UUID, *, officer_id: UUID, at: datetime) -> bool:
    """Return whether this sending is the first; another that is under way is waited for.

    Raises: NotFound for the press of somebody else.
    """
    # The application reads what it may only insert once; "on conflict" waits for the other transaction to end.
    [made] = Press.objects.bulk_create([Press(id=press, officer_id=officer_id, at=at)], ignore_conflicts=True)
    kept = Press.objects.get(id=made.id)
    if kept.officer_id != officer_id:
        raise NotFound
    return kept.back == ""


def keep_way_back(press: UUID, back: str) -> None:
    """Keep where the sender of a press is led."""
    Press.objects.filter(id=press).update(back=back)
