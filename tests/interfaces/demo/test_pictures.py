"""The demo's pictures are pictures, the same on every machine."""

import struct

from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.pictures import draw_page, draw_shelf


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_page_is_as_wide_as_a_phone() -> None:
    assert size_of(draw_page(chance_for("page"))) == (360, 640)


def test_a_shelf_is_wider_than_high() -> None:
    assert size_of(draw_shelf(chance_for("shelf"))) == (640, 420)


def test_the_same_chance_draws_the_same_picture() -> None:
    assert draw_shelf(chance_for("shelf")) == draw_shelf(chance_for("shelf"))
    assert draw_shelf(chance_for("shelf")) != draw_shelf(chance_for("another shelf"))
