"""Leads arrive whole, once, and each with the listing as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.screening.models import Export, Lead, LeadEvent, LeadWord, Sighting, Sweep
from minhbach.domains.screening.refusals import RunIncomplete, RunOfAnotherFile
from minhbach.domains.screening.selectors import explanation_of, with_number, with_words
from minhbach.domains.screening.services import dismiss_lead, import_run, telephones
from minhbach.domains.screening.tasks import read_telephones
from minhbach.domains.screening.types import EventKind, LeadState
from minhbach.engine.screening.canonical import canonical
from minhbach.engine.screening.results import explained, open_results
from minhbach.foundation.scope import acting_as, share_with, stop_sharing_with
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.scope.models import Share
from minhbach.foundation.search.asking import MARK
from tests.domains.screening.runs import listing, signal, write_run
from tests.worlds import World

pytestmark = pytest.mark.django_db


def receive(world: World, run: Path, export: Path, **options: object) -> Sweep:
    with world.acting(world.analyst):
        return import_run(officer=world.analyst, at=world.at, run_folder=run, listings=export, **options)  # type: ignore[arg-type]


def counts() -> tuple[int, ...]:
    with acting_as(SYSTEM):
        return tuple(model.objects.count() for model in (Export, Sweep, Lead, Sighting, LeadEvent, LeadWord))


def test_a_lead_carries_its_listing_its_signals_and_its_place(world: World, tmp_path: Path) -> None:
    row = listing(1)
    run, export = write_run(tmp_path, [row, listing(2, description="Kem dưỡng ẩm.")], [signal(row, "trị nám tận gốc")])
    sweep = receive(world, run, export)
    with world.acting(world.analyst):
        lead = Lead.objects.get()
        sighting = lead.sightings.get()
    assert (sweep.lead_count, sweep.new_lead_count, sweep.refused_count) == (1, 1, 0)
    assert (lead.listing_id, lead.signs, lead.state) == ("shopee:1", ["misleading"], LeadState.NEW)
    assert lead.place_id == world.commune.id
    assert lead.owner_agency_id == world.committee.id
    assert sighting.snapshot == row
    (found,) = sighting.signals
    assert sighting.snapshot["description"][found["start"] : found["end"]] == found["quote"] == "trị nám tận gốc"
    assert sighting.versions["rules"] == "r1"


def test_a_telephone_in_its_text_finds_a_lead_however_it_is_written(world: World, tmp_path: Path) -> None:
    row = listing(1, description="Kem trị nám tận gốc, gọi 0912.287.095")
    receive(world, *write_run(tmp_path, [row], [signal(row, "trị nám tận gốc")]))
    with world.acting(world.analyst):
        lead = Lead.objects.get()
        for text in ("0912 287 095", "+84912287095", "84 912 287 095"):
            assert list(with_words(Lead.objects.all(), text)) == [lead]
            assert with_number(text) == [lead.id]
        assert with_number("0912 287 096") == []
    with world.acting(world.stranger):
        assert with_number("0912287095") == []


def test_a_number_of_goods_finds_the_leads_that_give_it_under_whatever_name(world: World, tmp_path: Path) -> None:
    rows = [
        listing(1, title="Kem dưỡng Hoa Sớm", description="Trị nám tận gốc. Mã vạch: 8935024149324"),
        listing(2, title="Kem Lan Rừng", description="Trị nám tận gốc (01)08935024149324(10)A1, số 59/18/CBMP-QLD"),
        listing(3, title="Kem khác", description="Trị nám tận gốc. Mã vạch: 8935024149331"),
    ]
    receive(world, *write_run(tmp_path, rows, [signal(row, "Trị nám tận gốc") for row in rows]))
    with world.acting(world.analyst):
        for code in ("8935024149324", "]C1010893502414932417271231", "https://ma.vidu.vn/01/8935024149324/21/7"):
            found = Lead.objects.filter(pk__in=with_number(code))
            assert sorted(lead.title for lead in found) == ["Kem Lan Rừng", "Kem dưỡng Hoa Sớm"], code
        assert [Lead.objects.get(pk=pk).title for pk in with_number("000059/2018/cbmp-qld")] == ["Kem Lan Rừng"]
    with world.acting(world.stranger):
        assert with_number("8935024149324") == []


def test_telephones_in_leads_from_before_are_read_part_by_part(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [listing(n, description=f"Kem trị nám tận gốc, gọi 0912.287.09{n}") for n in range(1, 6)]
    receive(world, *write_run(tmp_path, rows, [signal(row, "trị nám tận gốc") for row in rows]))
    with acting_as(SYSTEM):
        LeadWord.objects.filter(word__startswith=MARK).delete()
    monkeypatch.setattr(telephones, "AT_ONCE", 2)
    waiting = [str(telephones.FIRST)]
    with connection.cursor() as cursor:
        while waiting:
            # One that is done twice, as after a kill, does no more.
            for _ in range(2):
                read_telephones(after=waiting[-1])
            cursor.execute(
                "delete from procrastinate_jobs where task_name = %s returning args ->> 'after'", [telephones.TASK]
            )
            begun = [after for (after,) in cursor.fetchall()]
            assert len(set(begun)) <= 1
            waiting = begun[:1]
    with world.acting(world.analyst):
        assert [len(with_number(f"0912 287 09{n}")) for n in range(1, 7)] == [1] * 5 + [0]


def test_the_inspecting_team_of_the_area_sees_it_and_the_neighbor_does_not(world: World, tmp_path: Path) -> None:
    row = listing(1)
    receive(world, *write_run(tmp_path, [row], [signal(row, "trị nám")]))
    seen = {}
    for officer in (world.analyst, world.inspector, world.head, world.stranger, world.customs_officer):
        with world.acting(officer):
            seen[officer.username] = (Lead.objects.count(), Lead.unscoped.count(), Sighting.objects.count())
    assert seen == {
        "analyst": (1, 1, 1),
        "inspector": (1, 1, 1),
        "head": (1, 1, 1),
        "stranger": (0, 0, 0),
        "customs_officer": (0, 0, 0),
    }


def test_leads_can_be_kept_within_the_agency(world: World, tmp_path: Path) -> None:
    row = listing(1, seller_location=None)
    receive(world, *write_run(tmp_path, [row], [signal(row, "trị nám")]), share_with=())
    with world.acting(world.inspector):
        assert not Lead.unscoped.exists()
    with world.acting(world.analyst):
        assert Lead.objects.get().place_id is None


def test_the_same_run_again_changes_nothing(world: World, tmp_path: Path) -> None:
    row = listing(1)
    run, export = write_run(tmp_path, [row], [signal(row, "trị nám")])
    first = receive(world, run, export)
    before = counts()
    again = receive(world, run, export)
    assert again == first
    assert counts() == before


def test_a_listing_seen_unchanged_in_another_file_is_the_same_lead(world: World, tmp_path: Path) -> None:
    row = listing(1)
    receive(world, *write_run(tmp_path / "a", [row], [signal(row, "trị nám")]))
    other = listing(2)
    later = write_run(tmp_path / "b", [row, other], [signal(row, "trị nám"), signal(other, "trị nám")])
    sweep = receive(replace(world, at=world.at + timedelta(days=3)), *later)
    with world.acting(world.analyst):
        lead = Lead.objects.get(listing_id="shopee:1")
        assert lead.sightings.count() == 1
        assert lead.last_seen_at - lead.first_seen_at == timedelta(days=3)
    assert (sweep.new_lead_count, sweep.changed_lead_count) == (1, 0)


def test_a_changed_listing_is_a_new_sighting_and_the_old_one_stays(world: World, tmp_path: Path) -> None:
    row = listing(1)
    receive(world, *write_run(tmp_path / "a", [row], [signal(row, "trị nám")]))
    cheaper = listing(1, price_vnd=99_000)
    sweep = receive(world, *write_run(tmp_path / "b", [cheaper], [signal(cheaper, "trị nám")]))
    with world.acting(world.analyst):
        lead = Lead.objects.get()
        prices = [one.snapshot["price_vnd"] for one in lead.sightings.order_by("id")]
        kinds = [event.kind for event in lead.events.all()]
    assert sweep.changed_lead_count == 1
    assert lead.price_vnd == 99_000
    assert prices == [150_001, 99_000]
    assert kinds == [EventKind.SEEN_AGAIN]


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"price_vnd": 1}, LeadState.DISMISSED),
        ({"description": "Mới: kem trị nám tận gốc cho mọi loại da"}, LeadState.NEW),
    ],
    ids=["another price stays dismissed", "other words come back"],
)
def test_a_dismissed_lead_comes_back_only_with_other_words_or_signs(
    world: World, tmp_path: Path, change: dict[str, object], state: LeadState
) -> None:
    row = listing(1)
    receive(world, *write_run(tmp_path / "a", [row], [signal(row, "trị nám")]))
    with world.acting(world.analyst):
        dismiss_lead(officer=world.analyst, at=world.at, lead=Lead.objects.get(), reason="misread")
    changed = listing(1, **change)
    receive(world, *write_run(tmp_path / "b", [changed], [signal(changed, "trị nám")]))
    with world.acting(world.analyst):
        assert Lead.objects.get().state == state


def test_rows_without_ids_are_known_again_by_their_address(world: World, tmp_path: Path) -> None:
    """An id made of file name and row would make next week's row 2 the same lead as this week's."""
    columns = {column: column for column in ("title", "description", "url", "seller_name", "price_vnd")}
    first, second = listing(1), listing(2, description="Kem trị nám khác hẳn")
    for folder, row in (("a", first), ("b", second)):
        row = {**row, "listing_id": "tin-dang.parquet:1", "platform": None}
        for column in ("brand", "seller_id", "seller_location", "category", "image_urls", "is_official", "sold"):
            row[column] = None
        run, export = write_run(tmp_path / folder, [row], [signal(row, "trị nám")], mapping=columns)
        receive(world, run, export)
    with world.acting(world.analyst):
        assert set(Lead.objects.values_list("listing_id", flat=True)) == {first["url"], second["url"]}


def test_a_folder_without_a_finished_run_is_refused(world: World, tmp_path: Path) -> None:
    row = listing(1)
    run, export = write_run(tmp_path, [row], [signal(row, "trị nám")])
    (run / "run.json").unlink()
    before = counts()
    with pytest.raises(RunIncomplete):
        receive(world, run, export)
    assert counts() == before


@pytest.mark.parametrize("lost", ["leads.parquet", "signals.parquet", "snapshots.parquet"])
def test_a_run_that_lacks_a_part_is_refused(world: World, tmp_path: Path, lost: str) -> None:
    row = listing(1)
    run, export = write_run(tmp_path, [row], [signal(row, "trị nám")])
    (run / lost).unlink()
    before = counts()
    with pytest.raises(RunIncomplete):
        receive(world, run, export)
    assert counts() == before


def test_a_run_of_another_file_is_refused(world: World, tmp_path: Path) -> None:
    row, other = listing(1), listing(2)
    run, _export = write_run(tmp_path / "a", [row], [signal(row, "trị nám")])
    _run, export = write_run(tmp_path / "b", [other], [signal(other, "trị nám")])
    before = counts()
    with pytest.raises(RunOfAnotherFile):
        receive(world, run, export)
    assert counts() == before


def test_a_lead_keeps_the_explanation_that_the_command_line_gives(world: World, tmp_path: Path) -> None:
    row = listing(1, description="Kem trị nám tận gốc \U0001f525")
    run, export = write_run(tmp_path, [row], [signal(row, "trị nám tận gốc", weight=2.0 + 1 / 3)])
    receive(world, run, export)
    with world.acting(world.analyst):
        sighting = Sighting.objects.get()
    (found,) = explained(open_results(run))
    assert canonical(explanation_of(sighting)) == canonical(found.explanation)


def test_a_run_that_breaks_off_leaves_nothing(world: World, tmp_path: Path) -> None:
    rows = [listing(number) for number in (1, 2)]
    run, export = write_run(tmp_path, rows, [signal(row, "trị nám") for row in rows])
    (run / "refused.parquet").write_bytes(b"not parquet")
    before = counts()
    with pytest.raises(RunIncomplete):
        receive(world, run, export)
    assert counts() == before


@pytest.mark.parametrize("name", ["inspector", "records_clerk", "auditor", "legal_officer"])
def test_only_those_who_sweep_may_bring_leads_in(world: World, tmp_path: Path, name: str) -> None:
    row = listing(1)
    run, export = write_run(tmp_path, [row], [signal(row, "trị nám")])
    officer = getattr(world, name)
    before = counts()
    with world.acting(officer), pytest.raises(RoleMissing):
        import_run(officer=officer, at=world.at, run_folder=run, listings=export)
    assert counts() == before


def test_a_nul_in_a_text_is_kept_out_of_the_database_and_spans_still_fit(world: World, tmp_path: Path) -> None:
    row = listing(1, description="Kem\x00 trị nám tận gốc")
    receive(world, *write_run(tmp_path, [row], [signal(row, "tận gốc")]))
    with world.acting(world.analyst):
        sighting = Sighting.objects.get()
    (found,) = sighting.signals
    assert sighting.snapshot["description"][found["start"] : found["end"]] == "tận gốc"


def test_a_sweep_is_shared_once_and_its_leads_with_it(world: World, tmp_path: Path) -> None:
    rows = [listing(1), listing(2)]
    sweep = receive(world, *write_run(tmp_path, rows, [signal(row, "trị nám") for row in rows]), share_with=())
    assert seen_leads(world, world.inspector) == 0
    with world.acting(world.analyst):
        share_with(sweep, world.team, officer_id=world.analyst.id, at=world.at)
        assert Share.objects.values_list("record_type", "record_id").get() == ("screening.sweep", sweep.id)
    assert seen_leads(world, world.inspector) == 2
    assert seen_leads(world, world.outsider) == 0
    with world.acting(world.analyst):
        stop_sharing_with(sweep, world.team)
    assert seen_leads(world, world.inspector) == 0


def seen_leads(world: World, officer: Officer) -> int:
    with world.acting(officer):
        return Lead.objects.count()
