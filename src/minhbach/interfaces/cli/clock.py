"""`minhbach accept-clock`: the machine's clock was set right, and may be believed again."""

from __future__ import annotations

import typer

from minhbach.interfaces.cli import installation


def accept_clock() -> None:
    """Ghi nhận rằng đồng hồ máy chủ đang đúng, sau khi đã chỉnh; việc này vào nhật ký."""
    installation.prepare()
    from minhbach.foundation import trusted_clock
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM
    from minhbach.foundation.writing import write_moment

    at = now()
    with acting_as(SYSTEM):
        trusted_clock.accept_clock(at=at)
    typer.echo(f"✓ Từ nay lấy đồng hồ máy chủ làm chuẩn: {write_moment(at)}.")
