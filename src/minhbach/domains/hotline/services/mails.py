"""What an officer makes of a mail: a report, part of one, or nothing more. Who sent it goes with the first of these."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.custody.selectors import keys_for
from minhbach.domains.hotline.codes import digest_of_press
from minhbach.domains.hotline.models import Mail
from minhbach.domains.hotline.policies import require_own
from minhbach.domains.hotline.refusals import MailSettled, NumberUnknown, PetitionMissing, ReasonMissing
from minhbach.domains.hotline.services.entering import note_coming, receive_as
from minhbach.domains.hotline.types import MailState
from minhbach.domains.intake.kinds import BY_CODE, Keeping
from minhbach.domains.intake.models import Letterbox, Report
from minhbach.domains.intake.selectors import visible_reports
from minhbach.domains.intake.services import hear
from minhbach.domains.intake.types import Channel
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

TARGET = "hotline.mail"
OPEN = (MailState.WAITING, MailState.UNREAD)
# As the numbers of callers: our own word, no law's.
KEPT = timedelta(days=30)


@transaction.atomic
def enter_mail(
    *,
    officer: Officer,
    at: datetime,
    mail: Mail,
    letterbox: Letterbox,
    kind: str,
    what: str,
    where: str,
    press: UUID,
    person: Mapping[str, str] | None = None,
) -> Report:
    """Make a report of a mail; PERSON is kept as the kind has it kept. Sent twice with one press it is the same.

    Its terms run from the day on which the mail came. Of a denunciation, whose writer custodians alone are to know,
    neither the mail's words nor its files stay here: they name him. What came is in the mailbox.

    Raises: RoleMissing, OfAnotherAgency, MailSettled, KindNotTaken, NameNeeded, PetitionMissing, NobodyKeeps,
    ReportNotTaken, CameOutside.
    """
    require_own(officer, letterbox, at=at)
    mail = _held(officer, mail, at=at)
    if mail.report is not None and mail.report.receipt == digest_of_press(press):
        return mail.report
    _require_open(mail)
    if BY_CODE[kind].needs_identity and not mail.files.exists():
        raise PetitionMissing(kind=str(BY_CODE[kind].short))
    report = receive_as(
        Channel.EMAIL, letterbox=letterbox, kind=kind, said={"what": what, "where": where}, press=press,
        person=_kept(person or {}, letterbox, kind),
    )  # fmt: skip
    came_on = min(local_date(mail.came_at), local_date(at))
    note_coming(report, came_on, _("Ngày thư đến hộp thư điện tử"), officer=officer, at=at)
    _settle(mail, MailState.ENTERED, officer=officer, at=at, report=report)
    if is_secret(kind):
        _leave_nothing(mail)
    _record("hotline.mail.entered", officer, mail, at, report=str(report.pk))
    return report


@transaction.atomic
def join_mail(*, officer: Officer, at: datetime, mail: Mail, number: str) -> Report:
    """Put a mail to the report that its sender wrote before, on the word of who looked: anybody can write a number.

    Raises: RoleMissing, OfAnotherAgency, MailSettled, NumberUnknown, ReportOfAnotherAgency, TextMissing.
    """
    mail = _held(officer, mail, at=at)
    _require_open(mail)
    report: Report | None = visible_reports().filter(number=number.strip()).first()
    if report is None:
        raise NumberUnknown
    hear(officer=officer, at=at, report=report, text=mail.text or mail.subject)
    _settle(mail, MailState.JOINED, officer=officer, at=at, report=report)
    _record("hotline.mail.joined", officer, mail, at, report=str(report.pk))
    return report


@transaction.atomic
def set_aside(*, officer: Officer, at: datetime, mail: Mail, reason: str) -> Mail:
    """Say that nothing more is made of a mail, and why; it stays, and may be taken back.

    Raises: RoleMissing, OfAnotherAgency, MailSettled, ReasonMissing.
    """
    mail = _held(officer, mail, at=at)
    _require_open(mail)
    if not reason.strip():
        raise ReasonMissing
    mail.reason = reason.strip()[:300]
    _settle(mail, MailState.ASIDE, officer=officer, at=at)
    _record("hotline.mail.set_aside", officer, mail, at)
    return mail


@transaction.atomic
def take_back(*, officer: Officer, at: datetime, mail: Mail) -> Mail:
    """Let a mail wait again that a machine, or somebody, set aside.

    Raises: RoleMissing, OfAnotherAgency, MailSettled.
    """
    mail = _held(officer, mail, at=at)
    if mail.state != MailState.ASIDE:
        raise MailSettled
    mail.state, mail.settled_by, mail.settled_at, mail.reason = MailState.WAITING, None, None, ""
    mail.save(update_fields=["state", "settled_by", "settled_at", "reason"])
    _record("hotline.mail.taken_back", officer, mail, at)
    return mail


@transaction.atomic
def forget_senders(*, at: datetime) -> int:
    """Take the senders of mails away that have been set aside long enough; harmless to repeat."""
    with acting_as(SYSTEM):
        old = Mail.objects.filter(state=MailState.ASIDE, came_at__lt=at - KEPT).exclude(sender="")
        forgotten = old.update(sender="")
        if forgotten:
            audit.record(
                "hotline.mails.forgotten", officer_id=None, at=at, target_type=TARGET, target_id="",
                data={"count": forgotten},
            )  # fmt: skip
        return int(forgotten)


def _kept(person: Mapping[str, str], letterbox: Letterbox, kind: str) -> Mapping[str, str]:
    """Return of who sent a mail what its kind asks and somebody can keep: every mail has a sender, told or not."""
    chosen = BY_CODE[kind]
    nobody_keeps = chosen.person is Keeping.SEALED and not keys_for(letterbox.owner_agency)
    if chosen.person is Keeping.NOT_ASKED or (nobody_keeps and not chosen.needs_identity):
        return {}
    return person


def is_secret(kind: str) -> bool:
    """Say whether who sends something of a kind must be told, and be known to custodians alone."""
    return BY_CODE[kind].needs_identity and BY_CODE[kind].person is Keeping.SEALED


def _leave_nothing(mail: Mail) -> None:
    mail.subject = mail.text = ""
    mail.save(update_fields=["subject", "text"])
    mail.files.all().delete()


def _held(officer: Officer, mail: Mail, *, at: datetime) -> Mail:
    require_own(officer, mail, at=at)
    return hold(mail)


def _require_open(mail: Mail) -> None:
    if mail.state not in OPEN:
        raise MailSettled


def _settle(mail: Mail, state: MailState, *, officer: Officer, at: datetime, report: Report | None = None) -> None:
    mail.state, mail.settled_by, mail.settled_at, mail.report = state, officer, at, report
    # Set aside by mistake, it can still be entered with its sender.
    if state != MailState.ASIDE:
        mail.sender = ""
    mail.save(update_fields=["state", "settled_by", "settled_at", "report", "sender", "reason"])


def _record(action: str, officer: Officer, mail: Mail, at: datetime, **data: str) -> None:
    audit.record(action, officer_id=officer.id, at=at, target_type=TARGET, target_id=mail.id, data=data)
