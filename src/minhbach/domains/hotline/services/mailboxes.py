"""Drawing mailboxes in: each mail once, whatever breaks off in between, and nothing ever deleted on the server.

A mail is kept in one transaction with how far the mailbox was drawn; the server is told afterwards. Who is killed
between the two tells it the next time. No transaction stands open while a server is waited for.
"""

from __future__ import annotations

import hashlib
import json
import logging
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from minhbach.domains.hotline.imap import Inbox, MailboxShut, opened
from minhbach.domains.hotline.mail_settings import MailSettingsUnfit, read_mail_settings
from minhbach.domains.hotline.models import Mail, Mailbox, MailFile
from minhbach.domains.hotline.selectors.mails import SENDER
from minhbach.domains.hotline.services.files import Looked, scanned
from minhbach.domains.hotline.types import MailboxSettings, MailHead, MailState, MailTrouble
from minhbach.domains.intake.models import Letterbox
from minhbach.engine.reading.mails import read_mail
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.foundation import audit, files
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.sealed_values import close_value
from minhbach.foundation.untrusted import read_apart

TARGET = "hotline.mailbox"
# In one turn: the next begins within minutes.
AT_ONCE = 200
# What is larger stays where it is, and is told of.
LARGEST = 40 << 20

_log = logging.getLogger(__name__)


@dataclass
class DrawnMail:
    """A mail as it is about to be kept."""

    state: MailState
    fields: dict[str, Any] = field(default_factory=dict)
    # Each with its name and where it lies.
    files: list[tuple[str, Path, Looked]] = field(default_factory=list)


def draw_all() -> int:
    """Draw every mailbox that the installation's file names; returns how many mails were new.

    One that cannot be drawn keeps no other waiting. Where no file is named nothing is said of those that are known;
    an empty file leaves them all.
    """
    if not settings.MAILBOXES:
        return 0
    try:
        named = read_mail_settings(settings.MAILBOXES)
    except MailSettingsUnfit as unfit:
        _log.error("The file of mailboxes cannot be used: %s", unfit)
        return 0
    with acting_as(SYSTEM):
        boxes = follow_mailboxes(named, at=now())
    return sum(draw(box, one) for box, one in boxes)


@transaction.atomic
def follow_mailboxes(named: list[MailboxSettings], *, at: datetime) -> list[tuple[Mailbox, MailboxSettings]]:
    """Let the record know the mailboxes that the file names, and those that it names no longer."""
    found = []
    letterboxes = {one.slug: one for one in Letterbox.objects.filter(closed_at__isnull=True)}
    known = {one.key: one for one in Mailbox.objects.all()}
    for one in named:
        letterbox, box = letterboxes.get(one.letterbox), known.get(one.key)
        if letterbox is None:
            _log.error("The mailbox %s goes to %s, which is no open letterbox", one.key, one.letterbox)
            if box is not None:
                _fail(box, MailTrouble.LETTERBOX, at=at)
            continue
        told = {"address": one.address, "letterbox": letterbox, "left_at": None}
        if box is None:
            box = Mailbox(key=one.key, created_at=at, sharing=Sharing.SILENT)
        elif all(getattr(box, name) == value for name, value in told.items()):
            found.append((box, one))
            continue
        for name, value in told.items():
            setattr(box, name, value)
        box.owner_agency, box.place = letterbox.owner_agency, letterbox.place
        box.save()
        _record("hotline.mailbox.named", box, at, letterbox=letterbox.slug)
        found.append((box, one))
    for box in known.values():
        if box.left_at is None and box.key not in {one.key for one in named}:
            box.left_at = at
            box.save(update_fields=["left_at"])
            _record("hotline.mailbox.left", box, at)
    return found


def draw(box: Mailbox, named: MailboxSettings) -> int:
    """Draw one mailbox; what is wrong with it stands on its row until a turn comes to its end."""
    new = 0
    try:
        with opened(named) as inbox:
            if box.uidvalidity != inbox.uidvalidity:
                # The server counts anew: all is looked at again, and known by its digest.
                box.uidvalidity, box.last_uid = inbox.uidvalidity, 0
            since = named.since or local_date(box.created_at)
            for uid in inbox.newer(box.last_uid, since=since, most=AT_ONCE):
                head = inbox.head(uid)
                if head is not None:
                    new += _draw_one(box, inbox, head)
            _settle(box, inbox)
    except MailboxShut as shut:
        with acting_as(SYSTEM):
            _fail(box, shut.trouble, at=now())
    else:
        with acting_as(SYSTEM):
            Mailbox.objects.filter(pk=box.pk).update(drawn_at=now(), failing_since=None, trouble="")
    return new


def _draw_one(box: Mailbox, inbox: Inbox, head: MailHead) -> bool:
    digest = hashlib.sha256(head.header + str(head.size).encode()).hexdigest()
    with acting_as(SYSTEM):
        is_known = Mail.objects.filter(mailbox=box, digest=digest).exists()
    if is_known or head.size > LARGEST:
        return _keep(box, inbox.uidvalidity, head, digest, DrawnMail(MailState.UNREAD))
    with tempfile.TemporaryDirectory(prefix="minhbach-upload-") as folder, files.disk_watched():
        path, aside = Path(folder) / "thu", Path(folder) / "tep"
        aside.mkdir()
        path.write_bytes(inbox.content(head.uid))
        return _keep(box, inbox.uidvalidity, head, digest, _read(path, aside))


def _read(path: Path, aside: Path) -> DrawnMail:
    try:
        told = read_apart(read_mail, path, str(aside))
    except ReadingRefused:
        return DrawnMail(MailState.UNREAD)
    sender = json.dumps({"name": told["name"], "address": told["address"]}, ensure_ascii=False)
    return DrawnMail(
        MailState.ASIDE if told["automatic"] else MailState.WAITING,
        {
            "sender": close_value(sender, kind=SENDER),
            **{name: told[name] for name in ("subject", "text", "automatic", "is_damaged")},
        },
        [
            (
                one["name"],
                aside / one["path"],
                scanned(Looked(one["media_type"], tuple(one["marks"]), tuple(one["members"])), aside / one["path"]),
            )
            for one in told["files"]
        ],
    )


def _keep(box: Mailbox, uidvalidity: int, head: MailHead, digest: str, drawn: DrawnMail) -> bool:
    with acting_as(SYSTEM):
        return keep_mail(box, uidvalidity, head, digest, drawn)


@transaction.atomic
def keep_mail(box: Mailbox, uidvalidity: int, head: MailHead, digest: str, drawn: DrawnMail) -> bool:
    """Keep one mail with how far its mailbox was drawn; returns whether it was new."""
    wait_turn("hotline mail", box.pk, digest)
    known = Mail.objects.filter(mailbox=box, digest=digest)
    is_new = not known.update(uidvalidity=uidvalidity, uid=head.uid, is_marked=False)
    if is_new:
        mail: Mail = Mail.objects.create(
            mailbox=box, uidvalidity=uidvalidity, uid=head.uid, digest=digest, state=drawn.state, came_at=head.came_at,
            owner_agency=box.owner_agency, place=box.place, sharing=Sharing.SILENT, created_at=now(), **drawn.fields,
        )  # fmt: skip
        for position, (name, path, looked) in enumerate(drawn.files, start=1):
            with path.open("rb") as content:
                stored = files.put(content)
            MailFile.objects.create(
                mail=mail, position=position, name=name, media_type=looked.media_type, size=stored.size,
                sha256=stored.sha256, marks=list(looked.marks), virus=looked.virus,
                members=[one[:300] for one in looked.members],
            )  # fmt: skip
        audit.record(
            "hotline.mail.drawn", officer_id=None, at=mail.created_at, target_type="hotline.mail", target_id=mail.id,
            data={"state": mail.state, "files": len(drawn.files)},
        )  # fmt: skip
    box.last_uid = head.uid
    Mailbox.objects.filter(pk=box.pk).update(uidvalidity=uidvalidity, last_uid=head.uid, drawn_at=now())
    return is_new


def _settle(box: Mailbox, inbox: Inbox) -> None:
    """Tell the server what is kept here and was not told yet."""
    with acting_as(SYSTEM):
        untold = Mail.objects.filter(mailbox=box, uidvalidity=inbox.uidvalidity, is_marked=False)
        uids = list(untold.order_by("uid").values_list("uid", flat=True)[:AT_ONCE])
    if not uids:
        return
    inbox.settle(uids)
    with acting_as(SYSTEM):
        Mail.objects.filter(mailbox=box, uidvalidity=inbox.uidvalidity, uid__in=uids).update(is_marked=True)


def _fail(box: Mailbox, trouble: MailTrouble, *, at: datetime) -> None:
    """Say what is wrong; since when stays as it was told first."""
    if box.failing_since is None:
        _log.warning("The mailbox %s cannot be drawn: %s", box.key, trouble.value)
    box.failing_since, box.trouble = box.failing_since or at, trouble
    Mailbox.objects.filter(pk=box.pk).update(failing_since=box.failing_since, trouble=trouble)


def _record(action: str, box: Mailbox, at: datetime, **data: str) -> None:
    audit.record(action, officer_id=None, at=at, target_type=TARGET, target_id=box.id, data=data)
