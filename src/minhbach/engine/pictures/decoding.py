"""A picture of somebody else's, decoded: upright, on white, in three colours, no larger than asked; or refused by name.

To be run in a process that may take little: a decoder meets what somebody sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from minhbach.engine.reading.refusals import ReadingRefused

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
MOST_DOTS = 64_000_000  # more than a telephone takes; whole, as colours with a mask, it is 256 MB
MOST_BYTES = 50 << 20
_SIGNS = ((b"%PDF-", "picture_is_pdf"), (b"<svg", "picture_is_drawing"), (b"<?xml", "picture_is_drawing"))


@dataclass(frozen=True)
class Decoded:
    """A picture as it is looked at. WIDTH and HEIGHT are those of the file, upright."""

    picture: Image.Image
    width: int
    height: int
    kind: str  # of FORMATS, or MPO: a JPEG with another behind it
    is_moving: bool  # only its first frame is looked at


def decode(path: Path, side: int) -> Decoded:
    """Decode a picture so that its longest side is at most SIDE.

    Raises: ReadingRefused, by its problem: picture_is_pdf, picture_is_drawing, picture_too_large,
    picture_too_many_dots, picture_unreadable.
    """
    if path.stat().st_size > MOST_BYTES:
        raise ReadingRefused(problem="picture_too_large", file=path.name, megabytes=MOST_BYTES >> 20)
    with path.open("rb") as file:
        head = file.read(1024).lstrip()
    for sign, problem in _SIGNS:
        if head.startswith(sign):
            raise ReadingRefused(problem=problem, file=path.name)
    Image.MAX_IMAGE_PIXELS = None  # the figure below is asked before a dot is laid out
    try:
        with Image.open(path, formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_DOTS:
                raise ReadingRefused(problem="picture_too_many_dots", file=path.name, millions=MOST_DOTS // 1_000_000)
            width, height, kind = opened.width, opened.height, str(opened.format)
            is_moving = bool(getattr(opened, "is_animated", False)) and kind != "MPO"
            opened.draft("RGB", (side, side))
            small = _small(opened, side)
            upright = ImageOps.exif_transpose(small)
            if (upright.width > upright.height) != (small.width > small.height):
                width, height = height, width
            return Decoded(_on_white(upright), width, height, kind, is_moving)
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, IndexError, Image.DecompressionBombError):
        raise ReadingRefused(problem="picture_unreadable", file=path.name) from None


def _small(opened: Image.Image, side: int) -> Image.Image:
    """Give the picture no larger than it is needed, before anything else is done with its dots."""
    if opened.mode in ("P", "PA", "1"):
        opened = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    elif opened.mode.startswith("I"):  # sixteen bits: the upper eight are kept
        opened = opened.convert("F").point(lambda value: value * (1 / 257)).convert("L")
    small = opened.copy() if max(opened.size) <= side else opened
    small.thumbnail((side, side), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return small


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear).convert("RGB")
