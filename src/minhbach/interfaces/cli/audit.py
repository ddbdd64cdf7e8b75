"""Commands over the audit log."""

from __future__ import annotations

from typing import Annotated

import typer

from minhbach.interfaces.cli import installation

app = typer.Typer(help="Nhật ký: niêm phong, kiểm tra, nối lại.", no_args_is_help=True)


@app.command("verify")
def verify() -> None:
    """Kiểm tra chuỗi niêm phong; nêu từng dòng bị sửa, xoá hoặc đổi chỗ."""
    installation.prepare()
    from minhbach.foundation.audit import verification
    from minhbach.foundation.clock import now
    from minhbach.foundation.writing import write_moment

    # Before anything is sealed: the proof is of what was found, not of what is made of it.
    result = verification.verify(at=now())
    for mend in result.mends:
        when = write_moment(mend.at)
        typer.echo(f"• Chuỗi đã được nối lại lúc {when} từ mắt xích {mend.sequence}; lý do ghi trong nhật ký.")
    for gap in result.accounted:
        typer.echo(f"• Biên nhận số {gap.first}–{gap.last} không có dòng nào; đã giải trình: {gap.reason}.")
    for finding in result.findings:
        typer.echo(f"✗ {finding.sequence}: {finding.fault.label} {finding.entry_id}".rstrip())
    if not result.is_clean:
        raise typer.Exit(1)
    typer.echo(f"✓ Nhật ký toàn vẹn: {result.sealed} dòng đã niêm phong, {result.unsealed} dòng đang chờ.")


@app.command("seal")
def seal() -> None:
    """Niêm phong ngay các dòng chưa niêm phong."""
    installation.prepare()
    from minhbach.foundation.audit import sealing
    from minhbach.foundation.clock import now

    try:
        typer.echo(f"Đã niêm phong {sealing.seal(at=now())} dòng.")
    except sealing.SealerMissing:
        typer.echo("Chưa khai báo MINHBACH_SEALER_DATABASE_URL; xem docs/operations/audit-log.md.", err=True)
        raise typer.Exit(1) from None


@app.command("stamp")
def stamp() -> None:
    """Xin dấu thời gian RFC 3161 cho đầu chuỗi."""
    installation.prepare()
    from django.conf import settings

    from minhbach.foundation.audit import stamps
    from minhbach.foundation.audit.models import AuditChain

    if not (settings.TSA_URL and settings.TSA_CERTIFICATE):
        typer.echo("Chưa khai báo MINHBACH_TSA_URL và MINHBACH_TSA_CERTIFICATE.", err=True)
        raise typer.Exit(1)
    try:
        sequence = stamps.stamp(chain=str(AuditChain.objects.get().id))
    except stamps.StampRefused as refused:
        typer.echo(f"Không được đóng dấu: {refused}", err=True)
        raise typer.Exit(1) from refused
    typer.echo(f"Đã có dấu thời gian cho mắt xích {sequence}.")


@app.command("mend")
def mend(
    reason: Annotated[str, typer.Option(help="Lý do, ghi vào nhật ký.", prompt="Lý do")],
) -> None:
    """Nối lại chuỗi sau khi có mắt xích giả, mất tệp mốc hoặc phục hồi từ bản sao lưu."""
    installation.prepare(as_owner=True)
    from minhbach.foundation.audit import mending
    from minhbach.foundation.clock import now

    if not reason.strip():
        typer.echo("Phải ghi lý do.", err=True)
        raise typer.Exit(1)
    done = mending.mend(reason=reason.strip(), at=now())
    typer.echo(f"Đã giữ đến mắt xích {done.kept}, bỏ {done.removed} mắt xích; lần niêm phong tới làm lại phần sau.")


@app.command("account")
def account(
    number: Annotated[int, typer.Argument(help="Số biên nhận đầu tiên bị khuyết, như lệnh verify nêu.")],
    reason: Annotated[str, typer.Option(help="Lý do, ghi vào nhật ký.", prompt="Lý do")],
) -> None:
    """Giải trình số biên nhận bị khuyết, chẳng hạn do ổ đĩa đầy đúng lúc ghi; lần kiểm tra nào cũng nêu lại."""
    installation.prepare(as_owner=True)
    from minhbach.foundation.audit import accounting, verification
    from minhbach.foundation.clock import now

    if not reason.strip():
        typer.echo("Phải ghi lý do.", err=True)
        raise typer.Exit(1)
    gap = next((gap for gap in verification.gaps() if gap.first == number), None)
    if gap is None:
        typer.echo(f"Không có khoảng khuyết nào bắt đầu từ số {number}.", err=True)
        raise typer.Exit(1)
    accounting.account(gap, reason=reason.strip(), at=now())
    typer.echo(f"Đã ghi giải trình cho biên nhận số {gap.first}–{gap.last}.")
