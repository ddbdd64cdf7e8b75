"""Commands that run the site and its work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Annotated, cast

import typer

from minhbach.interfaces.cli import installation


def serve(
    bind: Annotated[str, typer.Option(help="Địa chỉ và cổng lắng nghe.")] = "127.0.0.1:8389",
    workers: Annotated[int, typer.Option(help="Số tiến trình phục vụ.")] = 2,
    with_worker: Annotated[bool, typer.Option(help="Chạy kèm tiến trình xử lý việc nền.")] = True,
) -> None:
    """Chạy trang web bằng máy chủ dùng cho vận hành thật."""
    installation.prepare()
    refuse_unfit()
    gather_front_end()
    # Asked to stop, it stops what it started: neither the site nor the worker may outlive it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    commands = [_gunicorn(bind, workers)]
    if with_worker:
        commands.append([sys.executable, "-m", "minhbach", "worker"])
    running = [subprocess.Popen(command) for command in commands]
    try:
        running[0].wait()
    except KeyboardInterrupt:
        pass
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=30)


def refuse_unfit() -> None:
    """End here, with the reasons, rather than serve where serving would be unsafe."""
    from minhbach.foundation.clock import now
    from minhbach.interfaces.health.checks import unfit_to_serve

    ailments = unfit_to_serve(now())
    for ailment in ailments:
        typer.echo(f"{ailment.what}\n→ {ailment.remedy}", err=True)
    if ailments:
        raise typer.Exit(1)


def gather_front_end() -> None:
    """Have the static files of this release ready before anybody asks for them."""
    from minhbach.interfaces.office.front_end import FrontEndMissing, gather

    try:
        gather()
    except FrontEndMissing as missing:
        typer.echo(f"Thiếu gói giao diện: {missing}\n→ Trong bản sao mã nguồn, chạy: make front-end", err=True)
        raise typer.Exit(1) from missing


def _gunicorn(bind: str, workers: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "minhbach.config.wsgi:application",
        f"--bind={bind}",
        f"--workers={workers}",
        "--threads=4",
        "--timeout=120",
        "--max-requests=2000",
        "--max-requests-jitter=200",
        # What a proxy passes on is judged in one place: interfaces.office.proxies.
        "--forwarded-allow-ips=",
        "--access-logfile=-" if os.environ.get("MINHBACH_DEBUG") else "--log-level=warning",
    ]


def worker(
    once: Annotated[bool, typer.Option(help="Làm hết việc đang chờ rồi dừng.")] = False,
) -> None:
    """Làm các việc nền: quét tin đăng, nhập dữ liệu, niêm phong nhật ký."""
    installation.prepare()
    refuse_unfit()

    from procrastinate.contrib.django.django_connector import DjangoConnector

    from minhbach.foundation.tasks import app

    connector = cast("DjangoConnector", app.connector).get_worker_connector()
    with app.replace_connector(connector) as worker_app:
        worker_app.run_worker(wait=not once, delete_jobs="successful", install_signal_handlers=True)


def prepare_database(
    admin_url: Annotated[str, typer.Argument(help="Địa chỉ kết nối của người quản trị máy chủ PostgreSQL.")],
    name: Annotated[str, typer.Option(help="Tên cơ sở dữ liệu.")] = installation.DATABASE,
    passwords: Annotated[bool, typer.Option(help="Đặt mật khẩu mới, in các biến môi trường để khai báo.")] = False,
) -> None:
    """Tạo bốn vai trò, cơ sở dữ liệu và quyền trên máy chủ PostgreSQL có sẵn; chạy lại không sao."""
    installation.make_database(admin_url, name)
    granted = installation.mend_rights(admin_url, name)
    made = f"Đã có vai trò minhbach_owner, minhbach_app, minhbach_backup, minhbach_sealer và cơ sở dữ liệu {name}."
    typer.echo(made, err=True)
    if granted:
        typer.echo(f"Đã cấp lại quyền trên {granted} bảng được tạo trước khi có quyền.", err=True)
    if passwords:
        for line in installation.give_passwords(admin_url, name):
            typer.echo(line)


def migrate() -> None:
    """Tạo hoặc nâng cấp các bảng dữ liệu."""
    installation.prepare(as_owner=True)
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    typer.echo("Cơ sở dữ liệu đã ở phiên bản mới nhất.")


def stop_database() -> None:
    """Dừng máy chủ PostgreSQL đi kèm."""
    from minhbach.foundation.database import embedded

    embedded.stop(installation.home())
