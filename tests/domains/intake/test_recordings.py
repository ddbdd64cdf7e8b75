"""What comes in parts"""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db.utils import ProgrammingError

from minhbach.domains.intake import receipts
from minhbach.domains.intake.models import Recording, RecordingPart
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import as_portal, opened, sent
from tests.worlds import World

GIGABYTE = 1 << 30


def begun(size: int) -> UUID:
    return UUID(as_portal("portal.begin_recording(%s)", size)["id"])


def come(content: bytes) -> UUID:
    key = begun(len(content))
    as_portal("portal.add_part(%s, 0, %s, 'audio/amr')", key, content)
    return key


def test_all_that_waits_is_bounded_and_words_go_on(world: World) -> None:
    key = begun(2 * GIGABYTE)
    with acting_as(SYSTEM):
        Recording.objects.filter(pk=key).update(arrived=4 * GIGABYTE - 100)
    assert as_portal("portal.begin_recording(101)") == {"refused": "full"}
    assert begun(100)
    assert as_portal("portal.begin_recording(%s)", 2 * GIGABYTE + 1) == {"refused": "size"}
    assert sent(opened(world)).number


def test_a_report_takes_ten_and_none_twice(world: World) -> None:
    code = receipts.code_for(uuid4(), key=settings.PORTAL_KEY)
    report = sent(opened(world), code=code)
    receipt = receipts.digest_of(code, key=settings.PORTAL_KEY)
    keys = [come(b"#!AMR\n") for _ in range(12)]
    assert as_portal("portal.attach(%s, %s::uuid[])", receipt, keys) == 10
    assert as_portal("portal.attach(%s, %s::uuid[])", receipt, keys) == 0
    assert as_portal("portal.attach(%s, %s::uuid[])", "0" * 64, keys) is None
    with acting_as(SYSTEM):
        assert report.recordings.count() == 10


def test_what_belongs_to_a_report_is_gone_on_with_and_forgotten_by_nobody(world: World) -> None:
    code = receipts.code_for(uuid4(), key=settings.PORTAL_KEY)
    sent(opened(world), code=code)
    key = come(b"#!AMR\n")
    as_portal("portal.attach(%s, %s::uuid[])", receipts.digest_of(code, key=settings.PORTAL_KEY), [key])
    assert as_portal("portal.recording(%s)", key) is None
    assert as_portal("portal.add_part(%s, 6, 'x', '')", key) is None
    assert as_portal("portal.drop_recording(%s)", key) is False


def test_what_is_on_its_way_is_read_and_written_by_no_officer(world: World) -> None:
    key = come(b"#!AMR\n")
    with world.acting(world.committee_officer):
        assert not Recording.objects.filter(pk=key).exists()
        assert not RecordingPart.objects.exists()
        with pytest.raises(ProgrammingError):
            RecordingPart.objects.create(recording_id=key, start=6, content=b"x")
