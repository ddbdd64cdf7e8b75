"""Frames are cut off, collages taken apart at their seams, and plain pictures left whole."""

import numpy as np
from PIL import Image, ImageOps

from minhbach.engine.pictures import pdq
from minhbach.engine.pictures.views import inner, tiles

from .conftest import made


def grey(picture: Image.Image) -> pdq.Grey:
    return pdq.luma(np.asarray(picture.convert("RGB")))


def test_an_even_frame_is_cut_off() -> None:
    box = inner(grey(ImageOps.expand(made(1), (40, 25), "navy")))
    assert box is not None
    assert box == (40, 25, 520, 625)


def test_a_picture_without_a_frame_has_no_inside() -> None:
    assert inner(grey(made(1))) is None


def test_a_picture_of_one_colour_is_not_cut_to_nothing() -> None:
    box = inner(np.full((100, 100), 30, dtype=np.float32))
    assert box is not None
    assert min(box.right - box.left, box.bottom - box.top) >= 40


def test_a_collage_is_cut_at_its_seams() -> None:
    collage = Image.new("RGB", (480, 480))
    for place in range(4):
        collage.paste(made(place + 10, 240, 240), (240 * (place % 2), 240 * (place // 2)))
    assert sorted(tiles(grey(collage))) == [
        (0, 0, 240, 240), (0, 240, 240, 480), (240, 0, 480, 240), (240, 240, 480, 480),
    ]  # fmt: skip


def test_one_picture_has_no_tiles() -> None:
    assert [tiles(grey(made(seed))) for seed in range(20)] == [[]] * 20
