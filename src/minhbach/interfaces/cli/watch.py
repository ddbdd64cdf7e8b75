"""`minhbach watch`: looks at the installation and tells of it, also when the worker or the database is dead."""

from __future__ import annotations

import logging
import os
import time
from typing import Annotated

import typer

from minhbach.interfaces.cli import installation

SECONDS = 60
# A database that takes a call and says nothing must not keep the watch from telling so.
BOUNDS = {"connect_timeout": 5, "tcp_user_timeout": 15_000, "options": "-c statement_timeout=20000"}

log = logging.getLogger(__name__)


def watch(
    once: Annotated[bool, typer.Option(help="Xem một lần rồi thôi, cho bộ hẹn giờ của hệ điều hành.")] = False,
) -> None:
    """Canh hệ thống: mỗi phút kiểm tra một lần, có gì hỏng thì báo qua thư điện tử, webhook."""
    try:
        installation.prepare()
    except Exception as error:
        # Whoever keeps it running tries again, as long as it takes.
        typer.echo(f"{type(error).__name__}: {error}", err=True)
        raise typer.Exit(os.EX_TEMPFAIL) from error
    from django.db import connection

    connection.settings_dict["OPTIONS"] = {**connection.settings_dict["OPTIONS"], **BOUNDS}
    if once:
        _look()
        return
    while True:
        try:
            _look()
        except Exception:
            # A watch that ends over what it finds watches nothing.
            log.exception("One look came to nothing")
        connection.close()
        time.sleep(SECONDS)


def _look() -> None:
    from minhbach.foundation.clock import now
    from minhbach.interfaces.health.watch import watch as watch_now

    look = watch_now(now())
    wrong = sum(bool(one.ailments) for one in look.findings)
    if wrong:
        log.warning("%d of %d checks found something wrong", wrong, len(look.findings))
