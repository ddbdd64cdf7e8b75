"""Pictures, when two act on the same ones at once."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import count
from typing import Any

import pytest

from minhbach.domains.pictures import refusals, services
from minhbach.domains.pictures.comparing import Listed, galleries_of
from minhbach.domains.pictures.models import KnownPicture, PictureMatch, Upload
from minhbach.domains.screening.models import Export, Lead, Sweep
from minhbach.engine.pictures.gallery import Gallery
from minhbach.foundation.jobs import JobState
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.interfaces.office.holdings import filled
from tests.races.race import Done, as_read, by, fresh, race
from tests.worlds import World

numbers = count(1)


@pytest.fixture
def act(world: World) -> Callable[..., Callable[[], Any]]:
    def act(service: Callable[..., Any], **asked: Any) -> Callable[[], Any]:
        officer = world.analyst
        return by(lambda: world.acting(officer), lambda: service(officer=officer, at=world.at, **asked))

    return act


@pytest.fixture
def upload(world: World) -> Upload:
    """A hash list that was sent and waits."""
    with world.acting(world.analyst):
        sent, _is_new = services.send_known(
            officer=world.analyst,
            at=world.at,
            name="ma-anh.csv",
            content=BytesIO(b"%d" % next(numbers)),
            kind="fake",
            told={},
        )
    return sent


@pytest.fixture
def gallery() -> Gallery:
    """What was read of it: one picture by its bits."""
    views = [["pdq", "whole", f"{next(numbers):064x}"]]
    (read,) = galleries_of([KnownPicture(kind="fake", label="vụ 12", quality=100, views=views)])
    return read


@pytest.fixture
def of_sweep(world: World) -> Upload:
    number = next(numbers)
    made = {"owner_agency": world.committee, "sharing": "agency", "created_at": world.at, "at": world.at}
    with acting_as(SYSTEM):
        export = filled(Export, sha256=f"{number:064d}", name="tin.csv", officer=world.analyst, **made)
        sweep = filled(Sweep, export=export, request_key=f"{number}", officer=world.analyst, **made)
        sent: Upload = filled(
            Upload, sweep=sweep, name="anh.zip", requested_by=world.analyst, request_key=f"{number}", **made
        )
    return sent


def in_system(world: World, act: Callable[..., Any], *given: Any) -> Callable[[], None]:
    def run() -> None:
        with acting_as(SYSTEM):
            act(*given, at=world.at)

    return run


@pytest.mark.race("pictures.undo_upload", "pictures.begin_upload", "pictures.fail_upload")
def test_a_file_is_stopped_or_read_not_both(world: World, upload: Upload, act: Any) -> None:
    undo = act(services.undo_upload, upload=as_read(upload))
    assert race(undo, in_system(world, services.begin_upload, upload.id)) == (Done, Done)
    assert fresh(upload).state == JobState.CANCELED


@pytest.mark.race("pictures.undo_upload", "pictures.fail_upload")
def test_of_a_file_that_failed_meanwhile_nothing_is_taken_back(world: World, upload: Upload, act: Any) -> None:
    fail = in_system(world, services.fail_upload, upload.id, {"code": "x"})
    assert race(fail, act(services.undo_upload, upload=as_read(upload))) == (Done, refusals.NothingToUndo)
    assert fresh(upload).undone_at is None


@pytest.mark.race("pictures.keep_known", "pictures.undo_upload")
@pytest.mark.parametrize("is_kept_first", [True, False])
def test_nothing_of_a_file_taken_back_stays(
    world: World, upload: Upload, gallery: Gallery, act: Any, is_kept_first: bool
) -> None:
    keep = in_system(world, services.keep_known, upload.id, gallery)
    undo = act(services.undo_upload, upload=as_read(upload))
    assert race(*((keep, undo) if is_kept_first else (undo, keep))) == (Done, Done)
    with acting_as(SYSTEM):
        kept = KnownPicture.objects.filter(upload=upload)
        assert kept.count() == int(is_kept_first)
        assert not kept.filter(withdrawn_at__isnull=True).exists()


@pytest.mark.race("pictures.keep_matches", "pictures.undo_upload")
def test_what_met_is_not_kept_of_a_file_stopped_meanwhile(
    world: World, of_sweep: Upload, gallery: Gallery, act: Any
) -> None:
    listed = Listed(gallery, {}, 0, 0)
    keep = in_system(world, services.keep_matches, of_sweep.id, gallery, [], listed, {})
    assert race(act(services.undo_upload, upload=as_read(of_sweep)), keep) == (Done, Done)
    assert fresh(of_sweep).state == JobState.CANCELED


@pytest.mark.race("pictures.withdraw_known")
def test_a_known_picture_is_withdrawn_once(world: World, upload: Upload, gallery: Gallery, act: Any) -> None:
    in_system(world, services.keep_known, upload.id, gallery)()
    with acting_as(SYSTEM):
        one = KnownPicture.objects.get(upload=upload)
    acts = [act(services.withdraw_known, picture=as_read(one), why=why) for why in ("nhầm", "cũ")]
    assert race(*acts) == (Done, refusals.AlreadyWithdrawn)
    assert fresh(one).withdrawn_why == "nhầm"


@pytest.mark.race("pictures.judge_match")
def test_of_two_words_on_one_match_the_last_counts(world: World, of_sweep: Upload, act: Any) -> None:
    made = {"owner_agency": world.committee, "sharing": "agency", "created_at": world.at, "at": world.at}
    with acting_as(SYSTEM):
        lead = filled(
            Lead, sweep=of_sweep.sweep, listing_id=of_sweep.request_key, kind="listing", signs=[], platform="shopee",
            **made,
        )  # fmt: skip
        met: PictureMatch = filled(
            PictureMatch, upload=of_sweep, lead=lead, kind="shop", by="pdq", pair_key=of_sweep.request_key, at=world.at
        )
    said = [act(services.judge_match, match=as_read(met), is_same=same, why="nhìn kỹ") for same in (True, False)]
    assert race(*said) == (Done, Done)
    assert fresh(met).verdict == "different"
