"""``minhbach link``: have the whole register linked anew."""

from __future__ import annotations

import typer

from minhbach.interfaces.cli import installation


def link() -> None:
    """Đối chiếu lại toàn bộ hồ sơ tổ chức, cá nhân, bằng việc nền; chỉ ghi những gì khác với hiện trạng."""
    installation.prepare()
    from minhbach.domains.linkage.services import ask_for_sweep
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM

    with acting_as(SYSTEM):
        asked = ask_for_sweep(at=now())
    typer.echo("Đã đưa vào hàng đợi." if asked else "Toàn bộ hồ sơ đang được đối chiếu lại.")
