"""Commands over the audit log."""

from __future__ import annotations

import typer

from minhbach.interfaces.cli import installation

app = typer.Typer(help="Nhật ký: niêm phong và kiểm tra.", no_args_is_help=True)

# The engine room says codes; this is the command line's own language.
FAULTS = {
    "edited": "dòng đã bị sửa",
    "missing": "dòng đã bị xoá",
    "reordered": "dòng đã bị đổi chỗ",
    "cut": "phần cuối chuỗi đã bị cắt hoặc thay",
}


@app.command("verify")
def verify() -> None:
    """Kiểm tra chuỗi niêm phong; nêu từng dòng bị sửa, xoá hoặc đổi chỗ."""
    installation.prepare()
    from minhbach.foundation.audit import chain
    from minhbach.foundation.clock import now

    chain.seal(at=now())
    result = chain.verify()
    for finding in result.findings:
        typer.echo(f"✗ Mắt xích {finding.sequence}: {FAULTS[finding.fault]} {finding.entry_id}".rstrip())
    if not result.is_clean:
        raise typer.Exit(1)
    typer.echo(f"✓ Nhật ký toàn vẹn: {result.sealed} dòng đã niêm phong.")


@app.command("seal")
def seal() -> None:
    """Niêm phong ngay các dòng chưa niêm phong."""
    installation.prepare()
    from minhbach.foundation.audit import chain
    from minhbach.foundation.clock import now

    typer.echo(f"Đã niêm phong {chain.seal(at=now())} dòng.")
