"""Records made ready one by one or a million at once"""

from __future__ import annotations

from random import Random

import numpy as np
import polars as pl
import pytest

from minhbach.engine.linkage import Frame, Record, columns_of, frame_of, frame_of_columns, score_pairs
from minhbach.engine.linkage.frames import _tokens
from minhbach.engine.linkage.kernel import ADDRESS, OF_PERSON, TRADING
from minhbach.engine.linkage.keys import keys_of
from minhbach.engine.linkage.ready import FEW
from minhbach.engine.linkage.words import ADDRESS_TEXT, NAME, read_words
from tests.engine.linkage.made_records import made_records

PIECES = [
    "Công ty", "CTY", "TNHH", "MTV", "TM & DV", "Cổ phần", "HKD", "Hộ kinh doanh", "shop", "A.B.C.", "A.B", "N.V. Hùng",
    "Nguyễn", "Văn", "Hùng", "HÒA", "hoà", "Lý", "Lí", "Đỗ", "Ðường", "đường", "Số", "SN", "12/3", "12 / 3A",
    "Quốc lộ 1A", "TP. Hồ Chí Minh", "P.", "Tp", "Ｋｉｍ", "ﬁt", "ﷺ", "½", "№5", "℡", "d’Or",
    "mẹ&bé", "-", "…", "", "Ộ", "İ", "ß",
]  # fmt: skip


def odd_texts(count: int) -> list[str]:
    chance = Random(11)
    return [
        chance.choice((" ", " ", ", ", "")).join(chance.choices(PIECES, k=chance.randrange(7))) for _ in range(count)
    ]


@pytest.mark.parametrize(("role", "where"), [(TRADING, NAME), (OF_PERSON, ""), (ADDRESS, ADDRESS_TEXT)])
def test_are_read_in_the_same_words(role: int, where: str) -> None:
    texts = odd_texts(400)
    listed = pl.DataFrame({"name": range(len(texts)), "text": texts, "role": role, "kind": ""})
    found: list[list[tuple[str, str, bool]]] = [[] for _ in texts]
    for name, *word in _tokens(listed).iter_rows():
        found[name].append(tuple(word))
    for text, words in zip(texts, found, strict=True):
        assert list(read_words(text, where))[:40] == words, text


def test_score_the_same_and_lie_under_the_same_keys() -> None:
    records, odd = made_records(FEW - 4, seed=3), odd_texts(120)
    records += [
        Record(f"odd{n}", kind=kind, names=tuple(odd[n::4][:12]), people=tuple(odd[n::5][:3]),
               addresses=tuple(odd[n::7][:3]), commune="2025:06184",
               identifiers=(("tax_code", f"0100109106-00{n}"), ("zalo", "+84901000001"), ("shop", "x")))
        for n, kind in enumerate(("", "household", "individual", "organisation"))
    ]  # fmt: skip
    few, many = frame_of(records), frame_of_columns(*columns_of(records))
    assert keys_of(few) == keys_of(many)
    pairs = np.array([(one, other) for one in range(FEW) for other in range(one)])
    for found in (score_pairs(few, *pairs.T), score_pairs(few, *pairs.T[::-1])):
        whole = score_pairs(many, *pairs.T)
        assert (found.levels == whole.levels).all()
        assert (found.weights == whole.weights).all()
    assert sum(map(len, keys_of(few).values())) > 3 * FEW


def test_weigh_an_identifier_by_how_many_are_said_to_carry_it() -> None:
    records = [Record(one, identifiers=(("zalo", "+84901000001"),)) for one in ("1", "2")]
    degrees = {("phone", "+84901000001"): 3, ("zalo", "+84901000001"): 21}
    known = pl.DataFrame({"kind": ["phone"], "value": ["+84901000001"], "degree": [21]})

    def bands(frame: Frame) -> list[int]:
        return frame.bands.tolist()  # type: ignore[no-any-return]

    assert bands(frame_of(records, degrees)) == bands(frame_of_columns(*columns_of(records), known)) == [3, 3]
