"""Pictures described, kept as a folder: whose each is, its views as bits, and a small drawing to be looked at.

DIR/gallery.json      schema, the model's digest
DIR/pictures.parquet  PICTURES, a row each
DIR/views.parquet     VIEWS
DIR/refused.parquet   REFUSED
DIR/small/<sha256>.jpg
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from minhbach.engine.pictures.describing import describe_all
from minhbach.engine.pictures.descriptor import model_digest
from minhbach.engine.pictures.gathering import TOLD, find_pictures, read_sheet, told_of, unnamed
from minhbach.engine.pictures.hash_lists import read_hash_list
from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.tables import SIGNS

SCHEMA = 1
HEAD = "gallery.json"
_FRAMES = ("pictures", "views", "refused")
LISTING, GENUINE, FAKE, DOCUMENT = "listing", "genuine", "fake", "document"
KINDS = (LISTING, GENUINE, FAKE, DOCUMENT)
"""Of a listing; of genuine goods; of goods found fake; of a paper."""

PICTURES: dict[str, pl.DataType] = {
    "file": pl.String(),  # the name it was handed over under
    "listing_id": pl.String(),
    "platform": pl.String(),
    "seller_id": pl.String(),
    "seller_name": pl.String(),
    "kind": pl.String(),  # one of KINDS
    "sign": pl.String(),  # of violation, for which a known picture speaks
    "mark": pl.String(),  # whose goods it shows
    "seen_in": pl.String(),  # the case, the guide
    "source": pl.String(),
    "sha256": pl.String(),  # of the file; null where a hash list alone tells of it
    "width": pl.Int32(),  # dots
    "height": pl.Int32(),
    "format": pl.String(),
    "is_moving": pl.Boolean(),  # its first frame alone is looked at
    "quality": pl.Int32(),  # PDQ's, 0 to 100
}
VIEWS: dict[str, pl.DataType] = {
    "picture": pl.UInt32(),  # row of PICTURES
    "by": pl.String(),  # pdq or signs
    "view": pl.String(),  # one of views.VIEWS
    "bits": pl.Binary(),
}
REFUSED: dict[str, pl.DataType] = {
    "file": pl.String(),
    "problem": pl.String(),  # code; sentences: engine/telling/unreadable.toml
}


class GalleryUnreadable(EngineRefusal):
    """A folder is no gallery, or one of another schema."""

    code = "pictures.no_gallery"


class ToldWrong(EngineRefusal):
    """What is said of a picture is of no kind or no sign that is known."""

    code = "pictures.told_wrong"


@dataclass(frozen=True)
class Gallery:
    """A gallery, read."""

    folder: Path
    pictures: pl.DataFrame  # PICTURES
    views: pl.DataFrame  # VIEWS
    refused: pl.DataFrame  # REFUSED
    model: str | None  # digest of the model whose signs it holds
    missing: tuple[str, ...] = ()  # files that the table named and nobody handed over


def make_gallery(
    given: Path,
    out: Path,
    *,
    sheet: Path | None = None,
    always: Mapping[str, str] | None = None,
    model: Path | None = None,
    told: Callable[[int], None] = lambda done: None,
) -> Gallery:
    """Describe the pictures of a folder, a ZIP or a hash list (CSV) and keep them in OUT, all or nothing.

    ALWAYS is said of each picture of which the table does not say otherwise. Raises: ReadingRefused, ToldWrong,
    ModelUnusable.
    """
    known = {"kind": LISTING, **(always or {})}
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as space:
        aside = Path(space) / "gallery"
        small = aside / "small"
        small.mkdir(parents=True)
        missing: list[str] = []
        if given.suffix.lower() == ".csv":
            rows, described = read_hash_list(given)
            model = None
        else:
            spool = Path(space) / "spool"
            spool.mkdir()
            found = find_pictures(given, spool)
            said = read_sheet(sheet) if sheet is not None else {}
            missing = unnamed(said, found)
            rows = [{"file": one.name, **told_of(one.name, said)} for one in found]
            _check(rows, known)
            described = describe_all([one.path for one in found], model=model, small=small, told=told)
        _check(rows, known)
        _write(aside, [{**known, **row} for row in rows], described, model_digest(model) if model else None)
        if out.exists():
            read_gallery(out)  # nothing but a gallery is ever replaced
            shutil.rmtree(out)
        aside.rename(out)
    return _read(out, tuple(missing))


def read_gallery(folder: Path) -> Gallery:
    """Read a gallery.

    Raises: GalleryUnreadable.
    """
    return _read(folder, ())


def _read(folder: Path, missing: tuple[str, ...]) -> Gallery:
    try:
        head = json.loads((folder / HEAD).read_text(encoding="utf-8"))
        if head["schema"] != SCHEMA:
            raise GalleryUnreadable(folder=folder.name)
        pictures, views, refused = (pl.read_parquet(folder / f"{name}.parquet") for name in _FRAMES)
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError):
        raise GalleryUnreadable(folder=folder.name) from None
    return Gallery(folder, pictures, views, refused, head["model"], missing)


def _check(rows: list[dict[str, str]], known: Mapping[str, str]) -> None:
    """Refuse a kind or a sign that nobody knows: it would be passed over in silence."""
    for row in rows:
        for column, choices in (("kind", KINDS), ("sign", SIGNS)):
            value = row.get(column, known.get(column))
            if value is not None and value not in choices:
                raise ToldWrong(file=row["file"], column=column, found=value, expected=", ".join(choices))


def _write(aside: Path, rows: list[dict[str, str]], described: list[dict[str, Any]], model: str | None) -> None:
    kept = [(row, one) for row, one in zip(rows, described, strict=True) if "problem" not in one]
    pictures = [
        {column: row.get(column) for column in ("file", *TOLD)}
        | {column: one[column] for column in ("sha256", "width", "height", "format", "is_moving", "quality")}
        for row, one in kept
    ]
    views = [
        (number, by, view, bytes.fromhex(bits))
        for number, (_row, one) in enumerate(kept)
        for by in ("pdq", "signs")
        for view, bits in one[by]
    ]
    refused = [(row["file"], one["problem"]) for row, one in zip(rows, described, strict=True) if "problem" in one]
    pl.DataFrame(pictures, schema=PICTURES).write_parquet(aside / "pictures.parquet")
    pl.DataFrame(views, schema=VIEWS, orient="row").write_parquet(aside / "views.parquet")
    pl.DataFrame(refused, schema=REFUSED, orient="row").write_parquet(aside / "refused.parquet")
    head = {"schema": SCHEMA, "model": model, "pictures": len(pictures)}
    (aside / HEAD).write_text(json.dumps(head, indent=1) + "\n", encoding="utf-8")
