"""A picture is drawn anew: upright, small, with nothing but its dots; what is none, or too much, is refused"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.redrawing import LARGEST, SIDE, redraw


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "tep"
    path.write_bytes(content)
    return path


def drawn(tmp_path: Path, picture: Image.Image, kind: str = "JPEG", **more: object) -> Image.Image:
    content = BytesIO()
    picture.save(content, kind, **more)
    target = tmp_path / "anh.jpg"
    told = redraw(written(tmp_path, content.getvalue()), str(target))
    made = Image.open(BytesIO(target.read_bytes()))
    assert (told["width"], told["height"]) == made.size
    assert made.format == "JPEG"
    return made


def test_it_is_turned_upright_and_loses_where_it_was_taken(tmp_path: Path) -> None:
    marks = Image.Exif()
    marks[0x0112], marks[0x010F] = 6, "Máy của Mai"
    made = drawn(tmp_path, Image.new("RGB", (400, 200), "red"), exif=marks, comment=b"nha Mai")
    assert made.size == (200, 400)
    assert dict(made.getexif()) == {}
    assert "comment" not in made.info
    assert b"Mai" not in (tmp_path / "anh.jpg").read_bytes()


def test_it_is_no_larger_than_it_may_be_even_where_every_dot_differs(tmp_path: Path) -> None:
    noise = Image.effect_noise((3_000, 2_000), 90).convert("RGB")
    made = drawn(tmp_path, noise, quality=95)
    assert made.size == (SIDE, SIDE * 2 // 3)
    assert (tmp_path / "anh.jpg").stat().st_size <= LARGEST * 2


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_see_through_stands_on_white(tmp_path: Path, kind: str) -> None:
    made = drawn(
        tmp_path, Image.new("RGBA", (20, 20), (0, 0, 0, 0)), kind, **({"lossless": True} if kind == "WEBP" else {})
    )
    assert all(value > 250 for value in made.getpixel((10, 10)))  # type: ignore[union-attr]


def bomb(side: int) -> bytes:
    def part(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0" * 1_000)) + part(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\0" * 50,
        b"<svg onload='alert(1)'/>",
        b"\xff\xd8\xff\xe0" + b"\0" * 40,
        bomb(40_000),
        bomb(300),
    ],
    ids=["nothing", "another kind", "a page", "a broken one", "a bomb", "one that is cut"],
)
def test_what_is_no_picture_or_a_bomb_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ReadingRefused):
        redraw(written(tmp_path, content), str(tmp_path / "anh.jpg"))
