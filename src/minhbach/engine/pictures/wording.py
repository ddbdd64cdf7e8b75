"""Words and codes in pictures, read and judged by the rules by which a listing's text is judged.

Tesseract is a program of the machine (Debian: tesseract-ocr, tesseract-ocr-vie). It is given dots drawn anew, never
the file, and runs under the limits of the process that asks it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
from PIL import Image

from minhbach.engine.pictures.codes import read_codes
from minhbach.engine.pictures.decoding import decode
from minhbach.engine.pictures.gathering import find_pictures, read_sheet, told_of
from minhbach.engine.reading.bounded import Limits, read_bounded
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.knowledge.tables import PICTURE_WORDS
from minhbach.engine.screening.lexicon import Vocabulary
from minhbach.engine.tables import LISTINGS

SIDE = 1600
LONGEST = 5_000
_PROGRAM, _LANGUAGE = "tesseract", "vie"
_SCATTERED = "11"  # words wherever they stand, as on a poster
_AT_ONCE = 8
_SECONDS = 20
_LIMITS = Limits(wall=_AT_ONCE * (_SECONDS + 5))

READINGS: dict[str, pl.DataType] = {
    "file": pl.String(),
    "listing_id": pl.String(),
    "platform": pl.String(),
    "text": pl.String(),  # as read; letters may be wrong
    "codes": pl.List(pl.String()),  # what stands in bar codes and QR codes
    "gtins": pl.List(pl.String()),  # article numbers among them whose check digit is right
    "problem": pl.String(),  # why the picture was not read, else null
}


class WordsUnreadable(EngineRefusal):
    """The program that reads words, or its Vietnamese, is not installed."""

    code = "pictures.no_reader"


def check_reader() -> None:
    """Raise: WordsUnreadable."""
    if shutil.which(_PROGRAM) is not None:
        listed = subprocess.run(
            [_PROGRAM, "--list-langs"], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
        if _LANGUAGE in listed.stdout.split():
            return
    raise WordsUnreadable(language=_LANGUAGE)


def read_pictures(
    given: Path, *, sheet: Path | None = None, told: Callable[[int], None] = lambda done: None
) -> pl.DataFrame:
    """Read words and codes of the pictures of a folder or a ZIP.

    Shape: READINGS. Raises: ReadingRefused, WordsUnreadable, PicturesExtraMissing.
    """
    with tempfile.TemporaryDirectory(prefix="minhbach-pictures-") as spool:
        found = find_pictures(given, Path(spool))
        said = read_sheet(sheet) if sheet is not None else {}
        read = read_all([one.path for one in found], told=told)
    rows = [
        {**dict.fromkeys(READINGS), "codes": [], "gtins": [], **told_of(one.name, said), "file": one.name, **got}
        for one, got in zip(found, read, strict=True)
    ]
    return pl.DataFrame([{name: row[name] for name in READINGS} for row in rows], schema=READINGS)


def read_all(paths: Sequence[Path], *, told: Callable[[int], None] = lambda done: None) -> list[dict[str, Any]]:
    """Read words and codes of pictures, in their order: text, codes, gtins, or a problem.

    Raises: WordsUnreadable, PicturesExtraMissing.
    """
    check_reader()
    chunks = [list(paths[at : at + _AT_ONCE]) for at in range(0, len(paths), _AT_ONCE)]
    readings: list[dict[str, Any]] = []
    with ThreadPoolExecutor(min(2, len(os.sched_getaffinity(0)))) as threads:
        for part in threads.map(lambda chunk: list(_apart(chunk)), chunks):
            readings += part
            told(len(readings))
    return readings


def _apart(paths: list[Path]) -> Iterator[dict[str, Any]]:
    try:
        yield from read_bounded(read, paths[0], [str(path) for path in paths], limits=_LIMITS)
    except ReadingRefused as refusal:
        if len(paths) == 1:
            yield {"problem": refusal.values["problem"]}
        else:
            for path in paths:
                yield from _apart([path])


def read(_first: Path, names: list[str]) -> list[dict[str, Any]]:
    """Read some pictures, in a process that may take little.

    Raises: PicturesExtraMissing.
    """
    readings: list[dict[str, Any]] = []
    for path in map(Path, names):
        try:
            picture = decode(path, SIDE).picture
            codes = read_codes(picture)
            readings.append(
                {
                    "text": _words(picture, path.name),
                    "codes": [one.written for one in codes],
                    "gtins": [one.gtin for one in codes if one.gtin],
                }
            )
        except ReadingRefused as refusal:
            readings.append({"problem": refusal.values["problem"]})
    return readings


def _words(picture: Image.Image, name: str) -> str:
    drawn = BytesIO()
    picture.convert("L").save(drawn, "PNG", compress_level=1)
    command = [_PROGRAM, "stdin", "stdout", "-l", _LANGUAGE, "--psm", _SCATTERED]
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        read = subprocess.run(
            command, input=drawn.getvalue(), capture_output=True, timeout=_SECONDS, env=alone, check=True
        )
    except subprocess.TimeoutExpired:
        raise ReadingRefused(problem="takes_too_long", file=name) from None
    except subprocess.CalledProcessError:
        raise ReadingRefused(problem="takes_too_much", file=name) from None
    lines = [line.strip() for line in read.stdout.decode("utf-8", errors="replace").splitlines()]
    # A line of one or two signs is dirt, or a pattern taken for letters.
    return "\n".join(line for line in lines if sum(sign.isalnum() for sign in line) > 2)[:LONGEST]


def judge_words(readings: pl.DataFrame, vocabulary: Vocabulary, as_of: date) -> pl.DataFrame:
    """Return what the screen's rules find in the words and codes of pictures, for a sign.

    Shape: READINGS -> PICTURE_WORDS
    """
    read = readings.filter(pl.col("problem").is_null())
    said = [
        "\n".join([text, *(f"Mã vạch {code}" if code.isdecimal() else code for code in codes)])
        for text, codes in read.select("text", "codes").iter_rows()
    ]
    listings = pl.DataFrame(
        [{**dict.fromkeys(LISTINGS), "listing_id": str(row), "description": text} for row, text in enumerate(said)],
        schema=LISTINGS,
    )
    found = BatchScreener(vocabulary, as_of).screen(listings).found
    found = found.filter(pl.col("weight") > 0, pl.col("quote").is_not_null())
    whose = read.select("platform", "listing_id", "file")[found["n"].to_list()]
    told = found.select("sign", "rule", "family", "weight", "legal_basis", "lexicon_version", words="quote")
    words = pl.concat([whose, told], how="horizontal").select(*PICTURE_WORDS.columns)
    return words.unique(list(PICTURE_WORDS.key), keep="first", maintain_order=True)
