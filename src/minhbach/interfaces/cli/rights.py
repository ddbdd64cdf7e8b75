"""Commands over the register of rights."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from minhbach.interfaces.cli import installation

app = typer.Typer(help="Sổ quyền sở hữu trí tuệ.", no_args_is_help=True)


@app.callback()
def rights() -> None:
    """Keep the name of the command below, of which there is one."""


@app.command("knowledge")
def knowledge(
    out: Annotated[Path, typer.Argument(help="Thư mục nhận nhãn hiệu, người bán được ủy quyền, giá sàn.")],
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Như ngày này; mặc định là hôm nay.")
    ] = None,
) -> None:
    """Ghi thư mục dữ liệu đối chiếu của máy quét từ các quyền đang có hiệu lực."""
    installation.prepare()
    from minhbach.domains.rights.refusals import KnowledgeByHand
    from minhbach.domains.rights.services import write_knowledge
    from minhbach.foundation.clock import local_date, now
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM

    try:
        with acting_as(SYSTEM):
            written = write_knowledge(out, on=on.date() if on else local_date(now()))
    except KnowledgeByHand as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from None
    if not written.version:
        typer.echo("Chưa có quyền nào đang có hiệu lực để máy quét dùng; không ghi gì.")
        return
    state = "đã ghi" if written.has_changed else "không đổi"
    typer.echo(f"{out}: {state}, bản {written.version}; {written.marks} dòng nhãn hiệu, {written.sellers} người bán.")
