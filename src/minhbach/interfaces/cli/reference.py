"""Loading what the product ships as data: places, agencies, law."""

from __future__ import annotations

from collections.abc import Callable

import typer

from minhbach.interfaces.cli import installation


def load_reference() -> None:
    """Nạp dữ liệu gốc: địa bàn, cơ quan, pháp luật. Chạy lại không làm thay đổi gì."""
    installation.prepare()
    load(echo=typer.echo)


def load(*, echo: Callable[[str], object]) -> None:
    """Load every domain's reference data; repeating it changes nothing."""
    from minhbach.domains.agencies import services as agencies
    from minhbach.domains.law import services as law
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope.access import SYSTEM, acting_as

    at = now()
    for domain, name in ((agencies, "Địa bàn, cơ quan"), (law, "Pháp luật")):
        with acting_as(SYSTEM):
            domain.load_reference(at=at)
        echo(f"  ✓ {name}")
