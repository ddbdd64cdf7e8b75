"""One mail handed to the server that sends: what came of it, in four words."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum

from django.core.mail import EmailMessage, get_connection

_log = logging.getLogger(__name__)


class Sent(Enum):
    YES = "yes"
    # The server refused this addressee, for now or for good; nothing went out.
    LATER = "later"
    REFUSED = "refused"
    # The line broke in between: it may have gone out.
    UNKNOWN = "unknown"


Post = Callable[[EmailMessage], Sent]


class ServerAway(OSError):
    """The server that sends cannot be reached; nothing was begun."""


@contextmanager
def posting() -> Iterator[Post]:
    """Hold one line to the server for a turn; it is opened by the first mail.

    Raises: ServerAway, before a mail is begun.
    """
    connection = get_connection()

    def post(mail: EmailMessage) -> Sent:
        mail.connection = connection
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _said in refused.recipients.values()]
            return Sent.REFUSED if min(codes, default=0) >= 500 else Sent.LATER
        except smtplib.SMTPResponseException as said:
            _log.warning("The server that sends mails refused one with %d", said.smtp_code)
            return Sent.LATER
        except (smtplib.SMTPException, OSError) as broken:
            _log.warning("A mail may not have gone out: %s", type(broken).__name__)
            return Sent.UNKNOWN
        return Sent.YES

    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as away:
        raise ServerAway(str(away)) from away
    try:
        yield post
    finally:
        connection.close()
