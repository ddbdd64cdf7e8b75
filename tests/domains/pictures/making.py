"""Pictures of our own making in archives, and the leads of a sweep that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import numpy as np
from PIL import Image

from minhbach.domains.agencies.models import Officer
from minhbach.domains.pictures import services, tasks
from minhbach.domains.pictures.models import PictureMatch, Upload
from minhbach.domains.screening.models import Lead, Sweep
from minhbach.domains.screening.services import import_run
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.screening.runs import listing, signal, write_run
from tests.worlds import World


def drawn(seed: int) -> Image.Image:
    """Soft shapes in colours, as different from each other as photos are."""
    dots = np.random.default_rng(seed).integers(0, 256, (9, 7, 3), dtype=np.uint8)
    return Image.fromarray(dots).resize((240, 300), Image.Resampling.BICUBIC)


def bytes_of(picture: Image.Image) -> bytes:
    content = BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()


def archive(named: Mapping[str, Image.Image | bytes]) -> BytesIO:
    content = BytesIO()
    with ZipFile(content, "w") as target:
        for name, one in named.items():
            target.writestr(ZipInfo(name), one if isinstance(one, bytes) else bytes_of(one))
    content.seek(0)
    return content


def swept(world: World, folder: Path, numbers: int = 3) -> Sweep:
    """A sweep whose listings, each of a shop of its own, all became leads."""
    rows = [
        listing(number, seller_id=f"shop{number}", seller_name=f"Tiệm {number}") for number in range(1, numbers + 1)
    ]
    run, export = write_run(folder, rows, [signal(row, "trị nám") for row in rows])
    with world.acting(world.analyst):
        return import_run(officer=world.analyst, at=world.at, run_folder=run, listings=export)


def sent(
    world: World, sweep: Sweep, named: Mapping[str, Image.Image | bytes], officer: Officer | None = None
) -> Upload:
    """Send pictures of a sweep's listings and let the worker read them."""
    officer = officer or world.analyst
    with world.acting(officer):
        upload, is_new = services.send_listings(
            officer=officer, at=world.at, sweep=sweep, name="anh.zip", content=archive(named)
        )
    return read(upload, is_new)


def kept(world: World, named: Mapping[str, Image.Image | bytes], kind: str = "fake") -> Upload:
    """Send known pictures and let the worker read them."""
    with world.acting(world.analyst):
        upload, is_new = services.send_known(
            officer=world.analyst,
            at=world.at,
            name="mau.zip",
            content=archive(named),
            kind=kind,
            told={"seen_in": "vụ việc 12", "mark": "Hoa Nắng", "source": ""},
        )
    return read(upload, is_new)


def read(upload: Upload, is_new: bool = True) -> Upload:
    if is_new:
        tasks.run_upload(upload_id=str(upload.id))
    with acting_as(SYSTEM):
        upload.refresh_from_db()
    return upload


def matches() -> list[PictureMatch]:
    with acting_as(SYSTEM):
        return list(PictureMatch.objects.select_related("lead", "other_lead", "known").order_by("kind", "file"))


def lead_of(listing_id: str) -> Lead:
    with acting_as(SYSTEM):
        found: Lead = Lead.objects.get(listing_id=listing_id)
        return found
