"""`minhbach doctor`: what is wrong with an installation, and how to mend it."""

from __future__ import annotations

from typing import Annotated

import typer

from minhbach.interfaces.cli import installation


def doctor(
    stopped: Annotated[bool, typer.Option("--stopped", help="Bỏ qua những gì chỉ đúng lúc trang web chạy.")] = False,
) -> None:
    """Kiểm tra cài đặt; nêu chỗ hỏng và cách sửa."""
    try:
        installation.prepare()
    except Exception as error:
        typer.echo(f"✗ Cài đặt khởi động được\n    {type(error).__name__}: {error}", err=True)
        raise typer.Exit(1) from None

    from minhbach.foundation.clock import now
    from minhbach.interfaces.health.checks import CHECKS, run_checks

    is_well = True
    for result in run_checks(now(), [check for check in CHECKS if not (stopped and check.is_of_running)]):
        typer.echo(f"{'✗' if result.ailments else '✓'} {result.check.name}")
        for ailment in result.ailments:
            typer.echo(f"    {ailment.what}\n    → {ailment.remedy}")
        is_well = is_well and not result.ailments
    raise typer.Exit(0 if is_well else 1)
