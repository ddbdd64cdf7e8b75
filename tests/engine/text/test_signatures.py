"""MinHash signatures of texts."""

import random

import numpy as np
import polars as pl
import pytest

from minhbach.engine.text.folding import fold_columns
from minhbach.engine.text.signatures import BINS, Signer, bands, read, similarity, written

SIGNER = Signer()


def sign(*texts: str) -> np.ndarray:
    signatures = [read(text) for text in SIGNER.texts(texts) if text is not None]
    assert len(signatures) == len(texts)
    return np.stack([signature for signature in signatures if signature is not None])


def words(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choice("bcdghklmnprstvx") for _ in range(5)) for _ in range(count)]


@pytest.mark.parametrize("changed", [0, 20, 60, 150, 300])
def test_the_estimate_lies_near_the_true_share_of_sequences(changed: int) -> None:
    errors = []
    for seed in range(12):
        one = words(300, seed)
        other = [*one[: 300 - changed], *words(changed, seed + 1000)]
        sequences = [{tuple(text[at : at + 3]) for at in range(298)} for text in (one, other)]
        true = len(sequences[0] & sequences[1]) / len(sequences[0] | sequences[1])
        signatures = sign(" ".join(one), " ".join(other))
        errors.append(similarity(signatures[0], signatures[1:])[0] - true)
    assert abs(np.mean(errors)) < 0.05
    assert max(map(abs, errors)) < 0.2


def test_capitals_signs_and_forms_of_the_same_letters_change_nothing() -> None:
    text = "Túi vải bố dày hai lớp, khóa kéo trơn; dây đeo điều chỉnh được. Đựng vừa sách khổ lớn và bình nước"
    signatures = sign(text, text.upper().replace(",", " -"), f"★ {text}!!!")
    assert (signatures == signatures[0]).all()


def test_a_batch_is_signed_as_texts_are() -> None:
    titles = pl.Series(["Túi vải", "Cốc sứ"])
    descriptions = pl.Series([" ".join(words(40, 1)), None])
    signatures, is_long = SIGNER.batch(fold_columns(titles, descriptions))
    assert is_long.tolist() == [True, False]
    assert [written(signatures[0]), None] == SIGNER.texts(
        f"{title}\n{description or ''}" for title, description in zip(titles, descriptions, strict=True)
    )


def test_what_platforms_write_under_every_listing_is_left_out() -> None:
    standing = " ".join(words(60, 5))
    own = " ".join(words(60, 6))
    signer = Signer([standing])
    assert signer.texts([standing]) == [None]
    alone, together = (read(text or "") for text in signer.texts([own, f"{own} {standing}"]))
    assert alone is not None
    assert together is not None
    assert similarity(alone, together[None])[0] > 0.9


def test_a_signature_is_kept_as_digits_and_nothing_else_is_taken_for_one() -> None:
    signature = sign(" ".join(words(50, 3)))[0]
    text = written(signature)
    assert len(text) == 4 * BINS
    again = read(text)
    assert again is not None
    assert (again == signature).all()
    assert [read("xyz"), read(text[:-2]), read("")] == [None, None, None]


def test_texts_much_alike_agree_in_a_band_and_empty_bins_say_nothing() -> None:
    one = words(300, 8)
    signatures = sign(" ".join(one), " ".join([*one[:-20], *words(20, 9)]), " ".join(words(300, 10)))
    shared = bands(signatures)
    assert (shared[0] == shared[1]).any()
    assert not (shared[0] == shared[2]).any()
    assert (bands(np.zeros((1, BINS), dtype=np.uint16)) == 0).all()
