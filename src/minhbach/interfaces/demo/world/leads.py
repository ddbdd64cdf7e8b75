"""The screening of the demo's listings, by the same engine and the same import as everybody's."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from pathlib import Path

from minhbach.domains.screening.models import Sweep
from minhbach.domains.screening.services import import_run
from minhbach.engine.screening.options import Options
from minhbach.engine.screening.run import screen
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.listings import write_listings
from minhbach.interfaces.demo.world.province import Staff

EXPORT_NAME = "tin-dang-lang-son.parquet"


def sweep_listings(staff: Staff, *, at: datetime) -> Sweep:
    """This will screen the five thousand listings and take the leads in, in the analyst's name."""
    with tempfile.TemporaryDirectory(prefix="minhbach-demo-") as folder:
        listings, run = Path(folder) / EXPORT_NAME, Path(folder) / "run"
        write_listings(listings, local_date(at))
        screen([listings], run, options=Options(as_of=local_date(at), workers=len(os.sched_getaffinity(0))))
        return import_run(officer=staff["phantich"], at=at, run_folder=run, listings=listings)
