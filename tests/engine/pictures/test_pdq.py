"""PDQ's bits are those that the published program gives, so that they can be compared with anybody's."""

import numpy as np
import pytest
from numpy.typing import NDArray

from minhbach.engine.pictures import pdq

# What the package pdqhash 0.2.8, which wraps the published program, gave for the same dots.
PUBLISHED = [
    (0, 512, 512, "1aeef420a44528ffe1eb89bb2760cb3ff56afbc0a29d0fc0a214e9d02390ffc0", 100),
    (1, 300, 400, "2895d5f528207f75f455a165cc123975c2b714e5c3f5ffa0d74a549ec7885418", 100),
    (2, 640, 333, "bb65aa75cae596f46be592d1eea5800f331bce0f385ae2cc0f1afe0883581e88", 100),
    (3, 64, 64, "05747543d55c9547a5748d15f9f58315faf403877c3885eb9d0845735d1651f4", 72),
    (4, 90, 128, "eafbd5750010a828befb4d7014112f7b5ebbf510685110ff79e9f7d02981328b", 100),
]


def dots(seed: int, height: int, width: int) -> NDArray[np.uint8]:
    y, x = np.mgrid[0:height, 0:width]
    colours = [
        (x * x * (3 + seed) + y * y * 5 + x * y * (7 + seed)) // 900,
        (x * (11 + seed) + y * 13) // 7 + seed * 40,
        (x * y) // (97 + seed),
    ]
    return (np.stack(colours, axis=-1) % 256).astype(np.uint8)


def differing(one: bytes, other: bytes) -> int:
    return (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()


@pytest.mark.parametrize(("seed", "height", "width", "bits", "quality"), PUBLISHED)
def test_a_picture_has_the_bits_of_the_published_program(
    seed: int, height: int, width: int, bits: str, quality: int
) -> None:
    found, good = pdq.hash_of(pdq.luma(dots(seed, height, width)))
    # A bit at the very middle may fall to either side by the machine's rounding.
    assert differing(found, bytes.fromhex(bits)) <= 2
    assert good == quality


def test_a_flat_picture_says_that_it_is_poor() -> None:
    assert pdq.hash_of(np.full((100, 100), 200, dtype=np.float32))[1] < pdq.POOR
    assert pdq.hash_of(np.zeros((4, 300), dtype=np.float32)) == (bytes(32), 0)


def test_another_size_changes_a_few_bits_and_another_picture_half() -> None:
    large = dots(1, 512, 512)
    whole = pdq.hash_of(pdq.luma(large))[0]
    assert differing(whole, pdq.hash_of(pdq.luma(large[::2, ::2]))[0]) <= pdq.FAR
    assert 80 <= differing(whole, pdq.hash_of(pdq.luma(dots(3, 512, 512)))[0]) <= 176
