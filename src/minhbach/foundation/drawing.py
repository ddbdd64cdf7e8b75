"""A QR code as lines of a picture that stands in the page: no file of its own, no other party."""

from __future__ import annotations

from dataclasses import dataclass

import qrcode
from qrcode.constants import ERROR_CORRECT_M


@dataclass(frozen=True)
class Drawn:
    """SIZE is the side in modules, with the quiet zone; PATH draws the dark ones."""

    size: int
    path: str


def qr_of(text: str) -> Drawn:
    """Draw a text that a phone's camera reads."""
    # Of eight patterns any is read; trying all to find the evenest takes eight times as long as the rest.
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4, mask_pattern=2)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return Drawn(len(rows), "".join(dark))
