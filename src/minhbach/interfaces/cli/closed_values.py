"""``minhbach close-values-anew``: what the former secret key closed is closed by the one in use."""

from __future__ import annotations

import typer

from minhbach.interfaces.cli import installation


def close_values_anew() -> None:
    """Đóng lại số định danh cá nhân bằng khóa mới, từng phần; dừng giữa chừng thì chạy lại, trang web vẫn dùng được."""
    installation.prepare()
    from django.conf import settings

    from minhbach.domains.agencies.services import close_secrets_anew
    from minhbach.domains.hotline.services import close_anew as close_callers_anew
    from minhbach.domains.outreach.services import close_addresses_anew
    from minhbach.domains.subjects.services import close_values_anew

    if not settings.FORMER_SECRET_KEY:
        typer.echo("Hãy đặt MINHBACH_FORMER_SECRET_KEY là khóa trước đây, rồi chạy lại.", err=True)
        raise typer.Exit(1)
    each = (close_secrets_anew(), close_callers_anew(), close_addresses_anew())
    done, unread = map(sum, zip(*each, strict=True))
    for closed, not_read in close_values_anew():
        done, unread = done + closed, unread + not_read
        typer.echo(f"Đã đóng lại {done} giá trị.")
    if unread:
        typer.echo(f"{unread} giá trị không mở được bằng khóa nào: khóa trước đây có thể chưa đúng.", err=True)
        raise typer.Exit(1)
    typer.echo("Xong. Bỏ MINHBACH_FORMER_SECRET_KEY rồi khởi động lại.")
