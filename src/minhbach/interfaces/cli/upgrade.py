"""`minhbach upgrade`: from the release before to this one, on a copy, so that what fails leaves all as it was."""

from __future__ import annotations

from typing import Annotated

import typer

from minhbach import __version__
from minhbach.interfaces.cli import backup as backups
from minhbach.interfaces.cli import installation


def upgrade(
    to: Annotated[str, typer.Option(help="Nơi sao lưu; bỏ trống thì theo MINHBACH_BACKUP_TO.")] = "",
    plain: Annotated[bool, typer.Option("--plain", help="Bản sao lưu không mã hóa.")] = False,
    no_backup: Annotated[bool, typer.Option("--no-backup", help="Không sao lưu trước.")] = False,
) -> None:
    """Nâng cấp lên bản phát hành này: sao lưu, nâng cấp trên một bản sao, đổi chỗ, kiểm tra."""
    installation.prepare()
    import psycopg
    from django.conf import settings

    from minhbach.foundation.backups import keeping, schema, sets, standing
    from minhbach.foundation.clock import now

    place, target = to or settings.BACKUP_TO, backups.target_of()
    if not (place or no_backup):
        typer.echo("Nêu nơi sao lưu (--to hoặc MINHBACH_BACKUP_TO), hoặc thêm --no-backup.", err=True)
        raise typer.Exit(1)
    with backups.refusals_told():
        at, taken = now(), None
        standing.require_alone_on(target)
        if not no_backup:
            typer.echo("  • Sao lưu")
            taken = keeping.take_only(place, is_plain=plain, keep=None, at=at)
            backups.tell_taken(taken)
        typer.echo("  • Nâng cấp trên một bản sao")
        try:
            standing.clear_aside(target)
            standing.create_aside(target, as_copy=True)
        except psycopg.Error as error:
            _unchanged(str(error).strip())
        applied = schema.applied(target.to(target.database))
        aside = target.database_aside
        if not all(backups.run_aside(target, step, database=aside) for step in ("migrate", "load-reference")):
            standing.clear_aside(target)
            _unchanged("Nâng cấp không xong.")
        before = standing.put_database_in_place(target, stamp=sets.name_of(at))
        if taken is not None:
            keeping.tell_taken(taken, at=at)
        done = sorted(schema.applied(target.to(target.database)) - applied)
        keeping.tell_upgraded(migrations=done, at=now())
    typer.echo(f"✓ Đã ở bản {__version__}: {len(done)} bước nâng cấp bảng.")
    is_well = backups.run_aside(target, "doctor", "--stopped")
    if taken is None or not is_well:
        typer.echo(f"  Cơ sở dữ liệu trước khi nâng cấp còn ở {before}. Muốn quay lại, xem docs/operations/upgrade.md.")
    else:
        standing.drop(target, before)
    if not is_well:
        raise typer.Exit(1)


def _unchanged(why: str) -> None:
    typer.echo(f"{why}\nChưa thay đổi gì: cài lại bản phát hành trước là dùng tiếp được.", err=True)
    raise typer.Exit(1)
