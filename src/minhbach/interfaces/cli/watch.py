"""`minhbach watch`: looks at the installation and tells of it, also when the worker or the database is dead."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from minhbach.interfaces.cli import installation

SECONDS = 60
# A database that takes a call and says nothing must not keep the watch from telling so.
BOUNDS = {"connect_timeout": 5, "tcp_user_timeout": 15_000, "options": "-c statement_timeout=20000"}


def watch(
    once: Annotated[bool, typer.Option(help="Xem một lần rồi thôi, cho bộ hẹn giờ của hệ điều hành.")] = False,
) -> None:
    """Canh hệ thống: mỗi phút kiểm tra một lần, có gì hỏng thì báo qua thư điện tử, webhook."""
    installation.prepare()
    from django.db import close_old_connections, connection

    from minhbach.foundation.clock import now
    from minhbach.interfaces.health import watch as watching

    connection.settings_dict["OPTIONS"] = {**connection.settings_dict["OPTIONS"], **BOUNDS}
    while True:
        look = watching.watch(now())
        if once:
            break
        close_old_connections()
        time.sleep(SECONDS)
    typer.echo(f"{sum(bool(one.ailments) for one in look.findings)} chỗ hỏng trong {len(look.findings)} mục.")
