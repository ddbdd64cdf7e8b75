import re
import unicodedata

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from minhbach.engine.text.alphabet import show
from minhbach.engine.text.folding import fold_columns, prepare
from minhbach.engine.text.letters import fold_text

prepare()  # not within the time that one example may take

_MARK = "[\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b]"
_TWO_MARKED_VOWELS = re.compile(f"{_MARK}[aey]{_MARK}")


def folded(text: str) -> str:
    return show(fold_text(text))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Hòa khỏe THÚY qúy", "hoà khoẻ thuý quý"),
        ("hoà khoẻ thuý quý", "hoà khoẻ thuý quý"),
        ("Nіke COVlD", "nike covld"),
        ("𝐕𝐚𝐩𝐞 ＶＡＰＥ 🅥🅐🅟🅔", "vape vape vape"),
        ("Đặc  trị\nnám", "đặc¶trị¶nám"),
        ("trị\u200b mụn", "trị mụn"),
        ("\u202eabc\u202c", "abc"),
        ("中文 ok", "□□ ok"),
    ],
)
def test_folding_reads_what_is_meant(written: str, meant: str) -> None:
    assert folded(written) == meant


@given(st.text(alphabet="aăâeêioôơuưyđbcghklmnpqrstvx àáảãạằắẳẵặòóỏõọùúủũụỳýỷỹỵ .", max_size=60))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assume(not _TWO_MARKED_VOWELS.search(unicodedata.normalize("NFD", text)))  # no syllable
    assert fold_text(unicodedata.normalize("NFC", text)) == fold_text(unicodedata.normalize("NFD", text))


@given(st.text(max_size=200), st.text(max_size=200))
def test_every_folded_byte_points_into_its_field(title: str, description: str) -> None:
    title = title.encode("utf-8", "replace").decode()
    description = description.encode("utf-8", "replace").decode()
    batch = fold_columns(pl.Series([title]), pl.Series([description]))
    start, first_end, second_end, end = (int(place) for place in batch.bounds[0])
    fields = (title, description)
    for place in range(start, end):
        if batch.data[place] == 0x0A:
            continue
        field, first, last = batch.original(place, place + 1)
        assert 0 <= first < last <= len(fields[field])
        if place < first_end:
            assert field == 0
        elif place < second_end:
            assert field == 1


def test_map_leads_back_to_the_original_letters() -> None:
    title = "⭐ Kem  trị  NÁM"
    batch = fold_columns(pl.Series([title]), pl.Series([None], dtype=pl.String))
    place = batch.data.index(fold_text("nám"))
    field, start, end = batch.original(place, place + 3)
    assert (field, title[start:end]) == (0, "NÁM")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("bán v.a.p.e rẻ", "vape"),
        ("bán v a p e rẻ", "vape"),
        ("nhẫn Đu.ôi Voi", "đuôi voi"),
        ("giày N!KE nam", "nike nam"),
        ("z4l0 shop", "zalo shop"),
        ("v🔥a🔥p🔥e", "vape"),
    ],
)
def test_disguised_words_are_revealed_beside_the_text(written: str, meant: str) -> None:
    batch = fold_columns(pl.Series([written]), pl.Series([""]))
    revealed = batch.data[batch.bounds[0, 2] : batch.bounds[0, 3]]
    assert meant in show(revealed)


def test_model_numbers_and_units_are_not_unleeted() -> None:
    batch = fold_columns(pl.Series(["Samsung A52 10ml 2in1 B12"]), pl.Series([""]))
    assert batch.data[batch.bounds[0, 2] : batch.bounds[0, 3]].strip() == b""


def test_batches_of_sliced_columns_fold_their_own_rows() -> None:
    column = pl.Series([f"dòng chữ dài hơn mười hai byte số {number}" for number in range(100)])
    sliced = fold_columns(column[40:60], column[10:30])
    assert show(sliced.data[sliced.bounds[3, 0] : sliced.bounds[3, 1]]).endswith("số 43")
    assert show(sliced.data[sliced.bounds[3, 1] + 1 : sliced.bounds[3, 2]]).endswith("số 13")


@given(st.text(max_size=80) | st.text(alphabet="aáoòuủeêyhk \u0301\u0302\u031b .⭐\n", max_size=40))
def test_one_text_folds_as_it_does_in_a_batch(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    batch = fold_columns(pl.Series([text]), pl.Series([""]))
    assert batch.data[batch.bounds[0, 0] : batch.bounds[0, 1]] == fold_text(text)


def test_texts_of_the_same_letters_and_digits_hash_alike() -> None:
    titles = pl.Series(["Kem trị nám 20ml", "⭐ KEM  TRỊ-NÁM 20 ml", "Kem trị nám 2ml", "Kem nám trị 20ml", ""])
    hashes = fold_columns(titles, pl.Series(["Mua ngay"] * 5)).text_hash.tolist()
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 4
    # Where the title ends does not matter.
    parted = fold_columns(pl.Series(["Kem trị"]), pl.Series(["nám 20ml. Mua ngay"])).text_hash.tolist()
    assert parted == hashes[:1]


def test_revealed_words_know_where_they_stand_disguised() -> None:
    batch = fold_columns(pl.Series(["nhẫn vàng", "nhẫn Đu.ôi Voi"]), pl.Series(["", "bán v a p e"]))
    for meant, disguised, field in (("đuôi", "Đu.ôi", 0), ("vape", "v a p e", 1)):
        place = batch.data.index(fold_text(meant))
        start, end = batch.home(place, place + len(fold_text(meant)))
        assert show(batch.data[start:end]) == disguised.lower()
        assert batch.original(start, end) == batch.original(place, place + len(fold_text(meant)))
        assert batch.original(start, end)[0] == field


def test_listings_traced_together_are_traced_as_alone() -> None:
    titles = pl.Series([f"Kem  đặc trị NÁM v.i.p {number} ⭐" * (number % 7) for number in range(40)])
    together, alone = fold_columns(titles, titles.reverse()), fold_columns(titles, titles.reverse())
    together.trace(range(0, 40, 3))
    places = [int(place) for start, _, _, end in together.bounds for place in range(start, end - 1)]
    assert [together.original(place, place + 1) for place in places] == [
        alone.original(place, place + 1) for place in places
    ]
