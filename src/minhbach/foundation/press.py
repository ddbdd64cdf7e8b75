"""One id a press: made with the form, kept with where it led, so that a second press is the same press.

The entrance takes the press before the page is asked, in the transaction of the request. A press that is sent twice at
once waits for the first; one that is sent again later (a resend, a reload, a late sync) is known. Either is led to
where the first went, and nothing is done twice. What did not lead anywhere, since it was refused or only showed
something, gives the press back: the same form may be sent again once it is mended.
"""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

from django.db import connection, models
from django.http.response import HttpResponseBase

from minhbach.foundation.ids import new_id

NAME = "press"
BACK_LETTERS = 2000


class Press(models.Model):
    """A form that was acted on: BACK is where its sender was led. ID may serve as the id of what the act made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer_id = models.UUIDField()
    at = models.DateTimeField()
    back = models.CharField(max_length=BACK_LETTERS)

    class Meta:
        indexes = [models.Index(fields=["at"], name="foundation_press_at")]


def read_press(text: str) -> UUID | None:
    """Return the press that came with a form; one that cannot be read counts as none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def take_press(press: UUID, *, officer_id: UUID, at: datetime) -> bool:
    """Return whether this sending is the first; another that is under way is waited for."""
    with connection.cursor() as cursor:
        # "On conflict" waits for the transaction of the other to end.
        cursor.execute(
            "insert into foundation_press (id, officer_id, at, back) values (%s, %s, %s, '') on conflict do nothing",
            [press, officer_id, at],
        )
        return bool(cursor.rowcount)


def led_to(press: UUID, *, officer_id: UUID) -> str:
    """Return where the first sending was led; empty for the press of somebody else."""
    return Press.objects.filter(id=press, officer_id=officer_id).values_list("back", flat=True).first() or ""


def acted(response: HttpResponseBase, *, back: str) -> None:
    """Say that a page which leads nowhere has acted all the same: sent again, its form leads BACK."""
    cast("Any", response).acted_back = back


def where_led(response: HttpResponseBase) -> str:
    """Return where the sender is led by the answer to an act; empty where nothing was done."""
    if HTTPStatus.MULTIPLE_CHOICES <= response.status_code < HTTPStatus.BAD_REQUEST:
        return str(response["Location"])
    return getattr(response, "acted_back", "")


def keep_press(press: UUID, *, back: str) -> None:
    """Keep where the sender is led; of an address too long to keep, the page without what was asked of it."""
    Press.objects.filter(id=press).update(back=back if len(back) <= BACK_LETTERS else back.partition("?")[0])


def give_press_back(press: UUID) -> None:
    """Let the same form be sent again."""
    Press.objects.filter(id=press).delete()


def forget_presses(*, before: datetime) -> None:
    """Remove presses so old that nobody holds their form any more."""
    Press.objects.filter(at__lt=before).delete()
