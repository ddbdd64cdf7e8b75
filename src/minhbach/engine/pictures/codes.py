"""Bar codes and QR codes in a photo, read and checked as codes are that somebody types."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PIL import Image

from minhbach.engine.identifiers.scanned import LONGEST, read_scanned
from minhbach.engine.pictures.index import PicturesExtraMissing

_MOST = 20


class CodeFound(NamedTuple):
    """One code: of which kind, what stands in it, and the article number in it where one is right."""

    symbology: str
    written: str
    gtin: str | None


def read_codes(picture: Image.Image) -> list[CodeFound]:
    """Return the codes of a picture.

    Raises: PicturesExtraMissing.
    """
    try:
        import zxingcpp
    except ImportError:
        raise PicturesExtraMissing(extra="images") from None
    found = []
    for code in zxingcpp.read_barcodes(np.asarray(picture.convert("L")))[:_MOST]:
        written = str(code.text)[:LONGEST]
        scanned = read_scanned(written)
        found.append(CodeFound(str(code.format).rpartition(".")[2], written, scanned.gtin if scanned else None))
    return found
