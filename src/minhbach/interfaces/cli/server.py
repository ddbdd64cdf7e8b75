"""Commands that run the site and its work."""

from __future__ import annotations

import errno
import os
import platform
import socket
import sys
import time
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from minhbach.foundation.claims import Claim, claim, claimed_by
from minhbach.interfaces.cli import installation
from minhbach.interfaces.cli.supervisor import Program, Supervisor

# What a killed server left ends within this; so long the next one waits for the home, and for the database.
PATIENCE_SECONDS = 15.0
DATABASE_SECONDS = 60.0
# Half of what the site gets of a busy processor; with less it would be taken for dead on a machine that is overrun.
_BEHIND_PEOPLE = 3
# The public's site listens this many ports beyond the officers', where nothing else is said.
_PORTAL_BEYOND = 1000


def serve(
    bind: Annotated[str, typer.Option(help="Địa chỉ và cổng lắng nghe.")] = "127.0.0.1:8389",
    workers: Annotated[int, typer.Option(help="Số tiến trình phục vụ.")] = 2,
    with_worker: Annotated[bool, typer.Option(help="Chạy kèm tiến trình xử lý việc nền.")] = True,
    with_portal: Annotated[bool, typer.Option(help="Chạy kèm trang người dân gửi tin, ở tiến trình riêng.")] = True,
    portal_bind: Annotated[
        str, typer.Option(help="Địa chỉ và cổng của trang người dân gửi tin; mặc định là cổng của --bind cộng 1000.")
    ] = "",
    portal_workers: Annotated[int, typer.Option(help="Số tiến trình của trang người dân gửi tin.")] = 2,
) -> None:
    """Chạy trang web bằng máy chủ dùng cho vận hành thật, và giữ cho mọi phần luôn chạy."""
    held = _claim_home()
    try:
        code = _serve(
            bind,
            workers,
            with_worker=with_worker,
            portal=lambda: _portal(bind, portal_bind, portal_workers) if with_portal else [],
        )
    finally:
        held.file.close()
    raise typer.Exit(code)


def _serve(bind: str, workers: int, *, with_worker: bool, portal: Callable[[], list[Program]]) -> int:
    ground = None if "DATABASE_URL" in os.environ else _EmbeddedDatabase()
    installation.prepare()
    refuse_unfit()
    gather_front_end()
    listener = _listen(bind)
    parts = [_site(bind, listener, workers), *portal()]
    if with_worker:
        # What it does is taken up again where it was, so it need not be waited for.
        parts.append(Program("Việc nền", _minhbach("worker"), grace_seconds=10.0))
    # Beside both, so that somebody tells when one of them is dead.
    parts.append(Program("Bộ canh", _minhbach("watch"), grace_seconds=3.0, is_needed=False))
    supervisor = Supervisor(
        parts, ground=ground, say=_say, afterwards=ground.ask_to_end if ground is not None else lambda: None
    )
    return supervisor.run()


def refuse_unfit(*, seconds: float = DATABASE_SECONDS) -> None:
    """End here, with the reasons, rather than serve where serving would be unsafe."""
    from django.db import connections

    from minhbach.foundation.clock import now
    from minhbach.interfaces.health.checks import unfit_to_serve

    if not installation.await_database(seconds=seconds, say=_say):
        _say(f"Cơ sở dữ liệu không trả lời trong {seconds:.0f} giây. Kiểm tra máy chủ PostgreSQL và DATABASE_URL.")
        raise typer.Exit(1)
    ailments = unfit_to_serve(now())
    for ailment in ailments:
        _say(f"{ailment.what}\n→ {ailment.remedy}")
    if ailments:
        raise typer.Exit(1)
    connections.close_all()


def gather_front_end() -> None:
    """Have the static files of this release ready before anybody asks for them."""
    from minhbach.interfaces.office.front_end import FrontEndMissing, gather

    try:
        gather()
    except FrontEndMissing as missing:
        _say(f"Thiếu gói giao diện: {missing}\n→ Trong bản sao mã nguồn, chạy: make front-end")
        raise typer.Exit(1) from missing


def worker(
    once: Annotated[bool, typer.Option(help="Làm hết việc đang chờ rồi dừng.")] = False,
) -> None:
    """Làm các việc nền: quét tin đăng, nhập dữ liệu, niêm phong nhật ký."""
    installation.prepare()
    refuse_unfit(seconds=float("inf"))
    # Who enters something waits for nothing that follows from it: where both want the processor, people come first.
    os.nice(_BEHIND_PEOPLE)

    from minhbach.foundation.jobs.worker import run_worker

    run_worker(once=once)


def prepare_database(
    admin_url: Annotated[str, typer.Argument(help="Địa chỉ kết nối của người quản trị máy chủ PostgreSQL.")],
    name: Annotated[str, typer.Option(help="Tên cơ sở dữ liệu.")] = installation.DATABASE,
    passwords: Annotated[bool, typer.Option(help="Đặt mật khẩu mới, in các biến môi trường để khai báo.")] = False,
) -> None:
    """Tạo sáu vai trò, cơ sở dữ liệu và quyền trên máy chủ PostgreSQL có sẵn; chạy lại không sao."""
    installation.make_database(admin_url, name)
    granted = installation.mend_rights(admin_url, name)
    made = (
        "Đã có vai trò minhbach_owner, minhbach_app, minhbach_backup, minhbach_sealer, minhbach_portal,"
        f" minhbach_blanker và cơ sở dữ liệu {name}."
    )
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

    from minhbach.foundation.database.locks import one_at_a_time
    from minhbach.foundation.database.migrating import few_classes_made

    with one_at_a_time("migrate"), few_classes_made():
        call_command("migrate", interactive=False, verbosity=0)
    typer.echo("Cơ sở dữ liệu đã ở phiên bản mới nhất.")


def stop_database() -> None:
    """Dừng máy chủ PostgreSQL đi kèm."""
    _EmbeddedDatabase().ask_to_end()


class _EmbeddedDatabase:
    """The server that comes with the packages, as a part that is kept running. Other commands start it, too."""

    name = "Cơ sở dữ liệu"
    ended_for_now = False
    groups: Sequence[int] = ()

    def start(self) -> None:
        from minhbach.foundation.database import embedded

        embedded.start(installation.home())

    def is_running(self) -> bool:
        from minhbach.foundation.database import embedded

        return embedded.runs(installation.home())

    def ask_to_end(self) -> None:
        from minhbach.foundation.database import embedded

        embedded.stop(installation.home())

    def make_end(self) -> None:
        """Asked to end, it was waited for."""


def _claim_home() -> Claim:
    """Hold the home for this machine: one that was killed lets go once all it left has ended."""
    path = installation.home() / f"serve-{platform.node()}.lock"
    last = time.monotonic() + PATIENCE_SECONDS
    while (held := claim(path)) is None:
        other = claimed_by(path)
        if other is not None or time.monotonic() > last:
            _say(
                f"Bản cài ở {installation.home()} đang chạy trên máy này (tiến trình {other or '?'}). Mỗi máy chỉ chạy"
                " một minhbach serve cho một bản cài; hãy dừng lần kia trước."
            )
            raise typer.Exit(1)
        time.sleep(0.2)
    return held


def _listen(bind: str) -> socket.socket | None:
    """Listen for the site, so that who comes while it is started again waits instead of being turned away.

    None where the address is no port: a Unix socket is gunicorn's to make.
    """
    host, _, port = bind.rpartition(":")
    if not port.isdigit():
        return None
    family = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
    try:
        return socket.create_server((host.strip("[]"), int(port)), family=family, backlog=2048)
    except OSError as error:
        why = "đang có chương trình khác dùng" if error.errno == errno.EADDRINUSE else os.strerror(error.errno or 0)
        _say(f"Không nghe được ở {bind}: {why}. Chọn địa chỉ khác bằng --bind.")
        raise typer.Exit(1) from error


def _site(bind: str, listener: socket.socket | None, workers: int) -> Program:
    from django.conf import settings

    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "minhbach.config.wsgi:application",
        _where(bind, listener),
        f"--workers={workers}",
        "--threads=4",
        "--timeout=120",
        "--max-requests=2000",
        "--max-requests-jitter=200",
        # What a proxy passes on is judged in one place: interfaces.office.proxies.
        "--forwarded-allow-ips=",
        "--access-logfile=-" if settings.DEBUG else "--log-level=warning",
    ]
    return Program("Trang web", command, listener=listener)


def _where(bind: str, listener: socket.socket | None) -> str:
    return f"--bind={bind}" if listener is None else f"--bind=fd://{listener.fileno()}"


def portal(
    bind: Annotated[str, typer.Option(help="Địa chỉ và cổng lắng nghe.")] = "127.0.0.1:8390",
    workers: Annotated[int, typer.Option(help="Số tiến trình phục vụ.")] = 2,
) -> None:
    """Chỉ chạy trang người dân gửi tin, trên máy riêng của nó."""
    from minhbach.interfaces.cli.portal import environment_of_portal

    missing = [name for name in ("MINHBACH_PORTAL_DATABASE_URL", "MINHBACH_PORTAL_KEY") if name not in os.environ]
    if missing:
        _say(f"Chưa khai báo {', '.join(missing)}; minhbach portal-environment ở máy chính in ra.")
        raise typer.Exit(1)
    command = _portal_command(_where(bind, None), workers)
    os.execve(command[0], command, environment_of_portal(os.environ))  # noqa: S606


def _portal(site: str, bind: str, workers: int) -> list[Program]:
    """Keep the public's site running beside the officers', where there is a role for it; if it dies, they go on."""
    from django.conf import settings

    from minhbach.interfaces.cli.portal import environment_of_portal

    host, _, port = site.rpartition(":")
    beside = int(port) + _PORTAL_BEYOND if port.isdigit() else 0
    bind = bind or (f"{host}:{beside}" if 0 < beside < 1 << 16 else "")
    if not bind or not settings.PORTAL_DATABASE_URL:
        return []
    listener = _listen(bind)
    told = {**os.environ, "MINHBACH_PORTAL_KEY": settings.PORTAL_KEY.hex()}
    return [
        Program(
            "Trang tiếp nhận",
            _portal_command(_where(bind, listener), workers),
            listener=listener,
            is_needed=False,
            environment=environment_of_portal(told),
        )
    ]


def _portal_command(where: str, workers: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "minhbach.config.portal.wsgi:application",
        where,
        f"--workers={workers}",
        "--threads=8",
        "--timeout=60",
        "--max-requests=20000",
        "--max-requests-jitter=2000",
        "--forwarded-allow-ips=",
        "--log-level=warning",
    ]


def _minhbach(*words: str) -> list[str]:
    return [sys.executable, "-m", "minhbach", *words]


def _say(sentence: str) -> None:
    typer.echo(sentence, err=True)
