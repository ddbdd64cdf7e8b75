"""Words and codes in pictures are read, and judged by the rules by which a listing's text is judged."""

import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import qrcode
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from minhbach.engine.cache import default_folder
from minhbach.engine.pictures import wording
from minhbach.engine.pictures.codes import CodeFound, read_codes
from minhbach.engine.pictures.wording import READINGS, WordsUnreadable, check_reader, judge_words, read_pictures
from minhbach.engine.screening.knowledge.tables import PICTURE_WORDS
from minhbach.engine.screening.lexicon import load_vocabulary
from tests.machine import FONT

from .conftest import made

DAY = date(2026, 12, 1)


def poster(*lines: str) -> Image.Image:
    sheet = Image.new("RGB", (900, 500), "white")
    for place, line in enumerate(lines):
        font = ImageFont.truetype(str(FONT), 58)
        ImageDraw.Draw(sheet).text((40, 40 + place * 110), line, "black", font=font)
    return sheet


def qr(written: str) -> Image.Image:
    image: Image.Image = qrcode.make(written).get_image().convert("RGB").resize((360, 360))
    return image


@pytest.mark.words
def test_words_and_codes_of_an_archive_are_read_and_judged(tmp_path: Path) -> None:
    folder = tmp_path / "anh"
    folder.mkdir()
    poster("Viên uống thảo dược", "chữa khỏi ung thư").save(folder / "77_1.png")
    linked = made(1, 900, 500)
    linked.paste(qr("https://zalo.me/0912345678"), (60, 60))
    linked.save(folder / "78.jpg", quality=90)
    (folder / "79.jpg").write_bytes(b"%PDF-1.7")
    with zipfile.ZipFile(tmp_path / "anh.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, path.name)
    read = read_pictures(tmp_path / "anh.zip")
    assert read.select("file", "listing_id", "codes", "problem").rows() == [
        ("77_1.png", "77", [], None),
        ("78.jpg", "78", ["https://zalo.me/0912345678"], None),
        ("79.jpg", "79", [], "picture_is_pdf"),
    ]
    assert "chữa khỏi ung thư" in read["text"][0]
    words = judge_words(read, load_vocabulary(folder=default_folder()), DAY)
    found = set(words.select("listing_id", "file", "sign", "words").iter_rows())
    assert ("77", "77_1.png", "misleading", "chữa khỏi") in {(a, b, c, d[:9]) for a, b, c, d in found}
    assert ("78", "78.jpg", "off_platform", "0912345678") in found
    assert not words.filter(listing_id="79").height
    assert words.schema == PICTURE_WORDS.columns


def readings(*texts: str) -> pl.DataFrame:
    rows = [
        {"file": f"{number}.jpg", "listing_id": f"{number}", "platform": "tiki", "text": text, "codes": [], "gtins": []}
        for number, text in enumerate(texts)
    ]
    return pl.DataFrame([{**row, "problem": None} for row in rows], schema=READINGS)


def test_what_is_warned_of_in_a_picture_is_no_sign() -> None:
    judged = judge_words(
        readings(
            "Sản phẩm này không phải là thuốc,\nkhông có tác dụng thay thế thuốc chữa bệnh", "Giao hàng toàn quốc"
        ),
        load_vocabulary(folder=default_folder()),
        DAY,
    )
    assert judged.rows() == []


def test_of_no_pictures_nothing_is_found() -> None:
    judged = judge_words(readings(), load_vocabulary(folder=default_folder()), DAY)
    assert judged.schema == PICTURE_WORDS.columns
    assert not judged.height


def test_without_the_program_it_is_said_before_anything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_PROGRAM", "no-such-program-here")
    with pytest.raises(WordsUnreadable):
        check_reader()


def test_a_bar_code_gives_its_article_and_another_code_its_words() -> None:
    sheet = Image.new("RGB", (900, 500), "white")
    drawn = zxingcpp.create_barcode("8936012345674", zxingcpp.BarcodeFormat.EAN13).to_image(scale=3)
    sheet.paste(Image.fromarray(drawn).convert("RGB"), (40, 60))
    sheet.paste(qr("Số lô 42"), (480, 60))
    found = sorted(read_codes(sheet), key=lambda code: code.written)
    assert [(one.written, one.gtin) for one in found] == [("8936012345674", "08936012345674"), ("Số lô 42", None)]
    assert all(isinstance(one, CodeFound) and one.symbology for one in found)
    assert read_codes(made(2)) == []
