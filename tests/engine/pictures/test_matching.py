"""Pictures of listings are met under other shops and among known ones, and both files are named."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from PIL import Image, ImageDraw, ImageOps

from minhbach.engine.pictures.gallery import Gallery, GalleryUnreadable, ToldWrong, make_gallery, read_gallery
from minhbach.engine.pictures.hash_lists import write_hash_list
from minhbach.engine.pictures.matching import MATCHES, SHOWN, match
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.screening.knowledge import load_knowledge

from .conftest import made

Writer = Callable[..., Path]


@pytest.fixture
def gallery(tmp_path: Path, pictures: Writer) -> Callable[..., Gallery]:
    def make(named: dict[str, Image.Image | bytes], rows: str = "", name: str = "own", **always: str) -> Gallery:
        sheet = None
        if rows:
            sheet = tmp_path / f"{name}.csv"
            sheet.write_text(f"file,listing_id,platform,seller_id,mark\n{rows}", encoding="utf-8")
        return make_gallery(pictures(named, name), tmp_path / f"{name}.gallery", sheet=sheet, always=always)

    return make


def told(matches: pl.DataFrame) -> list[tuple[str, str, str]]:
    return sorted(matches.select("file", "kind", "other_file").iter_rows())


def banner(picture: Image.Image) -> Image.Image:
    covered = picture.copy()
    ImageDraw.Draw(covered).rectangle((0, round(covered.height * 0.72), covered.width, covered.height), "gold")
    return covered


CHANGED: dict[str, Callable[[Image.Image], Image.Image]] = {
    "small": lambda one: one.resize((160, 200)),
    "mirror": ImageOps.mirror,
    "frame": lambda one: ImageOps.expand(one, (50, 20, 30, 60), "teal"),
    "framed mirror": lambda one: ImageOps.expand(ImageOps.mirror(one), 40, "black"),
    "middle": lambda one: one.crop((48, 60, 432, 540)),
    "banner": banner,
}


@pytest.mark.parametrize("changed", list(CHANGED))
def test_a_copy_is_met_however_it_was_changed(gallery: Callable[..., Gallery], changed: str) -> None:
    strangers = {f"{seed}.jpg": made(seed) for seed in range(2, 12)}
    copy = CHANGED[changed](made(1))
    rows = "".join(f"{name},{name[:-4]},tiki,s{name}\n" for name in ("a.png", "copy.png", *strangers))
    matches = match(gallery({"a.png": made(1), "copy.png": copy, **strangers}, rows))
    assert told(matches) == [("a.png", "shop", "copy.png"), ("copy.png", "shop", "a.png")]
    assert matches.select("by", "bits").rows() == [("pdq", 256)] * 2


def test_each_picture_of_a_collage_is_met_and_the_view_says_tile(gallery: Callable[..., Gallery]) -> None:
    collage = Image.new("RGB", (480, 600))
    collage.paste(made(1, 480, 300), (0, 0))
    collage.paste(made(2, 480, 300), (0, 300))
    rows = "".join(f"{name}.png,{name},tiki,s{name}\n" for name in "abc")
    matches = match(gallery({"a.png": made(1), "b.png": made(2), "c.png": collage}, rows))
    assert told(matches.filter(file="c.png")) == [("c.png", "shop", "a.png"), ("c.png", "shop", "b.png")]
    assert matches.filter(file="c.png")["view"].to_list() == ["tile", "tile"]


def test_of_one_listing_or_one_shop_nothing_is_said_and_without_a_shop_it_is_a_listing(
    gallery: Callable[..., Gallery],
) -> None:
    same = {name: made(1) for name in ("a1.jpg", "a2.jpg", "b.jpg", "c.jpg", "d.jpg")}
    rows = "a1.jpg,a,tiki,1\na2.jpg,a,tiki,1\nb.jpg,b,tiki,1\nc.jpg,c,tiki,2\nd.jpg,d,tiki,\n"
    found = told(match(gallery(same, rows)))
    assert ("c.jpg", "shop", "a1.jpg") in found
    assert {kind for file, kind, other in found if "d.jpg" in (file, other)} == {"listing"}
    assert not [one for one in found if {one[0], one[2]} <= {"a1.jpg", "a2.jpg", "b.jpg"}]


def test_a_picture_that_many_shops_share_is_counted_and_not_paired(gallery: Callable[..., Gallery]) -> None:
    names = [f"{number}.png" for number in range(12)]
    rows = "".join(f"{name},{name[:-4]},tiki,s{name}\n" for name in names)
    matches = match(gallery(dict.fromkeys(names, made(1, 120, 150)), rows))
    assert matches["shops"].unique().to_list() == [12]
    assert matches.group_by("file").len()["len"].to_list() == [SHOWN] * 12


def test_known_pictures_are_named_with_what_is_known_of_them(gallery: Callable[..., Gallery], tmp_path: Path) -> None:
    own = gallery({"77_1.jpg": made(1), "78_1.jpg": made(2), "79.jpg": made(3)})
    fake = gallery({"gia.jpg": made(1)}, name="fake", kind="fake", sign="counterfeit", seen_in="vụ 12")
    genuine = gallery({"that.png": made(2)}, name="genuine", kind="genuine", mark="Hoa Mây")
    matches = match(own, [fake, genuine])
    columns = ("listing_id", "file", "kind", "other_file", "sign", "seen_in", "mark")
    assert matches.select(columns).rows() == [
        ("77", "77_1.jpg", "fake", "gia.jpg", "counterfeit", "vụ 12", None),
        ("78", "78_1.jpg", "genuine", "that.png", None, None, "Hoa Mây"),
    ]
    # The table is one of a knowledge folder as it is.
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "knowledge.toml").write_text('schema = 1\nversion = "1"\nmade_on = 2026-11-01\n')
    matches.write_parquet(tmp_path / "knowledge" / "picture_matches.parquet")
    assert load_knowledge(tmp_path / "knowledge").table("picture_matches").rows() == matches.rows()


def test_a_hash_list_goes_out_and_comes_in_without_any_picture(gallery: Callable[..., Gallery], tmp_path: Path) -> None:
    fake = gallery({"gia.jpg": made(1)}, name="fake", kind="fake", sign="counterfeit", seen_in="vụ 12")
    listed = tmp_path / "list.csv"
    assert write_hash_list(fake, listed) == 1
    with listed.open("a", encoding="utf-8") as file:
        file.write("0123,100,ngắn quá,fake,counterfeit,,\n")
    taken = make_gallery(listed, tmp_path / "taken")
    assert taken.refused.rows() == [("2", "not_a_hash")]
    matches = match(gallery({"77.png": ImageOps.mirror(made(1))}), [taken])
    columns = ("listing_id", "kind", "other_file", "view", "sign", "seen_in", "other_sha256")
    assert matches.select(columns).rows() == [("77", "fake", "1", "mirrored", "counterfeit", "vụ 12", None)]


def test_flat_pictures_meet_nobody(gallery: Callable[..., Gallery]) -> None:
    white = {f"{number}.png": Image.new("RGB", (300, 300), "white") for number in range(3)}
    assert match(gallery(white)).rows() == []


def test_an_archive_is_read_and_what_is_no_picture_is_named(pictures: Writer, tmp_path: Path) -> None:
    folder = pictures({"tiki/77/1.jpg": made(1), "tiki/77/2.jpg": b"%PDF-1.7", "../78.jpg": made(2), "x.txt": b"words"})
    packed = tmp_path / "anh.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted([*folder.rglob("*"), folder.parent / "78.jpg"]):
            if path.is_file():
                archive.write(path, path.relative_to(tmp_path) if path.parent == tmp_path else path.relative_to(folder))
        archive.writestr("../../ngoai.jpg", b"\xff\xd8\xff")
    made_of = make_gallery(packed, tmp_path / "gallery")
    assert made_of.pictures.select("file", "listing_id", "platform").rows() == [
        ("78.jpg", "78", None),
        ("tiki/77/1.jpg", "77", "tiki"),
    ]
    assert made_of.refused.rows() == [("../../ngoai.jpg", "picture_unreadable"), ("tiki/77/2.jpg", "picture_is_pdf")]
    assert not (tmp_path.parent / "ngoai.jpg").exists()
    assert sorted(path.stem for path in (tmp_path / "gallery" / "small").iterdir()) == sorted(
        made_of.pictures["sha256"]
    )


def test_a_broken_archive_and_one_without_pictures_are_refused(tmp_path: Path) -> None:
    broken = tmp_path / "hong.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(ReadingRefused):
        make_gallery(broken, tmp_path / "gallery")
    with zipfile.ZipFile(tmp_path / "rong.zip", "w") as archive:
        archive.writestr("a.txt", "words")
    with pytest.raises(ReadingRefused) as refused:
        make_gallery(tmp_path / "rong.zip", tmp_path / "gallery")
    assert refused.value.values["problem"] == "no_pictures"
    assert not (tmp_path / "gallery").exists()


def test_what_nobody_knows_is_refused_before_anything_is_read(gallery: Callable[..., Gallery]) -> None:
    with pytest.raises(ToldWrong) as refused:
        gallery({"a.jpg": made(1)}, kind="fakes")
    assert refused.value.values["found"] == "fakes"
    with pytest.raises(ToldWrong):
        gallery({"a.jpg": made(1)}, kind="fake", sign="bad")


def test_files_that_a_table_names_and_nobody_sent_are_told(gallery: Callable[..., Gallery]) -> None:
    assert gallery({"a.jpg": made(1)}, "a.jpg,1,tiki,1\nb.jpg,2,tiki,2\n").missing == ("b.jpg",)


def test_nothing_but_a_gallery_is_replaced(gallery: Callable[..., Gallery], tmp_path: Path) -> None:
    (tmp_path / "own.gallery").mkdir()
    (tmp_path / "own.gallery" / "precious.txt").write_text("precious")
    with pytest.raises(GalleryUnreadable):
        gallery({"a.jpg": made(1)})
    assert (tmp_path / "own.gallery" / "precious.txt").read_text() == "precious"


def test_an_empty_gallery_has_no_matches(tmp_path: Path, gallery: Callable[..., Gallery]) -> None:
    empty = gallery({"a.jpg": b"nothing"})
    assert len(read_gallery(empty.folder).pictures) == 0
    assert match(empty).schema == MATCHES
