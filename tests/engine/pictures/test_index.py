"""Bits are found again by how many differ: all of a few, and by PDQ's distance all of many."""

import numpy as np
import pytest

from minhbach.engine.pictures import pdq
from minhbach.engine.pictures.index import BitIndex, Vectors


def turned(vectors: Vectors, bits: int, seed: int = 5) -> Vectors:
    """Return the vectors with so many bits of each turned, wherever they fall."""
    random, width = np.random.default_rng(seed), vectors.shape[1] * 8
    mask = np.zeros((len(vectors), width), dtype=np.uint8)
    for row in mask:
        row[random.choice(width, bits, replace=False)] = 1
    return vectors ^ np.packbits(mask, axis=1)


@pytest.mark.parametrize("exact", [True, False])
def test_all_within_pdqs_distance_are_found_and_none_beyond(exact: bool) -> None:
    vectors = np.random.default_rng(1).integers(0, 256, (4_000, 32), dtype=np.uint8)
    index = BitIndex(vectors, exact=exact)
    who, met, bits = index.within(turned(vectors[:600], pdq.FAR), pdq.FAR)
    assert who.tolist() == met.tolist() == list(range(600))
    assert set(bits.tolist()) == {pdq.FAR}
    assert len(index.within(turned(vectors[:600], pdq.FAR + 1), pdq.FAR)[0]) == 0


@pytest.mark.parametrize("exact", [True, False])
def test_the_same_index_takes_the_wider_vectors_of_a_model(exact: bool) -> None:
    vectors = np.random.default_rng(2).integers(0, 256, (1_000, 64), dtype=np.uint8)
    who, met, bits = BitIndex(vectors, exact=exact).within(turned(vectors[:200], 60), 128)
    assert (who == met).all()
    assert set(bits.tolist()) == {60}
    assert len(who) == 200


def test_an_index_of_nothing_answers_nothing() -> None:
    index = BitIndex(np.empty((0, 32), dtype=np.uint8))
    assert [len(part) for part in index.within(np.zeros((3, 32), dtype=np.uint8), 31)] == [0, 0, 0]
