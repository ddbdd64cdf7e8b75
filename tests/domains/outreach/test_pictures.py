"""What is genuine stands beside what is fake, drawn anew, as it was approved and as long as the guide does"""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from minhbach.domains.outreach import refusals, selectors, services
from minhbach.domains.outreach.models import Picture, Publication
from minhbach.domains.outreach.services.pictures import Shot
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import as_portal
from tests.domains.outreach.making import GUIDE, drafted
from tests.worlds import World


def photograph(color: str = "red") -> bytes:
    content, marks = BytesIO(), Image.Exif()
    marks[0x010F] = "Máy của Mai"
    Image.new("RGB", (640, 480), color).save(content, "JPEG", exif=marks)
    return content.getvalue()


def shot(content: bytes | None = None, *, alt: str = "Nắp khắc laser") -> Shot:
    return Shot("anh.jpg", BytesIO(photograph() if content is None else content), alt)


def guide(world: World) -> Publication:
    return drafted(world, kind="guide", content=GUIDE, title="Rượu Mẫu Sơn", goods_found_by=())


def add(world: World, publication: Publication, **more: Shot) -> None:
    given = {"genuine": shot(), "fake": shot(photograph("blue"), alt="Nắp in mực"), **more}
    with world.acting(world.committee_officer):
        services.add_pair(
            officer=world.committee_officer, at=now(), publication=publication, caption="Nắp chai", **given
        )


def approve(world: World, publication: Publication) -> None:
    with world.acting(world.committee_officer):
        services.submit(officer=world.committee_officer, at=now(), publication=publication)
    with world.acting(world.committee_head):
        services.approve(officer=world.committee_head, at=now(), publication=publication)


def seen(publication: Publication, pair: int = 1, *, is_genuine: bool = True) -> bytes | None:
    found = as_portal("portal.picture(%s, %s, %s)", publication.slug, pair, is_genuine)
    return None if found is None else bytes(found)


def test_a_pair_is_told_with_what_each_shows_and_keeps_nothing_of_the_camera(world: World) -> None:
    one = guide(world)
    add(world, one)
    assert seen(one) is None
    approve(world, one)
    told = as_portal("portal.publication(%s)", one.slug)["pictures"]
    assert [(each["caption"], each["is_genuine"], each["alt"], each["width"], each["height"]) for each in told] == [
        ("Nắp chai", True, "Nắp khắc laser", 640, 480),
        ("Nắp chai", False, "Nắp in mực", 640, 480),
    ]
    content = seen(one)
    assert content is not None
    assert b"Mai" not in content
    assert Image.open(BytesIO(content)).size == (640, 480)
    assert seen(one, is_genuine=False) != content
    assert seen(one, 2) is None


def test_what_was_approved_is_what_is_seen_whatever_the_code(world: World) -> None:
    one = guide(world)
    add(world, one)
    approve(world, one)
    with world.acting(world.committee_officer):
        words = next(each.words for each in selectors.story_of(one) if each.words)
        assert [each[:4] for each in words["pictures"]] == [
            [1, "Nắp chai", True, "Nắp khắc laser"],
            [1, "Nắp chai", False, "Nắp in mực"],
        ]
        with pytest.raises(refusals.NotADraft):
            services.drop_pair(officer=world.committee_officer, at=now(), publication=one, number=1)
    with pytest.raises(refusals.NotADraft):
        add(world, one)
    with acting_as(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.filter(publication=one).delete()


def test_a_retracted_guide_takes_its_pictures_along_and_a_correction_begins_with_them(world: World) -> None:
    one = guide(world)
    add(world, one)
    approve(world, one)
    with world.acting(world.committee_officer):
        made = services.draft_correction(officer=world.committee_officer, at=now(), publication=one)
        assert [pair.genuine.alt for pair in selectors.pairs_of(made)] == ["Nắp khắc laser"]
        services.retract(officer=world.committee_officer, at=now(), publication=one, reason="Nhầm hãng")
    assert seen(one) is None


def test_whoever_adds_a_picture_is_no_second_pair_of_eyes(world: World) -> None:
    one = guide(world)
    with world.acting(world.committee_head):
        services.add_pair(
            officer=world.committee_head, at=now(), publication=one, caption="Nắp", genuine=shot(), fake=shot()
        )
    one.refresh_from_db(from_queryset=Publication._base_manager.all())
    assert one.edited_by == world.committee_head


def test_what_is_no_picture_and_what_is_too_many_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minhbach.domains.outreach.services.pictures.MOST_PAIRS", 2)
    one = guide(world)
    with pytest.raises(refusals.PictureUnfit):
        add(world, one, fake=shot(b"<svg/>"))
    assert Picture.objects.count() == 0
    for _ in range(2):
        add(world, one)
    with pytest.raises(refusals.TooManyPairs):
        add(world, one)
    with world.acting(world.committee_officer):
        services.drop_pair(officer=world.committee_officer, at=now(), publication=one, number=1)
        assert [pair.number for pair in selectors.pairs_of(one)] == [2]
    with pytest.raises(refusals.NotADraft):
        add(world, drafted(world))
