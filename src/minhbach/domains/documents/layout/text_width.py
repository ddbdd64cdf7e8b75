"""How wide a line of Times New Roman runs, closely enough to draw the lines that the layout sets under it."""

import unicodedata

# Widths in thousandths of the type size, Times Bold's and Times Roman's own, by class of letter.
_NARROW = dict.fromkeys("ijltfI'", (278, 278)) | dict.fromkeys(" .,;:", (250, 250))
_BOLD, _ROMAN = 0, 1
# Ơ and ư stand wider than o and u, by more where another font lends them.
_HORN, _HORN_WIDTH = "\N{COMBINING HORN}", 110
_CAPITALS = {
    **dict.fromkeys("ACDHKNRUVXYĐ", (722, 722)),
    **dict.fromkeys("GOQ", (778, 722)),
    **dict.fromkeys("BELTZ", (667, 611)),
    **dict.fromkeys("FPS", (611, 556)),
    "M": (944, 889),
    "W": (1000, 944),
    "J": (500, 389),
    "I": (389, 333),
}
_SMALL = {
    **dict.fromkeys("bdhknpquđ", (556, 500)),
    **dict.fromkeys("agovxy0123456789", (500, 500)),
    **dict.fromkeys("ceszr", (444, 444)),
    "m": (833, 778),
    "w": (722, 722),
    "-": (333, 333),
}


def text_width_pt(text: str, size: float, *, bold: bool) -> float:
    """Estimate the width of a line of text.

    Units: `size` and the answer in points.
    """
    style = _BOLD if bold else _ROMAN
    parts = unicodedata.normalize("NFD", text)
    plain = (letter for letter in parts if not unicodedata.combining(letter))
    return (sum(_letter_width(letter)[style] for letter in plain) + _HORN_WIDTH * parts.count(_HORN)) * size / 1000


def _letter_width(letter: str) -> tuple[int, int]:
    for widths in (_CAPITALS, _NARROW, _SMALL):
        if letter in widths:
            return widths[letter]
    return (500, 500)
