"""A picture of somebody else's is decoded within bounds, or refused by what is wrong with it."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from minhbach.engine.pictures.decoding import MOST_BYTES, decode
from minhbach.engine.reading.refusals import ReadingRefused

from .conftest import made


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "anh.jpg"
    path.write_bytes(content)
    return path


def saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    content = BytesIO()
    picture.save(content, kind, **more)
    return content.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is as large as that, with next to nothing in it."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"%PDF-1.7\n1 0 obj", "picture_is_pdf"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "picture_is_drawing"),
        (b"", "picture_unreadable"),
        (b"not a picture at all", "picture_unreadable"),
        (saved(made(1), "JPEG")[:900], "picture_unreadable"),
        (png_of(40_000, 40_000), "picture_too_many_dots"),
        (png_of(5_000, 5_000), "picture_unreadable"),
        (saved(made(1), "TIFF"), "picture_unreadable"),
    ],
    ids=["pdf", "drawing", "empty", "text", "cut off", "bomb", "dots missing", "another format"],
)
def test_what_is_no_picture_is_refused_by_its_problem(tmp_path: Path, content: bytes, problem: str) -> None:
    with pytest.raises(ReadingRefused) as refused:
        decode(written(tmp_path, content), 512)
    assert refused.value.values["problem"] == problem


def test_a_file_larger_than_is_taken_is_not_opened(tmp_path: Path) -> None:
    path = written(tmp_path, b"")
    with path.open("r+b") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(ReadingRefused) as refused:
        decode(path, 512)
    assert refused.value.values["problem"] == "picture_too_large"


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "RGBA", "LA", "I;16", "YCbCr"])
def test_every_way_of_colouring_becomes_three_colours(tmp_path: Path, mode: str) -> None:
    grey = made(1).convert("L")
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)
    else:
        picture = (grey if mode in ("L", "1", "LA") else made(1)).convert(mode)
    kind = "PNG" if mode in ("L", "P", "1", "RGBA", "LA", "I;16") else "JPEG"
    decoded = decode(written(tmp_path, saved(picture, kind)), 512)
    assert decoded.picture.mode == "RGB"
    assert max(decoded.picture.size) == 512
    assert (decoded.width, decoded.height) == (480, 600)
    if mode != "1":
        close = np.asarray(decoded.picture.convert("L").resize((48, 60)), dtype=int) - np.asarray(grey.resize((48, 60)))
        assert np.abs(close).mean() < 12


def test_of_a_picture_that_moves_the_first_frame_is_looked_at(tmp_path: Path) -> None:
    frames = [made(seed, 200, 200) for seed in range(3)]
    decoded = decode(written(tmp_path, saved(frames[0], "GIF", save_all=True, append_images=frames[1:])), 512)
    assert decoded.is_moving
    assert np.abs(np.asarray(decoded.picture, dtype=int) - np.asarray(frames[0])).mean() < 12


def test_a_picture_is_turned_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    decoded = decode(written(tmp_path, saved(made(1), "JPEG", exif=exif)), 512)
    assert (decoded.width, decoded.height) == (600, 480)
    assert decoded.picture.width > decoded.picture.height


def test_what_is_clear_lies_on_white(tmp_path: Path) -> None:
    decoded = decode(written(tmp_path, saved(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG")), 512)
    assert decoded.picture.getpixel((25, 25)) == (255, 255, 255)


def test_forty_million_dots_are_read(tmp_path: Path) -> None:
    decoded = decode(written(tmp_path, saved(Image.new("L", (8_000, 5_000), 90), "JPEG")), 512)
    assert (decoded.width, decoded.height, decoded.picture.size) == (8_000, 5_000, (512, 320))
