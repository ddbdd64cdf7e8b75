"""Pictures without what a camera or program wrote into them: where, when, by which device, by whom.

The picture itself is copied as it is, never decoded: nothing of a stranger's is run through a decoder here. What is
kept is a list of what a picture needs to be shown; whatever else a file carries, also after its end, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
_PNG_SIGN = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"cHRM"}
# One that moves is refused: its frames may carry anything.
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"ALPH"}
_EXIF_OR_XMP = 0x08 | 0x04 | 0x20
_ORIENTATION = 0x0112


class PictureUnreadable(ValueError):
    """No JPEG, PNG or WebP, or one that is broken."""


def kind_of(first: bytes) -> str:
    """Say by its first bytes what a picture is.

    Raises: PictureUnreadable.
    """
    if first.startswith(b"\xff\xd8\xff"):
        return JPEG
    if first.startswith(_PNG_SIGN):
        return PNG
    if first[:4] == b"RIFF" and first[8:12] == b"WEBP":
        return WEBP
    raise PictureUnreadable


def without_marks(content: bytes) -> tuple[str, bytes]:
    """Return the type of a picture, and the picture without its marks.

    Raises: PictureUnreadable.
    """
    kind = kind_of(content)
    try:
        if kind == JPEG:
            return kind, b"".join(_jpeg(content))
        if kind == PNG:
            return kind, b"".join(_png(content))
        body = b"".join(_webp(content))
    except IndexError:
        raise PictureUnreadable from None
    return kind, b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def _jpeg(content: bytes) -> Iterator[bytes]:
    """Give the parts that draw; of the marks only which way up the picture is, written anew."""
    yield content[:2]
    at, turned = 2, 1
    kept: list[bytes] = []
    while True:
        while content[at] == 0xFF and content[at + 1] == 0xFF:  # filling
            at += 1
        if content[at] != 0xFF:
            raise PictureUnreadable
        marker = content[at + 1]
        if marker == 0xD9:
            raise PictureUnreadable  # it ends before it has begun
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        segment = content[at : at + 2 + length]
        if length < 2 or len(segment) != 2 + length:
            raise PictureUnreadable
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            turned = _orientation(segment[10:])
        # JFIF and Adobe's say how colours are written; every other application's part, and comments, tell of people.
        elif marker in (0xE0, 0xEE) or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(segment if marker != 0xE0 else segment[:2] + _plain_jfif(segment))
        at += 2 + length
        if marker == 0xDA:
            break
    if turned != 1:
        yield _turned(turned)
    yield from kept
    yield from _scans(content, at)


def _plain_jfif(segment: bytes) -> bytes:
    """Leave out the small picture that JFIF may carry."""
    if segment[4:9] != b"JFIF\0" or len(segment) < 18:
        raise PictureUnreadable
    return b"\x00\x10" + segment[4:16] + b"\0\0"


def _scans(content: bytes, at: int) -> Iterator[bytes]:
    """Give the drawing, whose later parts stand between markers of their own, up to its end and no further."""
    begin = at
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise PictureUnreadable
        marker = content[at + 1]
        if marker == 0x00 or 0xD0 <= marker <= 0xD7:
            at += 2
        elif marker == 0xFF:
            at += 1
        elif marker == 0xD9:
            yield content[begin : at + 2]
            return
        else:
            yield content[begin:at]
            length = int.from_bytes(content[at + 2 : at + 4], "big")
            segment = content[at : at + 2 + length]
            if length < 2 or len(segment) != 2 + length:
                raise PictureUnreadable
            if not (0xE0 <= marker <= 0xEF or marker == 0xFE):
                yield segment
            at = begin = at + 2 + length


def _orientation(tiff: bytes) -> int:
    """Read which way up a picture is; upright where that cannot be read."""
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order is None:
        return 1
    big = order == "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], "big" if big else "little")

    start = number(4, 4)
    for entry in range(min(number(start, 2), 100)):
        at = start + 2 + entry * 12
        if number(at, 2) == _ORIENTATION:
            value = number(at + 8, 2)
            return value if 1 <= value <= 8 else 1
    return 1


def _turned(way: int) -> bytes:
    tiff = (
        b"MM\0\x2a\0\0\0\x08" + b"\0\x01" + b"\x01\x12\0\x03\0\0\0\x01" + way.to_bytes(2, "big") + b"\0\0" + b"\0" * 4
    )
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def _png(content: bytes) -> Iterator[bytes]:
    yield content[:8]
    at = 8
    while True:
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        chunk = content[at : at + 12 + length]
        if len(chunk) != 12 + length:
            raise PictureUnreadable
        if name in _PNG_KEPT:
            yield chunk
        at += 12 + length
        if name == b"IEND":
            return


def _webp(content: bytes) -> Iterator[bytes]:
    end = min(8 + int.from_bytes(content[4:8], "little"), len(content))
    at, drawn = 12, False
    while at + 8 <= end:
        name, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        chunk = content[at : at + 8 + length + length % 2]
        if len(chunk) < 8 + length:
            raise PictureUnreadable
        if name == b"VP8X":
            yield chunk[:8] + bytes([chunk[8] & ~_EXIF_OR_XMP & 0xFF]) + chunk[9:]
        elif name in _WEBP_KEPT:
            drawn = True
            yield chunk
        at += len(chunk)
    if not drawn:
        raise PictureUnreadable
