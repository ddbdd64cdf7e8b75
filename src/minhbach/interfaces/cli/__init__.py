"""The `minhbach` command. Each command imports what it needs when it runs: `screen` needs no Django, no database."""

from __future__ import annotations

from typing import Annotated

import typer

from minhbach import __version__
from minhbach.interfaces.cli import (
    administrator,
    audit,
    backup,
    clock,
    closed_values,
    demo,
    doctor,
    evaluate,
    explain,
    learn,
    linkage,
    pictures,
    portal,
    reference,
    rights,
    screen,
    second_person,
    server,
    upgrade,
    watch,
)

app = typer.Typer(
    name="minhbach",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("demo")(demo.demo)
app.command("serve")(server.serve)
app.command("portal")(server.portal)
app.command("portal-environment")(portal.portal_environment)
app.command("worker")(server.worker)
app.command("prepare-database")(server.prepare_database)
app.command("migrate")(server.migrate)
app.command("stop-database")(server.stop_database)
app.command("load-reference")(reference.load_reference)
app.command("create-administrator")(administrator.create_administrator)
app.command("backup")(backup.backup)
app.command("backup-key")(backup.backup_key)
app.command("restore")(backup.restore)
app.command("upgrade")(upgrade.upgrade)
app.command("proposals")(second_person.proposals)
app.command("confirm")(second_person.confirm)
app.command("give-password")(second_person.give_password)
app.command("remove-codes")(second_person.remove_codes)
app.command("screen")(screen.screen)
app.command("explain")(explain.explain)
app.command("evaluate")(evaluate.evaluate)
app.command("learn")(learn.learn)
app.command("link")(linkage.link)
app.command("close-values-anew")(closed_values.close_values_anew)
app.command("accept-clock")(clock.accept_clock)
app.command("doctor")(doctor.doctor)
app.command("watch")(watch.watch)
app.add_typer(audit.app, name="audit")
app.add_typer(rights.app, name="rights")
app.add_typer(pictures.app, name="pictures")


def _tell_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def before_any(
    version: Annotated[
        bool, typer.Option("--version", help="In bản phát hành đang cài.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """Minh Bạch: hệ thống thông tin dùng chung chống buôn lậu, gian lận thương mại và hàng giả."""


def main() -> None:
    """The console script."""
    app()
