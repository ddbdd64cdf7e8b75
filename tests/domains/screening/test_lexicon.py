"""The office's own lexicon: written, tried, approved by another, in every later sweep, taken back."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from django.db import DatabaseError, ProgrammingError, transaction

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.screening import selectors, services, tasks
from minhbach.domains.screening.models import (
    Export,
    Lead,
    LexiconEntry,
    LexiconEvent,
    LexiconTrial,
    LexiconVersion,
    Sweep,
    TrialLead,
)
from minhbach.domains.screening.refusals import (
    ApprovedByAuthor,
    EntryChangedSince,
    EntryWasInUse,
    ExportNotChosen,
    NotInUse,
    NotProposed,
    NotTriedYet,
    ReasonMissing,
    TrialAlreadyEnded,
    VerdictMissing,
    WordingUnsound,
)
from minhbach.domains.screening.selectors.lexicon import in_force_for
from minhbach.domains.screening.selectors.sweeps import progress_of
from minhbach.domains.screening.selectors.trials import read_trial_page
from minhbach.domains.screening.types import LexiconState, SweepState, TrialState
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.jobs import JobFailed
from minhbach.foundation.refusals import NotFound
from tests.domains.screening.lexicon_words import wording
from tests.domains.screening.runs import listing
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("in_this_process")

TITLES = [f"Túi xách hàng siêu chất v2 mẫu {number}" for number in range(1, 15)]
OTHERS = ["Giày rep 1:1", "Kem trị nám tận gốc", "Áo thun cotton", "Shop không bán hàng siêu chất v2"]


@pytest.fixture
def export(world: World) -> Export:
    rows = [
        listing(
            number,
            title=title,
            description="",
            brand="",
            category="Túi" if number < 5 else "Thời trang",
            seller_id=f"tiem{number}",
            seller_name=f"Tiệm số {number}",
        )
        for number, title in enumerate([*TITLES, *OTHERS], start=1)
    ]
    written = io.BytesIO()
    pl.DataFrame(rows).write_parquet(written)
    written.seek(0)
    with world.acting(world.analyst):
        return services.receive_export(officer=world.analyst, at=world.at, name="tin.parquet", content=written)


@pytest.fixture
def entry(world: World) -> LexiconEntry:
    with world.acting(world.analyst):
        return services.write_entry(officer=world.analyst, at=world.at, wording=wording())


@pytest.fixture
def trial(world: World, entry: LexiconEntry, export: Export) -> LexiconTrial:
    return tried(world, entry, export)


@pytest.fixture
def active(world: World, entry: LexiconEntry, trial: LexiconTrial) -> LexiconEntry:
    return switched_on(world, entry)


def tried(world: World, entry: LexiconEntry, export: Export) -> LexiconTrial:
    with world.acting(world.analyst):
        trial = services.start_trial(officer=world.analyst, at=world.at, entry=entry, export=export)
    tasks.run_trial(trial_id=str(trial.id))
    trial.refresh_from_db()
    return trial


def switched_on(world: World, entry: LexiconEntry) -> LexiconEntry:
    with world.acting(world.analyst):
        services.propose_entry(officer=world.analyst, at=world.at, entry=entry, note="Thấy nhiều trên chợ mạng")
    with world.acting(world.committee_head):
        return services.approve_entry(officer=world.committee_head, at=world.at, entry=entry, note="Đồng ý")


def fresh(world: World, entry: LexiconEntry) -> LexiconEntry:
    with world.acting(world.analyst):
        found: LexiconEntry = LexiconEntry.objects.select_related("version", "in_force").get(id=entry.id)
    return found


def actions(entry: LexiconEntry) -> list[str]:
    rows = AuditEntry.objects.filter(target_id=str(entry.id)).order_by("id")
    return [row.action.removeprefix("screening.lexicon.") for row in rows]


# Writing


def test_an_entry_begins_as_a_draft_with_its_file_and_digest(world: World, entry: LexiconEntry) -> None:
    with world.acting(world.analyst):
        version = LexiconVersion.objects.get()
        assert (entry.state, version.number, entry.owner_agency) == (LexiconState.DRAFT, 1, world.committee)
        assert 'phrases = ["hàng siêu chất v2", "siêu chất \\\\(bản 2\\\\)"]' in version.toml
        assert len(version.sha256) == 64
        assert actions(entry) == ["written"]


def test_an_unsound_wording_is_refused_and_nothing_is_kept(world: World) -> None:
    with world.acting(world.analyst), pytest.raises(WordingUnsound) as refused:
        services.write_entry(officer=world.analyst, at=world.at, wording=wording(fires=("Túi đẹp",)))
    assert not refused.value.check.is_sound
    with world.acting(world.analyst):
        assert LexiconEntry.objects.count() == LexiconVersion.objects.count() == 0


@pytest.mark.parametrize("name", ["inspector", "committee_head", "auditor", "records_clerk", "stranger"])
def test_only_those_who_sweep_write(world: World, name: str) -> None:
    officer = getattr(world, name)
    with world.acting(officer), pytest.raises(RoleMissing):
        services.write_entry(officer=officer, at=world.at, wording=wording())


def test_the_same_wording_again_adds_no_version(world: World, entry: LexiconEntry) -> None:
    with world.acting(world.analyst):
        services.change_entry(
            officer=world.analyst, at=world.at, entry=entry, wording=wording(name=" Hàng siêu chất v2 ")
        )
        assert LexiconVersion.objects.count() == 1


def test_versions_are_added_never_changed(world: World, entry: LexiconEntry) -> None:
    with world.acting(world.analyst):
        services.change_entry(
            officer=world.analyst, at=world.at, entry=entry, wording=wording(strength="strong"), seen=1
        )
        assert [one.number for one in LexiconVersion.objects.order_by("number")] == [1, 2]
        with pytest.raises(ProgrammingError), transaction.atomic():
            LexiconVersion.objects.update(name="khác")
        with pytest.raises(EntryChangedSince):
            services.change_entry(
                officer=world.analyst, at=world.at, entry=entry, wording=wording(strength="weak"), seen=1
            )


def test_a_deleted_draft_comes_back(world: World, entry: LexiconEntry) -> None:
    with world.acting(world.analyst):
        for _twice in range(2):
            services.delete_draft(officer=world.analyst, at=world.at, entry=entry)
        assert not selectors.visible_entries(world.analyst, at=world.at).exists()
        for _twice in range(2):
            services.restore_draft(officer=world.analyst, at=world.at, entry=entry)
        assert selectors.visible_entries(world.analyst, at=world.at).get() == entry
        assert actions(entry) == ["written", "deleted", "restored"]


# Trying


def test_a_trial_tells_what_the_words_add(world: World, trial: LexiconTrial, entry: LexiconEntry) -> None:
    assert trial.state == TrialState.DONE
    assert (trial.added_count, trial.listing_count, trial.signal_count) == (14, 14, 14)
    assert (trial.leads_before, trial.changed_count, trial.gone_count) == (2, 0, 0)
    assert sorted(map(tuple, trial.by_category)) == [("Thời trang", 10), ("Túi", 4)]
    assert trial.by_platform == [["shopee", 14]]
    assert fresh(world, entry).state == LexiconState.TRIED


def test_five_best_and_five_drawn_are_shown_and_the_draw_repeats(
    world: World, trial: LexiconTrial, entry: LexiconEntry, export: Export
) -> None:
    def ids(of: LexiconTrial) -> list[tuple[str, bool]]:
        return [(one.snapshot["listing_id"], one.is_best) for one in of.shown.order_by("number")]

    with world.acting(world.analyst):
        first = ids(trial)
    assert [best for _id, best in first] == [True] * 5 + [False] * 5
    assert len({listing_id for listing_id, _best in first}) == 10
    again = tried(world, entry, export)
    with world.acting(world.analyst):
        assert ids(again) == first
        page = read_trial_page(world.analyst, again.id, at=world.at)
    marked = [stretch.text for stretch in page.shown[0].title if stretch.is_own]
    assert marked == ["hàng siêu chất v2"]
    assert page.shown[0].reasons == ["Từ ngữ đơn vị đưa vào từ điển (mục “Hàng siêu chất v2”): “hàng siêu chất v2”."]


def test_the_run_without_the_words_is_made_once(
    world: World, trial: LexiconTrial, entry: LexiconEntry, export: Export, in_this_process: list[list[str]]
) -> None:
    assert in_this_process == [[], [f"office-{entry.code}"]]
    tried(world, entry, export)
    assert in_this_process[2:] == [[f"office-{entry.code}"]]


def test_a_file_read_otherwise_is_no_baseline_of_a_trial(
    world: World, trial: LexiconTrial, entry: LexiconEntry, export: Export, in_this_process: list[list[str]]
) -> None:
    with world.acting(world.analyst):
        services.read_anew(officer=world.analyst, at=world.at, export=export, sheet="", has_header=True)
    in_this_process.clear()
    tried(world, entry, export)
    assert len(in_this_process) == 2  # without the entry and with it


def test_a_trial_that_adds_nothing_says_so(world: World, export: Export) -> None:
    words = wording(phrases=("hàng chưa ai rao",), fires=("Túi hàng chưa ai rao",), spares=("Túi",))
    with world.acting(world.analyst):
        entry = services.write_entry(officer=world.analyst, at=world.at, wording=words)
    trial = tried(world, entry, export)
    assert (trial.state, trial.added_count, trial.listing_count) == (TrialState.DONE, 0, 0)
    with world.acting(world.analyst):
        assert not trial.shown.exists()


def test_weak_words_are_found_but_add_no_lead(world: World, export: Export) -> None:
    with world.acting(world.analyst):
        entry = services.write_entry(officer=world.analyst, at=world.at, wording=wording(strength="weak"))
    trial = tried(world, entry, export)
    assert (trial.added_count, trial.listing_count) == (0, 14)


def test_asking_twice_is_asking_once(world: World, entry: LexiconEntry, export: Export) -> None:
    with world.acting(world.analyst):
        first = services.start_trial(officer=world.analyst, at=world.at, entry=entry, export=export)
        second = services.start_trial(officer=world.analyst, at=world.at, entry=entry, export=export)
    assert first == second


def test_changing_the_words_voids_the_trial(world: World, entry: LexiconEntry, trial: LexiconTrial) -> None:
    with world.acting(world.analyst):
        services.change_entry(officer=world.analyst, at=world.at, entry=entry, wording=wording(strength="strong"))
        with pytest.raises(NotTriedYet):
            services.propose_entry(officer=world.analyst, at=world.at, entry=entry, note="Xin duyệt")
        assert not read_trial_page(world.analyst, trial.id, at=world.at).is_of_latest
    assert fresh(world, entry).state == LexiconState.DRAFT


def test_words_changed_while_a_trial_runs_stay_a_draft(world: World, entry: LexiconEntry, export: Export) -> None:
    with world.acting(world.analyst):
        trial = services.start_trial(officer=world.analyst, at=world.at, entry=entry, export=export)
        services.change_entry(officer=world.analyst, at=world.at, entry=entry, wording=wording(strength="strong"))
    tasks.run_trial(trial_id=str(trial.id))
    assert fresh(world, entry).state == LexiconState.DRAFT


def test_a_stopped_trial_keeps_nothing(world: World, entry: LexiconEntry, export: Export) -> None:
    with world.acting(world.analyst):
        trial = services.start_trial(officer=world.analyst, at=world.at, entry=entry, export=export)
        services.cancel_trial(officer=world.analyst, at=world.at, trial=trial)
    tasks.run_trial(trial_id=str(trial.id))
    trial.refresh_from_db()
    assert (trial.state, trial.added_count) == (TrialState.CANCELED, 0)


def test_a_trial_that_ended_cannot_be_stopped(world: World, trial: LexiconTrial) -> None:
    with world.acting(world.analyst), pytest.raises(TrialAlreadyEnded):
        services.cancel_trial(officer=world.analyst, at=world.at, trial=trial)


def test_a_trial_of_a_file_that_cannot_be_read_fails_with_the_reason(
    world: World, entry: LexiconEntry, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_options: Any) -> None:
        raise JobFailed("reading.refused", {"problem": "file_empty", "file": "tin.parquet"})

    monkeypatch.setattr(tasks, "screen", refuse)
    trial = tried(world, entry, export)
    with world.acting(world.analyst):
        page = read_trial_page(world.analyst, trial.id, at=world.at)
    assert (trial.state, page.progress.failure) == (TrialState.FAILED, "Tệp tin.parquet rỗng.")


def test_another_agencys_file_is_no_file_to_try_on(world: World, entry: LexiconEntry, export: Export) -> None:
    export.owner_agency = world.branch
    with world.acting(world.analyst), pytest.raises(ExportNotChosen):
        services.start_trial(officer=world.analyst, at=world.at, entry=entry, export=export)


def test_the_share_worth_a_look_is_counted(world: World, trial: LexiconTrial) -> None:
    with world.acting(world.analyst):
        for number in range(1, 11):
            verdict = "worth" if number <= 7 else "not_worth"
            for _twice in range(2):
                services.judge_trial_lead(
                    officer=world.analyst, at=world.at, trial=trial, number=number, verdict=verdict
                )
        judgment = read_trial_page(world.analyst, trial.id, at=world.at).judgment
        assert (judgment.judged, judgment.worth, judgment.percent, judgment.is_poor) == (10, 7, 70, True)
        services.judge_trial_lead(officer=world.analyst, at=world.at, trial=trial, number=10, verdict="worth")
        assert not read_trial_page(world.analyst, trial.id, at=world.at).judgment.is_poor
        with pytest.raises(VerdictMissing):
            services.judge_trial_lead(officer=world.analyst, at=world.at, trial=trial, number=1, verdict="maybe")
        with pytest.raises(NotFound):
            services.judge_trial_lead(officer=world.analyst, at=world.at, trial=trial, number=11, verdict="worth")


# Switching on and off


def test_what_was_not_tried_cannot_be_proposed(world: World, entry: LexiconEntry) -> None:
    with world.acting(world.analyst), pytest.raises(NotTriedYet):
        services.propose_entry(officer=world.analyst, at=world.at, entry=entry, note="Xin duyệt")
    assert fresh(world, entry).state == LexiconState.DRAFT


def test_the_author_cannot_approve(world: World, entry: LexiconEntry, trial: LexiconTrial) -> None:
    with world.acting(world.analyst):
        services.propose_entry(officer=world.analyst, at=world.at, entry=entry, note="Xin duyệt")
        with pytest.raises(RoleMissing):
            services.approve_entry(officer=world.analyst, at=world.at, entry=entry, note="Đồng ý")
    LexiconEntry.unscoped.filter(id=entry.id).update(proposed_by=world.committee_head)
    with world.acting(world.committee_head):
        entry.refresh_from_db()
        LexiconEntry.unscoped.filter(id=entry.id).update(proposed_by=world.committee_head)
        with pytest.raises(ApprovedByAuthor):
            services.approve_entry(officer=world.committee_head, at=world.at, entry=entry, note="Đồng ý")
    assert fresh(world, entry).in_force is None


@pytest.mark.parametrize("name", ["head", "deputy", "team_head"])
def test_the_head_of_another_agency_sees_nothing_to_approve(world: World, entry: LexiconEntry, name: str) -> None:
    officer = getattr(world, name)
    with world.acting(officer), pytest.raises((RoleMissing, NotFound)):
        services.approve_entry(officer=officer, at=world.at, entry=entry, note="Đồng ý")


def test_an_approved_entry_is_in_use_from_then_on(world: World, active: LexiconEntry) -> None:
    assert (active.state, active.in_force, active.in_force_since) == (LexiconState.ACTIVE, active.version, world.at)
    assert [version.number for version in in_force_for(world.committee)] == [1]
    assert actions(active) == ["written", "tried", "proposed", "approved"]
    with world.acting(world.committee_head):
        services.approve_entry(officer=world.committee_head, at=world.at, entry=active, note="Đồng ý")
        assert LexiconEvent.objects.filter(kind="approved").count() == 1


def test_nothing_is_approved_or_given_back_without_being_asked_for_and_without_a_reason(
    world: World, entry: LexiconEntry, trial: LexiconTrial
) -> None:
    with world.acting(world.committee_head):
        for act in (services.approve_entry, services.return_entry):
            with pytest.raises(NotProposed):
                act(officer=world.committee_head, at=world.at, entry=entry, note="Đồng ý")
    with world.acting(world.analyst):
        with pytest.raises(ReasonMissing):
            services.propose_entry(officer=world.analyst, at=world.at, entry=entry, note="  ")
        services.propose_entry(officer=world.analyst, at=world.at, entry=entry, note="Xin duyệt")
    with world.acting(world.committee_head):
        for act in (services.approve_entry, services.return_entry):
            with pytest.raises(ReasonMissing):
                act(officer=world.committee_head, at=world.at, entry=entry, note=" ")
        services.return_entry(officer=world.committee_head, at=world.at, entry=entry, note="Còn rộng")
    assert fresh(world, entry).state == LexiconState.TRIED


def test_a_version_in_use_stays_until_the_next_is_approved(
    world: World, active: LexiconEntry, export: Export, in_this_process: list[list[str]]
) -> None:
    with world.acting(world.analyst):
        services.change_entry(officer=world.analyst, at=world.at, entry=active, wording=wording(strength="strong"))
    found = fresh(world, active)
    assert (found.state, found.latest.number, found.in_force and found.in_force.number) == (LexiconState.DRAFT, 2, 1)
    trial = tried(world, found, export)
    # Held against what is in use: nothing is added, but every lead of these words ranks higher.
    assert (trial.added_count, trial.changed_count) == (0, 14)
    assert in_this_process[-2:] == [[f"office-{active.code}"]] * 2
    switched_on(world, found)
    assert [version.number for version in in_force_for(world.committee)] == [2]


def test_switching_off_takes_one_and_a_reason(world: World, active: LexiconEntry) -> None:
    with world.acting(world.analyst):
        with pytest.raises(ReasonMissing):
            services.switch_entry_off(officer=world.analyst, at=world.at, entry=active, note="")
        for _twice in range(2):
            services.switch_entry_off(officer=world.analyst, at=world.at, entry=active, note="Bắt nhầm")
        assert LexiconEvent.objects.filter(kind="off").count() == 1
        with pytest.raises(EntryWasInUse):
            services.delete_draft(officer=world.analyst, at=world.at, entry=active)
    assert fresh(world, active).state == LexiconState.OFF
    assert in_force_for(world.committee) == []
    # Its trial still stands, so it can be asked for again.
    assert switched_on(world, active).state == LexiconState.ACTIVE


def test_what_never_was_in_use_cannot_be_switched_off(world: World, entry: LexiconEntry) -> None:
    with world.acting(world.analyst), pytest.raises(NotInUse):
        services.switch_entry_off(officer=world.analyst, at=world.at, entry=entry, note="Bắt nhầm")


# Sweeps


def sweep(world: World, export: Export, *, later: int = 0) -> tuple[Sweep, bool]:
    with world.acting(world.analyst):
        at = world.at + timedelta(minutes=later)
        found, is_new = services.start_sweep(officer=world.analyst, at=at, export=export)
    if is_new:
        tasks.run_sweep(sweep_id=str(found.id))
        found.refresh_from_db()
    return found, is_new


def test_the_same_file_is_swept_again_by_the_new_words(
    world: World, export: Export, entry: LexiconEntry, in_this_process: list[list[str]]
) -> None:
    before, _new = sweep(world, export)
    assert (before.state, before.lead_count, before.lexicon_version_ids) == (SweepState.DONE, 2, [])
    assert sweep(world, export)[1] is False
    tried(world, entry, export)
    active = switched_on(world, entry)
    after, is_new = sweep(world, export, later=5)
    assert is_new
    assert (after.lead_count, after.new_lead_count) == (16, 14)
    assert after.lexicon_version_ids == [active.in_force_id]
    assert after.versions["lexicons"][f"office-{active.code}"].startswith("1+")
    with world.acting(world.analyst):
        lead = Lead.objects.filter(title=TITLES[0]).get()
        page = selectors.read_lead_page(world.analyst, lead.id, at=world.at)
        assert "hàng siêu chất v2" in str(page)
        services.switch_entry_off(officer=world.analyst, at=world.at, entry=active, note="Bắt nhầm")
    # Without the words it is the sweep that stands already.
    assert sweep(world, export, later=10) == (before, False)


def test_an_entry_the_engine_can_no_longer_read_is_named(
    world: World, export: Export, active: LexiconEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_options: Any) -> None:
        values = {"file": f"office-{active.code}.toml", "line": 5, "problem": "unknown_goods", "goods": "cũ"}
        raise JobFailed("lexicon.unreadable", values)

    monkeypatch.setattr(tasks, "screen", refuse)
    failed, _new = sweep(world, export, later=5)
    with world.acting(world.analyst):
        said = progress_of(failed, at=world.at).failure
    assert said == "Từ điển “Hàng siêu chất v2”, dòng 5: không có loại hàng nào tên “cũ”."


def test_units_below_in_line_sweep_by_the_words_too(world: World, active: LexiconEntry) -> None:
    assert [version.entry_id for version in in_force_for(world.commune_committee)] == [active.id]
    assert in_force_for(world.branch) == in_force_for(world.neighbor) == []


# Who sees


@pytest.mark.parametrize("name", ["stranger", "customs_officer", "inspector", "commune_officer"])
def test_the_database_itself_hides_the_lexicon_from_others(world: World, active: LexiconEntry, name: str) -> None:
    """The same reads with the application's own filters switched off."""
    with world.acting(getattr(world, name)):
        hidden = (
            LexiconEntry.unscoped, LexiconVersion.objects, LexiconEvent.objects, LexiconTrial.objects,
            TrialLead.objects,
        )  # fmt: skip
        assert [manager.count() for manager in hidden] == [0] * 5
        assert LexiconEntry.unscoped.filter(id=active.id).update(name="khác") == 0


def test_an_entry_of_another_agency_cannot_be_planted(world: World, active: LexiconEntry) -> None:
    with world.acting(world.inspector), pytest.raises(DatabaseError), transaction.atomic():
        LexiconEntry.unscoped.create(
            code="planted", owner_agency=world.committee, name="x", sign="expired", created_at=world.at,
            changed_at=world.at,
        )  # fmt: skip


def test_the_head_finds_what_waits_among_todays_work(
    world: World, entry: LexiconEntry, trial: LexiconTrial, receive: Callable[..., Sweep]
) -> None:
    def waiting(officer: Any) -> list[str]:
        with world.acting(officer):
            items = selectors.work_items(officer, at=world.at)
            return [f"{item.what}: {item.about}" for item in items if "từ điển" in item.what]

    assert waiting(world.analyst) == ["Xem kết quả thử mục từ điển: Hàng siêu chất v2"]
    assert waiting(world.committee_head) == []
    with world.acting(world.analyst):
        services.propose_entry(officer=world.analyst, at=world.at, entry=entry, note="Xin duyệt")
    assert waiting(world.committee_head) == [f"Duyệt mục từ điển: Hàng siêu chất v2, {world.analyst.full_name} trình"]
    assert waiting(world.analyst) == waiting(world.head) == []
