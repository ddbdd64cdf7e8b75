"""Plain pictures for the evidence of the demo: blocks of colour laid out like a product page or a shelf."""

from __future__ import annotations

import struct
import zlib
from random import Random

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
GREY: Colour = (226, 230, 236)
DARK: Colour = (88, 98, 112)
GOODS: tuple[Colour, ...] = ((196, 96, 74), (84, 130, 168), (120, 158, 92), (206, 170, 86), (142, 108, 160))


class Canvas:
    """A picture of 8-bit colours, filled rectangle by rectangle."""

    def __init__(self, width: int, height: int, background: Colour = WHITE) -> None:
        self.width, self.height = width, height
        self.rows = [bytearray(bytes(background) * width) for _ in range(height)]

    def fill(self, left: int, top: int, width: int, height: int, colour: Colour) -> None:
        """Fill a rectangle."""
        for row in self.rows[top : top + height]:
            row[left * 3 : (left + width) * 3] = bytes(colour) * width

    def to_png(self) -> bytes:
        """Encode the picture as PNG."""
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        body = zlib.compress(b"".join(b"\0" + bytes(row) for row in self.rows), 9)
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
        )


def draw_page(chance: Random) -> bytes:
    """Draw something like a screenshot of a product page on a phone."""
    canvas = Canvas(360, 640)
    canvas.fill(0, 0, 360, 48, DARK)
    canvas.fill(0, 48, 360, 320, chance.choice(GOODS))
    for line in range(3):
        canvas.fill(20, 392 + line * 26, chance.randrange(180, 320), 14, GREY)
    canvas.fill(20, 480, 140, 24, chance.choice(GOODS))
    for line in range(4):
        canvas.fill(20, 524 + line * 20, chance.randrange(220, 320), 10, GREY)
    return canvas.to_png()


def draw_shelf(chance: Random) -> bytes:
    """Draw something like a photo of goods on shelves."""
    canvas = Canvas(640, 420, GREY)
    for shelf in range(3):
        for place in range(8):
            height = chance.randrange(60, 108)
            canvas.fill(24 + place * 76, 30 + shelf * 130 + 108 - height, 60, height, chance.choice(GOODS))
        canvas.fill(0, 138 + shelf * 130, 640, 8, DARK)
    return canvas.to_png()


def draw_kettle(*, is_fake: bool) -> bytes:
    """Draw something like a kettle on a table: the genuine one has a label under its spout and a round knob."""
    canvas = Canvas(480, 400, GREY)
    body = GOODS[0] if is_fake else GOODS[1]
    canvas.fill(0, 340, 480, 60, DARK)
    canvas.fill(140, 90, 200, 250, body)
    canvas.fill(340, 130, 60, 40, body)
    canvas.fill(90, 120, 22, 180, DARK)
    canvas.fill(90, 120, 50, 22, DARK)
    canvas.fill(90, 278, 50, 22, DARK)
    canvas.fill(160, 74, 160, 16, DARK)
    canvas.fill(*((200, 62, 80, 12) if is_fake else (220, 34, 40, 40)), DARK)
    if not is_fake:
        canvas.fill(300, 210, 66, 54, WHITE)
        canvas.fill(308, 222, 50, 10, GOODS[3])
        canvas.fill(308, 240, 50, 10, GREY)
    return canvas.to_png()
