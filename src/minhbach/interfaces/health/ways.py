"""The ways an alert goes: as an e-mail, as a signed call of an address. Each takes seconds at most."""

from __future__ import annotations

import hashlib
import hmac
import json
import ssl
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from minhbach.foundation.outgoing import in_time
from minhbach.interfaces.health.alerts import Alert, as_json, subject_of, text_of

SECONDS = 10
SIGNATURE = "X-MinhBach-Signature"


class NotTold(RuntimeError):
    """An alert did not arrive; the message says why."""


def ways() -> Iterator[tuple[str, Callable[[Alert], None]]]:
    """Name each way that the installation has declared."""
    if settings.ALERT_TO:
        yield "e-mail", send_mail
    if settings.ALERT_WEBHOOK:
        yield "webhook", call_webhook


def send_mail(alert: Alert) -> None:
    """Raises: OSError."""
    in_time(lambda: EmailMessage(subject_of(alert), text_of(alert), to=settings.ALERT_TO).send(), seconds=2 * SECONDS)


def call_webhook(alert: Alert) -> None:
    """Post the alert as JSON, signed over its bytes with MINHBACH_ALERT_SECRET; any answer but 2xx is a failure.

    Raises: NotTold, OSError.
    """
    body = json.dumps(as_json(alert), ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if settings.ALERT_SECRET:
        headers[SIGNATURE] = "sha256=" + hmac.digest(settings.ALERT_SECRET.encode(), body, hashlib.sha256).hex()
    in_time(lambda: _post(settings.ALERT_WEBHOOK, body, headers), seconds=2 * SECONDS)


def _post(address: str, body: bytes, headers: dict[str, str]) -> None:
    url = urlsplit(address)
    connection = (
        HTTPSConnection(url.netloc, timeout=SECONDS, context=ssl.create_default_context())
        if url.scheme == "https"
        else HTTPConnection(url.netloc, timeout=SECONDS)
    )
    try:
        path = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
        connection.request("POST", path, body, headers)
        status = connection.getresponse().status
    except HTTPException as error:
        raise NotTold(f"{type(error).__name__} from {url.hostname}") from error
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise NotTold(f"{url.hostname} answered {status}")
