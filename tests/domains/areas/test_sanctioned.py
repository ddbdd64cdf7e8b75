"""The sanctioned of a place: for what, whether again, when looked at, and who needs a plan"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from minhbach.domains.areas import selectors, services
from minhbach.domains.areas.services import Kept
from minhbach.domains.areas.types import Commitments, Ground
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.services import import_run
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import said
from minhbach.foundation.scope import Sharing
from tests.domains.areas.web.test_pages import as_officer as signed_in
from tests.domains.areas.web.test_pages import read
from tests.domains.cases.world import World, as_officer, at, case_at
from tests.domains.screening.runs import listing, signal, write_run

AGAIN = 200  # days after the first case, within the year the law remembers it
NOW = at(AGAIN + 30)


@pytest.fixture
def world(standing_case_world: World, files: Path) -> World:
    return standing_case_world


def subject_of(world: World) -> Subject:
    return Subject.unscoped.get(pk=world.subject_id)


def proposed(world: World, who: Any, moment: datetime = NOW) -> list[tuple[Any, Ground]]:
    with as_officer(who, moment) as officer:
        found = selectors.proposals(officer, at=moment)
    return [(one.subject_id, one.ground) for one in found]


def test_one_who_offended_again_is_proposed_until_there_is_a_plan(world: World) -> None:
    case_at(world, "paid")
    assert proposed(world, world.head) == []
    case_at(world, "paid", days=AGAIN)
    assert proposed(world, world.head) == [(world.subject_id, Ground.REPEAT)]
    with as_officer(world.head, NOW) as officer:
        [item] = said(selectors.work_items(officer, at=NOW))
        assert (item.what, item.about) == ("Lập kế hoạch xử lý đối tượng tái phạm", "1 đối tượng chưa có kế hoạch")
    # Not of another unit, nor for ever.
    assert proposed(world, world.neighbor) == []
    assert proposed(world, world.head, at(AGAIN + 400)) == []
    with as_officer(world.inspector, NOW) as officer:
        plan = services.open_plan(officer=officer, at=NOW, subject=subject_of(world), ground=Ground.REPEAT, about="x")
    assert proposed(world, world.head) == []
    with as_officer(world.head, NOW) as officer:
        assert said(selectors.work_items(officer, at=NOW)) == []
        services.close_plan(officer=officer, at=NOW, plan=plan, end="handed", result="Chuyển Công an")
    assert proposed(world, world.head) == [(world.subject_id, Ground.REPEAT)]


def test_one_whose_account_still_sells_after_the_decision_is_proposed(world: World, tmp_path: Path) -> None:
    case_at(world, "paid")
    row = listing(1, seller_name="Tiệm Mây", title="Kem trị nám")
    run, export = write_run(tmp_path / "run", [row], [signal(row, "trị nám")])
    with as_officer(world.analyst, at(40)) as officer:
        import_run(officer=officer, at=at(40), run_folder=run, listings=export, share_with=())
    Lead.unscoped.update(subject=world.subject_id, first_seen_at=at(40))
    assert proposed(world, world.analyst, at(41)) == [(world.subject_id, Ground.STILL_SELLING)]
    # What was seen before the decision says nothing of what came after it.
    Lead.unscoped.update(first_seen_at=at(5))
    assert proposed(world, world.analyst, at(41)) == []


def test_whoever_was_sanctioned_is_looked_at_sooner(world: World) -> None:
    with as_officer(world.inspector) as officer:
        kept = services.keep(officer=officer, at=at(0), subject=subject_of(world), kept=Kept(group="supermarket"))
        assert (kept.next_look_on - kept.added_on).days == 180
    case_at(world, "paid")
    with as_officer(world.inspector, at(30)) as officer:
        looked_on = local_date(at(29))
        visit = services.record_visit(
            officer=officer, at=at(30), subject=subject_of(world), made_on=looked_on, seen="x"
        )  # fmt: skip
        assert (visit.next_look_on - looked_on).days == 30
    with as_officer(world.inspector, at(900)) as officer:
        later = local_date(at(899))
        visit = services.record_visit(officer=officer, at=at(900), subject=subject_of(world), made_on=later, seen="x")
        assert (visit.next_look_on - later).days == 180


def test_the_commune_s_list_says_who_for_what_whether_again_and_when_looked_at(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = reverse("areas:sanctioned")
    with time_machine.travel(NOW):
        assert "Tổ chức, cá nhân có quyết định xử phạt" in read(signed_in(world.inspector.officer), url + "?all=1")
        case_at(world, "paid")
        case_at(world, "paid", days=AGAIN)
        client = signed_in(world.inspector.officer)
        page = read(client, url + "?again=yes")
        for words in ("Lý Thị Mai", "tái phạm", "chưa xem", "chưa có", "Chưa có dữ liệu cam kết."):
            assert words in page, words
        assert "Lý Thị Mai" in read(client, f"{url}?place={world.commune.pk}")
        assert "Lý Thị Mai" in read(client, url + "?print=1")
        assert client.get(url + "?export=xlsx").status_code == 200
        plans = read(signed_in(world.head.officer), reverse("areas:plans") + "?all=1")
        assert reverse("areas:open_plan", args=[world.subject_id]) + "?can-cu=repeat" in plans
        panel = read(client, reverse("areas:of_subject", args=[world.subject_id]))
        assert "tái phạm, chưa có kế hoạch" in panel
        # A room above that knows of commitments brings its column.
        signed = Commitments(lambda ids: dict.fromkeys(ids, "đã ký 01/06/2027"))
        monkeypatch.setattr("minhbach.domains.areas.web.lists.offered", lambda kind: (signed,))
        page = read(client, url + "?all=1")
        assert "đã ký 01/06/2027" in page
        assert "Chưa có dữ liệu cam kết." not in page


def test_whoever_sees_one_decision_of_two_reads_of_no_repetition(world: World) -> None:
    case_at(world, "paid", sharing=Sharing.AGENCY)
    case_at(world, "paid", days=AGAIN)
    with time_machine.travel(NOW):
        page = read(signed_in(world.committee.officer), reverse("areas:sanctioned") + "?all=1")
    assert "Lý Thị Mai" in page
    assert 'chip-late">tái phạm' not in page
