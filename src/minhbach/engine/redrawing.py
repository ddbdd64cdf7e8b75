"""A picture drawn anew: decoded, turned upright, made small, written as JPEG with nothing but its dots.

A decoder meets what somebody sent, so this is run apart, in a process that may take little (`foundation.untrusted`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from minhbach.engine.reading.refusals import ReadingRefused

FORMATS = ("JPEG", "PNG", "WEBP")
# More dots than any telephone takes; a bomb has more.
MOST_DOTS = 120_000_000
SIDE = 1_200
LARGEST = 200_000
_QUALITIES = (82, 70, 55, 40)


def redraw(path: Path, target: str) -> dict[str, Any]:
    """Write a picture anew to TARGET; returns its width and height.

    Raises: ReadingRefused where it is no JPEG, PNG or WebP, is broken or has too many dots.
    """
    Image.MAX_IMAGE_PIXELS = MOST_DOTS // 2
    try:
        with Image.open(path, formats=FORMATS) as opened:
            opened.draft("RGB", (2 * SIDE, 2 * SIDE))
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((SIDE, SIDE))
            plain = _on_white(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ReadingRefused(problem="picture_unreadable", file=path.name) from None
    # A comment, say, would be written again with it.
    plain.info.clear()
    for quality in _QUALITIES:
        plain.save(target, "JPEG", quality=quality, optimize=True, progressive=True)
        if Path(target).stat().st_size <= LARGEST:
            break
    return {"width": plain.width, "height": plain.height}


def _on_white(picture: Image.Image) -> Image.Image:
    """Give the dots alone, what is see-through on white."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear).convert("RGB")
