"""`minhbach backup`, `backup-key`, `restore`: nothing is lost, and last year's state can be shown."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minhbach.interfaces.cli import installation

if TYPE_CHECKING:
    from minhbach.foundation.backups.restoring import Opened
    from minhbach.foundation.backups.standing import Target
    from minhbach.foundation.backups.taking import Taken


def backup(
    to: Annotated[str, typer.Argument(help="Thư mục hoặc s3://…; bỏ trống thì theo MINHBACH_BACKUP_TO.")] = "",
    plain: Annotated[bool, typer.Option("--plain", help="Không mã hóa, khi chưa có khóa sao lưu.")] = False,
    keep: Annotated[int, typer.Option(min=0, help="Giữ bao nhiêu bản mới nhất; 0: giữ hết.")] = 0,
) -> None:
    """Sao lưu cơ sở dữ liệu cùng mọi tệp thành một bản nhất quán, trong lúc hệ thống vẫn chạy."""
    installation.prepare()
    from django.conf import settings

    from minhbach.foundation.backups.keeping import back_up
    from minhbach.foundation.clock import now

    place = to or settings.BACKUP_TO
    if not place:
        typer.echo("Nêu nơi sao lưu, hoặc đặt MINHBACH_BACKUP_TO.", err=True)
        raise typer.Exit(1)
    with refusals_told():
        taken = back_up(place, is_plain=plain, keep=keep or (None if to else settings.BACKUP_KEEP), at=now())
    tell_taken(taken)
    if taken.manifest.lost_count:
        raise typer.Exit(1)


def tell_taken(taken: Taken) -> None:
    """Say what a backup holds, and what it could not."""
    manifest = taken.manifest
    if manifest.lost_count:
        typer.echo(
            f"✗ Kho tệp thiếu hoặc hỏng {manifest.lost_count} tệp mà hồ sơ nhắc tới, ví dụ {manifest.lost[0]}."
            " Mọi thứ khác đã được sao lưu. Khôi phục các tệp ấy từ bản sao lưu trước.",
            err=True,
        )
    for name in taken.pruned:
        typer.echo(f"  đã bỏ bản cũ {name}")
    typer.echo(
        f"✓ {taken.backup.address}\n  {manifest.file_count} tệp ({taken.added_files} tệp mới),"
        f" đầu chuỗi nhật ký {manifest.sealed}, {'đã mã hóa' if manifest.recipients else 'không mã hóa'}."
    )


def backup_key(
    path: Annotated[Path, typer.Argument(help="Tệp khóa riêng sẽ tạo; đem cất ngoài máy chủ.")],
) -> None:
    """Tạo khóa sao lưu: máy chủ chỉ giữ nửa công khai nên không tự đọc được bản sao lưu của mình."""
    installation.prepare()
    from minhbach.foundation.backups.locks import RECIPIENTS, make_key

    with refusals_told():
        recipient = make_key(path, home=installation.home())
    typer.echo(
        f"Khóa riêng: {path}\nKhóa công khai {recipient} ghi trong {installation.home() / RECIPIENTS}.\n"
        "Chép tệp khóa riêng ra hai nơi ngoài máy chủ (USB cất tủ, két), thử mở một bản sao lưu bằng"
        " minhbach restore … --check, rồi xóa nó khỏi máy chủ. Mất khóa này thì không ai mở được bản sao lưu."
    )


def restore(
    source: Annotated[str, typer.Argument(help="Bản sao lưu, hoặc nơi sao lưu: khi ấy lấy bản mới nhất.")],
    key: Annotated[Path | None, typer.Option(help="Tệp khóa riêng, khi bản sao lưu được mã hóa.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Chỉ đọc thử và đối chiếu mọi giá trị băm.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Thay dữ liệu đang có; phần cũ được giữ riêng.")] = False,
    database: Annotated[str, typer.Option(help="Khôi phục vào cơ sở dữ liệu khác trên cùng máy chủ.")] = "",
    home: Annotated[Path | None, typer.Option(help="Khôi phục vào thư mục dữ liệu khác.")] = None,
) -> None:
    """Khôi phục một bản sao lưu; chưa đối chiếu xong thì chưa thay đổi gì."""
    if home is not None:
        os.environ["MINHBACH_HOME"] = str(home.absolute())
    kept = installation.home() / "secret-key"
    has_secret = "MINHBACH_SECRET_KEY" in os.environ
    installation.prepare(secret=kept.read_text().strip() if kept.exists() else secrets.token_urlsafe(50))
    from minhbach.foundation.backups import restoring, standing
    from minhbach.foundation.writing import write_moment

    target = target_of(database)
    with refusals_told():
        opened = restoring.open_set(source, key=key)
        typer.echo(f"Bản sao lưu {opened.backup.name}, lúc {write_moment(opened.manifest.at)}")
        if check:
            restoring.check(opened)
            typer.echo(f"✓ Trọn vẹn: cơ sở dữ liệu và {opened.manifest.file_count} tệp đúng với giá trị băm.")
            return
        standing.require_room(target, replace=replace)
        _restore(opened, target, has_secret=has_secret)
    _prove(target)


def target_of(database: str = "") -> Target:
    """Return where this installation's data stands, or another database beside it, and lead all addresses there."""
    from psycopg.conninfo import conninfo_to_dict

    from minhbach.foundation.backups.standing import Target

    owner = os.environ.get("MINHBACH_OWNER_DATABASE_URL", os.environ["DATABASE_URL"])
    name = database or str(conninfo_to_dict(owner)["dbname"])
    installation.use_database(name)
    return Target(owner, name, installation.home())


def run_aside(target: Target, *command: str, database: str = "") -> bool:
    """Run another command of this installation, shown as it speaks; says whether it went well."""
    from psycopg.conninfo import make_conninfo

    environment = dict(os.environ)
    for variable in installation.ADDRESSES:
        if variable in environment:
            environment[variable] = make_conninfo(environment[variable], dbname=database or target.database)
    return subprocess.run([sys.executable, "-m", "minhbach", *command], env=environment, check=False).returncode == 0


@contextmanager
def refusals_told() -> Iterator[None]:
    """End the command with the sentence of a refusal."""
    from django.utils import translation

    from minhbach.foundation.refusals import Refusal

    translation.activate("vi")
    try:
        yield
    except Refusal as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from refusal


def _restore(opened: Opened, target: Target, *, has_secret: bool) -> None:
    from django.conf import settings

    from minhbach.foundation.backups import keeping, restoring, sets, standing
    from minhbach.foundation.clock import now

    secret = restoring.restore_aside(opened, target, tell=lambda line: typer.echo(f"  • {line}"))
    if not has_secret:
        settings.SECRET_KEY = os.environ["MINHBACH_SECRET_KEY"] = secret or settings.SECRET_KEY
        standing.keep_secret(target, settings.SECRET_KEY)
    typer.echo("  • Nâng cấp bảng")
    if not run_aside(target, "migrate", database=target.database_aside):
        standing.clear_aside(target)
        typer.echo("Không nâng cấp được bảng của bản sao lưu; chưa thay đổi gì.", err=True)
        raise typer.Exit(1)
    at = now()
    before = standing.put_in_place(target, stamp=sets.name_of(at))
    _use(target)
    keeping.tell_restored(address=opened.backup.address, taken_at=opened.manifest.at, at=at)
    typer.echo("✓ Đã khôi phục.")
    if before.database or before.home:
        kept = " và ".join(filter(None, [before.database and f"cơ sở dữ liệu {before.database}", before.home]))
        typer.echo(f"  Phần cũ còn ở {kept}; xóa khi không cần nữa.")
    if not secret and not has_secret:
        typer.echo(
            "  Bản sao lưu này không kèm khóa bí mật: mã một lần phải bật lại (minhbach remove-codes),"
            " trừ khi secret-key cũ được chép vào rồi chạy lại minhbach migrate."
        )
    elif has_secret and secret and secret != settings.SECRET_KEY:
        typer.echo("  MINHBACH_SECRET_KEY khác khóa lúc sao lưu: mã một lần phải bật lại, hoặc dùng khóa cũ.")


def _use(target: Target) -> None:
    """Let this process speak with what was put in place."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = target.database


def _prove(target: Target) -> None:
    """Prove the audit log and look at the whole; what waits to be sealed is sealed first, however long it lay."""
    run_aside(target, "audit", "seal")
    is_whole = run_aside(target, "audit", "verify")
    is_well = run_aside(target, "doctor", "--stopped")
    if not (is_whole and is_well):
        raise typer.Exit(1)
