"""The branch scans its sealed papers after they are issued, as most offices do."""

from __future__ import annotations

from datetime import date, datetime

from minhbach.domains.documents.services import set_scan_rule
from minhbach.domains.documents.types import ScanTime
from minhbach.interfaces.demo.accounts import BRANCH
from minhbach.interfaces.demo.world.desk import Bench


def scan_later(bench: Bench, *, valid_from: date, at: datetime) -> None:
    """Let the branch number and issue in one press; what has no scan stays its clerk's work."""
    set_scan_rule(
        agency=bench.agencies[BRANCH],
        kind="",
        scanned=ScanTime.LATER,
        valid_from=valid_from,
        officer=bench.staff["chicuctruong"],
        at=at,
    )
