"""The first person who can sign in; every other account is made on the site."""

from __future__ import annotations

from typing import Annotated

import typer

from minhbach.interfaces.cli import installation


def create_administrator(
    username: Annotated[str, typer.Argument(help="Tên đăng nhập, chữ thường không dấu.")],
    full_name: Annotated[str, typer.Argument(help="Họ và tên.")],
    agency: Annotated[str, typer.Option(help="Mã định danh cơ quan, ví dụ bcd389.20.")],
) -> None:
    """Tạo tài khoản quản trị đầu tiên và in mật khẩu, chỉ hiện một lần."""
    installation.prepare()
    from django.utils import translation

    from minhbach.domains.agencies import selectors, services
    from minhbach.domains.agencies.types import Role
    from minhbach.foundation.clock import local_date, now
    from minhbach.foundation.refusals import Refusal
    from minhbach.foundation.scope.access import SYSTEM, acting_as

    translation.activate("vi")
    at = now()
    try:
        with acting_as(SYSTEM):
            home = selectors.find_agency(agency)
            if home is None:
                typer.echo(f"Không có cơ quan nào mang mã {agency}. Đã chạy minhbach load-reference chưa?", err=True)
                raise typer.Exit(1)
            person = services.create_officer(username=username, full_name=full_name, agency=home, officer=None, at=at)
            services.appoint(
                person=person,
                agency=home,
                role=Role.ADMINISTRATOR,
                title_vi="Quản trị hệ thống",
                valid_from=local_date(at),
                officer=None,
                at=at,
            )
            password = services.give_password(person=person, officer=None, at=at)
    except Refusal as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from refusal
    typer.echo(f"Đã tạo {person.full_name}, {home.name}.\nTên đăng nhập: {person.username}\nMật khẩu: {password}")
