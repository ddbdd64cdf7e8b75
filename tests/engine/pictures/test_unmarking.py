"""A picture without its marks"""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress

import pytest

from minhbach.engine.pictures.unmarking import PictureUnreadable, without_marks

SECRET = b"21.85N 106.76E Galaxy A15"


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(way: int) -> bytes:
    entries = struct.pack(">HHHIH2x", 1, 0x0112, 3, 1, way) + b"\0\0\0\0"
    return b"Exif\0\0MM\0\x2a\0\0\0\x08" + entries + SECRET


JFIF = segment(0xE0, b"JFIF\0\1\2\1\0\x48\0\x48\0\0")
TABLES = segment(0xDB, bytes(65)) + segment(0xC0, b"\x08\0\1\0\1\1\1\x11\0") + segment(0xC4, bytes(20))
SCAN = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
PLAIN = b"\xff\xd8" + JFIF + TABLES + SCAN + b"\xff\xd9"


def jpeg(way: int = 1) -> bytes:
    marks = segment(0xE1, exif(way)) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET)
    marks += segment(0xED, b"Photoshop 3.0\0" + SECRET) + segment(0xFE, SECRET) + segment(0xE2, b"MPF\0" + SECRET)
    return b"\xff\xd8" + JFIF + marks + TABLES + SCAN + b"\xff\xd9" + b"\xff\xd8" + SECRET


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*more: bytes) -> bytes:
    drawn = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)), chunk(b"IDAT", zlib.compress(bytes(4)))
    return b"\x89PNG\r\n\x1a\n" + drawn[0] + b"".join(more) + drawn[1] + chunk(b"IEND", b"")


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(name + struct.pack("<I", len(one)) + one + b"\0" * (len(one) % 2) for name, one in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def test_a_jpeg_keeps_what_draws_it_and_nothing_else() -> None:
    assert without_marks(jpeg()) == ("image/jpeg", PLAIN)
    assert without_marks(PLAIN) == ("image/jpeg", PLAIN)


def test_a_jpeg_keeps_which_way_up_it_is() -> None:
    _type, bare = without_marks(jpeg(6))
    assert SECRET not in bare
    assert bare[2:4] == b"\xff\xe1"
    assert struct.pack(">HHIH", 0x0112, 3, 1, 6) in bare
    # What is written is read back as it was, and stays as it is.
    assert without_marks(bare) == ("image/jpeg", bare)


def test_later_scans_of_a_jpeg_keep_no_marks_between_them() -> None:
    later = segment(0xC4, bytes(20)) + SCAN
    marked = b"\xff\xd8" + JFIF + TABLES + SCAN + segment(0xFE, SECRET) + later + b"\xff\xd9"
    assert without_marks(marked)[1] == b"\xff\xd8" + JFIF + TABLES + SCAN + later + b"\xff\xd9"


def test_a_png_keeps_what_draws_it_and_nothing_else() -> None:
    marks = [chunk(name, SECRET) for name in (b"tEXt", b"eXIf", b"iTXt", b"zTXt", b"tIME", b"iCCP", b"prVt")]
    assert without_marks(png(*marks) + SECRET) == ("image/png", png())


def test_a_webp_keeps_what_draws_it_and_says_that_there_is_no_more() -> None:
    head = bytes([0x10 | 0x08 | 0x04 | 0x20]) + bytes(9)
    marked = riff((b"VP8X", head), (b"ICCP", SECRET), (b"VP8L", b"abc"), (b"EXIF", SECRET), (b"XMP ", SECRET))
    assert without_marks(marked + SECRET) == (
        "image/webp",
        riff((b"VP8X", bytes([0x10]) + bytes(9)), (b"VP8L", b"abc")),
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"<svg onload=alert(1)>",
        b"\x00\x00\x00\x18ftypheic",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xd9",
        jpeg()[:60],
        PLAIN[:-2],
        b"\xff\xd8\xff\xe1\x00\x00",
        png()[:-12],
        png()[:20],
        riff((b"EXIF", b"abcd")),
        riff((b"VP8L", b"abc"))[:20],
        riff((b"ANIM", b"abcd"), (b"ANMF", b"abcd")),
    ],
)
def test_what_is_no_picture_or_a_broken_one_is_refused(content: bytes) -> None:
    with pytest.raises(PictureUnreadable):
        without_marks(content)


@pytest.mark.parametrize("whole", [jpeg(6), png(chunk(b"tEXt", SECRET)), riff((b"VP8L", b"abcdef"))])
def test_no_cut_or_flipped_byte_does_more_than_refuse(whole: bytes) -> None:
    for at in range(len(whole)):
        for broken in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
            with suppress(PictureUnreadable):
                without_marks(broken)
