"""A file of pictures"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.pictures import selectors, services, tasks
from minhbach.domains.pictures.models import KnownPicture, PictureMatch, Upload
from minhbach.domains.pictures.refusals import AlreadyWithdrawn, NothingToUndo
from minhbach.foundation import files
from minhbach.foundation.jobs import JobState
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.pictures.making import archive, drawn, kept, lead_of, matches, read, sent, swept
from tests.worlds import World


def test_is_compared_with_known_pictures_and_among_shops(world: World, tmp_path: Path) -> None:
    fake = drawn(1)
    kept(world, {"gia.png": fake})
    sweep = swept(world, tmp_path)
    upload = sent(
        world,
        sweep,
        {
            # A copy with a frame, one mirrored under another shop, one alone, one of a listing that is no lead.
            "1_1.png": ImageOps.expand(fake, 20, "white"),
            "2/1.png": ImageOps.mirror(drawn(2)),
            "3_1.png": drawn(2),
            "99_1.png": drawn(5),
            "1_2.png": b"no picture",
        },
    )
    assert (upload.state, upload.picture_count, upload.lead_count, upload.other_count) == (JobState.DONE, 4, 3, 1)
    assert [file for file, _problem in upload.refused] == ["1_2.png"]
    met = {(one.kind, one.lead.listing_id, one.known and one.known.label) for one in matches()}
    assert ("fake", "shopee:1", "vụ việc 12") in met
    (between,) = [one for one in matches() if one.kind == "shop"]
    assert {between.lead.listing_id, between.other_lead and between.other_lead.listing_id} == {"shopee:2", "shopee:3"}
    assert len(met) == upload.kept_count == 2
    # What is shown was drawn anew, and small.
    with files.open_stored(between.small) as content, Image.open(content) as small:
        assert small.format == "JPEG"
        assert max(small.size) <= 320


def test_adds_nothing_the_second_time(world: World, tmp_path: Path) -> None:
    sweep = swept(world, tmp_path)
    pictures = {"1.png": drawn(2), "2.png": drawn(2)}
    first = sent(world, sweep, pictures)
    assert sent(world, sweep, pictures).id == first.id
    # With one picture more it is another file; the pair stands already.
    again = sent(world, sweep, {**pictures, "3.png": drawn(7)})
    assert again.id != first.id
    assert (first.kept_count, again.kept_count, len(matches())) == (1, 0, 1)


def test_is_taken_back_as_a_whole_and_may_come_again(world: World, tmp_path: Path) -> None:
    sweep = swept(world, tmp_path)
    pictures = {"1.png": drawn(2), "2.png": drawn(2)}
    upload = sent(world, sweep, pictures)
    with world.acting(world.analyst):
        services.undo_upload(officer=world.analyst, at=world.at, upload=upload)
        assert list(selectors.visible_matches(world.analyst, at=world.at)) == []
        with pytest.raises(NothingToUndo):
            services.undo_upload(officer=world.analyst, at=world.at, upload=upload)
    assert sent(world, sweep, pictures).kept_count == 1


def test_that_is_no_archive_says_why(world: World, tmp_path: Path) -> None:
    sweep = swept(world, tmp_path)
    with world.acting(world.analyst):
        upload, _new = services.send_listings(
            officer=world.analyst, at=world.at, sweep=sweep, name="anh.zip", content=BytesIO(b"PK no archive")
        )
    upload = read(upload)
    with world.acting(world.analyst):
        said = selectors.progress_of(upload, at=world.at).failure
    assert upload.state == JobState.FAILED
    assert "anh.zip" in said
    assert matches() == []


def test_is_not_sent_by_one_who_sweeps_for_nobody(world: World, tmp_path: Path) -> None:
    sweep = swept(world, tmp_path)
    with world.acting(world.inspector), pytest.raises(RoleMissing):
        services.send_listings(
            officer=world.inspector, at=world.at, sweep=sweep, name="anh.zip", content=archive({"1.png": drawn(1)})
        )
    with acting_as(SYSTEM):
        assert not Upload.objects.exists()


def test_stopped_before_it_is_read_leaves_nothing(world: World, tmp_path: Path) -> None:
    sweep = swept(world, tmp_path)
    with world.acting(world.analyst):
        upload, _new = services.send_listings(
            officer=world.analyst, at=world.at, sweep=sweep, name="anh.zip", content=archive({"1.png": drawn(1)})
        )
        services.undo_upload(officer=world.analyst, at=world.at, upload=upload)
    tasks.run_upload(upload_id=str(upload.id))
    assert read(upload, is_new=False).state == JobState.CANCELED
    assert matches() == []


def test_of_known_pictures_keeps_each_once_and_is_seen_by_all(world: World) -> None:
    first = kept(world, {"a.png": drawn(1), "b.png": drawn(2)})
    again = kept(world, {"a.png": drawn(1), "c.png": drawn(3)})
    assert (first.kept_count, again.kept_count) == (2, 1)
    with world.acting(world.stranger):
        assert sorted(one.file for one in selectors.visible_known()) == ["a.png", "b.png", "c.png"]


def test_of_bits_alone_goes_out_and_comes_in_and_is_met(world: World, tmp_path: Path) -> None:
    kept(world, {"a.png": drawn(1)})
    with world.acting(world.analyst):
        listed = selectors.hash_list()
        (own,) = KnownPicture.objects.all()
        services.withdraw_known(officer=world.analyst, at=world.at, picture=own, why="nhầm ảnh")
        with pytest.raises(AlreadyWithdrawn):
            services.withdraw_known(officer=world.analyst, at=world.at, picture=own, why="nhầm ảnh")
        upload, is_new = services.send_known(
            officer=world.analyst,
            at=world.at,
            name="ma-anh.csv",
            content=BytesIO(listed.encode()),
            kind="genuine",
            told={"source": "Cục X"},
        )
    read(upload, is_new)
    sent(world, swept(world, tmp_path), {"1.png": drawn(1)})
    (met,) = matches()
    # The list says itself what its pictures are of.
    assert (met.kind, met.distance, met.other_small) == ("fake", 0, "")
    assert met.known is not None
    assert (met.known.label, met.known.small) == ("vụ việc 12", "")


def test_what_met_is_seen_by_who_sees_both_leads(world: World, tmp_path: Path) -> None:
    sent(world, swept(world, tmp_path), {"1.png": drawn(2), "2.png": drawn(2)})
    with world.acting(world.analyst):
        (met,) = PictureMatch.objects.all()
        assert met.lead_id in {lead_of("shopee:1").id, lead_of("shopee:2").id}
    with world.acting(world.stranger):
        assert not PictureMatch.objects.exists()
