"""Mailboxes and what was drawn from them; the number of a report that a mail names; transfers of the national line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.hotline.models import Mail, Mailbox, MailFile, Transfer
from minhbach.domains.hotline.refusals import NotHere
from minhbach.domains.hotline.types import MailState
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.selectors import visible_reports
from minhbach.foundation.scope import current_access
from minhbach.foundation.sealed_values import ValueSealedElsewhere, open_value

SENDER = "hotline.mail_sender"
_NUMBER = re.compile(r"(?<!\d)\d{2}-\d{8}(?!\d)")


@dataclass(frozen=True)
class Sender:
    """Who says that he sent a mail: nothing proves it."""

    name: str
    address: str


def visible_mails() -> QuerySet[Any]:
    rows: QuerySet[Any] = Mail.objects.select_related("owner_agency", "mailbox", "report", "settled_by")
    return rows.order_by("-came_at", "-id")


def get_mail(mail_id: UUID) -> Mail:
    """Raises: NotHere."""
    found: Mail | None = visible_mails().filter(pk=mail_id).first()
    if found is None:
        raise NotHere
    return found


def next_mail() -> Mail | None:
    """Return the mail that waits longest at the officer's own agencies."""
    own = visible_mails().filter(state=MailState.WAITING, owner_agency_id__in=current_access().agency_ids)
    return own.order_by("came_at", "id").first()


def mails_of(report: Report) -> list[Mail]:
    return list(Mail.objects.filter(report=report).order_by("came_at", "id"))


def files_of(mail: Mail) -> list[MailFile]:
    return list(mail.files.order_by("position"))


def get_mail_file(mail: Mail, position: int) -> MailFile:
    """Raises: NotHere."""
    found: MailFile | None = mail.files.filter(position=position).first()
    if found is None:
        raise NotHere
    return found


def sender_of(mail: Mail) -> Sender | None:
    """Return who sent a mail, as long as that is kept."""
    if not mail.sender:
        return None
    try:
        told = json.loads(open_value(mail.sender, kind=SENDER))
    except ValueSealedElsewhere:
        return None
    return Sender(told["name"], told["address"])


def report_named_in(mail: Mail) -> Report | None:
    """Return the report within reach whose number stands in the subject: a hint to whoever looks, and no more."""
    numbers = _NUMBER.findall(mail.subject)[:5]
    found: Report | None = visible_reports().filter(number__in=numbers).first() if numbers else None
    return found


def visible_mailboxes() -> QuerySet[Any]:
    rows: QuerySet[Any] = Mailbox.objects.select_related("owner_agency", "letterbox")
    return rows.order_by("-created_at", "-id")


def failing_mailboxes() -> list[Mailbox]:
    """List the mailboxes of the officer's own agencies that cannot be drawn."""
    failing = visible_mailboxes().filter(failing_since__isnull=False, left_at__isnull=True)
    return list(failing.filter(owner_agency_id__in=current_access().agency_ids))


def visible_transfers() -> QuerySet[Any]:
    rows: QuerySet[Any] = Transfer.objects.select_related("owner_agency", "officer", "report")
    return rows.order_by("-created_at", "-id")


def sent_with(transfer_id: UUID) -> list[Transfer]:
    """List what came with one transfer, itself among it.

    Raises: NotHere.
    """
    found: Transfer | None = visible_transfers().filter(pk=transfer_id).first()
    if found is None:
        raise NotHere
    return list(visible_transfers().filter(batch=found.batch, owner_agency=found.owner_agency).order_by("number"))
