"""`minhbach demo`: everything set up, a province to look at, and the site."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Annotated

import typer

from minhbach.interfaces.cli import installation, server


def demo(
    bind: Annotated[str, typer.Option(help="Địa chỉ và cổng lắng nghe.")] = "127.0.0.1:8389",
    serve: Annotated[bool, typer.Option(help="Mở trang web sau khi chuẩn bị xong.")] = True,
) -> None:
    """Chuẩn bị tỉnh mẫu rồi mở trang web; chạy lại bao nhiêu lần cũng được."""
    os.environ["MINHBACH_DEMO"] = "true"
    begun = time.monotonic()
    step = _steps(begun)
    step("Cơ sở dữ liệu")
    subprocess.run([sys.executable, "-m", "minhbach", "migrate"], check=True, stdout=subprocess.DEVNULL)
    installation.prepare()
    server.refuse_unfit()
    server.gather_front_end()
    step("Dữ liệu gốc: địa bàn, cơ quan, pháp luật")
    from minhbach.foundation.clock import now
    from minhbach.interfaces.cli.reference import load
    from minhbach.interfaces.demo import build_demo_world

    load(echo=lambda line: None)
    step("Tỉnh mẫu: cán bộ, cơ sở, tin đăng, vụ việc, báo cáo")
    build_demo_world(at=now(), progress=lambda line: typer.echo(f"      {line}"))
    typer.echo(f"  ✓ Xong sau {time.monotonic() - begun:.0f} giây.")
    if not serve:
        return
    typer.echo(f"\n  Mở http://{bind}/vao-thu/ và chọn một vai để vào. Ctrl+C để dừng.\n")
    sys.stdout.flush()
    # In place of this process, so that whoever stops it stops the site.
    os.execv(sys.executable, [sys.executable, "-m", "minhbach", "serve", f"--bind={bind}"])  # noqa: S606


def _steps(begun: float) -> Callable[[str], None]:
    def step(name: str) -> None:
        typer.echo(f"  • {name} … ({time.monotonic() - begun:.0f} s)")

    return step
