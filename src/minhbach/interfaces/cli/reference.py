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
    from minhbach.foundation.clock import now
    from minhbach.foundation.office import offices
    from minhbach.foundation.scope.access import SYSTEM, acting_as

    at = now()
    # Lowest first: a domain's rows may point to those below it.
    for office in reversed(offices()):
        if office.reference is None:
            continue
        with acting_as(SYSTEM):
            office.reference.load(at=at)
        echo(f"  ✓ {office.reference.name}")
