"""The `minhbach` command. Each command imports what it needs when it runs: `screen` needs no Django, no database."""

from __future__ import annotations

import typer

from minhbach.interfaces.cli import (
    administrator,
    audit,
    clock,
    demo,
    doctor,
    evaluate,
    explain,
    learn,
    reference,
    screen,
    second_person,
    server,
    watch,
)

app = typer.Typer(
    name="minhbach",
    help="Minh Bạch: hệ thống thông tin dùng chung chống buôn lậu, gian lận thương mại và hàng giả.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("demo")(demo.demo)
app.command("serve")(server.serve)
app.command("worker")(server.worker)
app.command("prepare-database")(server.prepare_database)
app.command("migrate")(server.migrate)
app.command("stop-database")(server.stop_database)
app.command("load-reference")(reference.load_reference)
app.command("create-administrator")(administrator.create_administrator)
app.command("proposals")(second_person.proposals)
app.command("confirm")(second_person.confirm)
app.command("give-password")(second_person.give_password)
app.command("remove-codes")(second_person.remove_codes)
app.command("screen")(screen.screen)
app.command("explain")(explain.explain)
app.command("evaluate")(evaluate.evaluate)
app.command("learn")(learn.learn)
app.command("accept-clock")(clock.accept_clock)
app.command("doctor")(doctor.doctor)
app.command("watch")(watch.watch)
app.add_typer(audit.app, name="audit")


def main() -> None:
    """The console script."""
    app()
