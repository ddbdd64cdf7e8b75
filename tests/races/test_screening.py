"""Leads, sweeps and the lexicon, when two reach for the same one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import services as cases
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.refusals import CaseOpenedFromLeadAlready
from minhbach.domains.screening import refusals, services
from minhbach.domains.screening.models import Export, Lead, LexiconEntry, LexiconTrial, Sweep, TrialLead
from minhbach.domains.screening.selectors.assignees import Assignee
from minhbach.domains.screening.services.bulk import Asked
from minhbach.domains.screening.services.sweeps import begin_sweep, fail_sweep
from minhbach.domains.screening.services.trials import begin_trial, finish_trial
from minhbach.domains.screening.trials import Effect
from minhbach.domains.screening.types import BulkAct, LexiconState, TrialState
from minhbach.domains.subjects import services as subjects
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.scope.models import Share
from tests.domains.screening.lexicon_words import wording
from tests.domains.screening.runs import listing, signal, write_run
from tests.races.race import Done, all_at_once, as_read, by, fresh, race, told
from tests.worlds import World

numbers = count(1)


@pytest.fixture
def lead(world: World, tmp_path: Path) -> Lead:
    number = next(numbers)
    row = listing(number, seller_id=f"tiem{number}")
    run, export = write_run(tmp_path, [row], [signal(row, "trị nám")])
    with world.acting(world.analyst):
        services.import_run(officer=world.analyst, at=world.at, run_folder=run, listings=export)
        found: Lead = Lead.objects.get(listing_id=f"shopee:{number}")
    return found


@pytest.fixture
def act(world: World) -> Callable[..., Callable[[], Any]]:
    """`act(service, officer, …)`: the service, asked by an officer within their reach."""

    def act(service: Callable[..., Any], officer: Officer, **asked: Any) -> Callable[[], Any]:
        return by(lambda: world.acting(officer), lambda: service(officer=officer, at=world.at, **asked))

    return act


def dismiss(**asked: Any) -> Lead:
    return services.dismiss_lead(reason="other", note="Hàng thật", **asked)


@pytest.mark.race("screening.take_lead", "screening.take_leads")
def test_two_take_one_lead_and_one_is_told_whose_it_is(world: World, lead: Lead, act: Any) -> None:
    ends = race(
        act(services.take_lead, world.inspector, lead=as_read(lead)),
        act(services.take_lead, world.inspection_leader, lead=as_read(lead)),
    )
    assert ends == (Done, refusals.LeadTakenByAnother)
    assert (fresh(lead).taken_by_id, told(lead, "taken")) == (world.inspector.id, 1)


@pytest.mark.race("screening.dismiss_lead", "screening.dismiss_leads")
def test_a_lead_taken_meanwhile_is_not_dismissed(world: World, lead: Lead, act: Any) -> None:
    ends = race(
        act(services.take_lead, world.inspector, lead=as_read(lead)), act(dismiss, world.analyst, lead=as_read(lead))
    )
    assert ends == (Done, refusals.LeadTakenByAnother)


@pytest.mark.race("screening.take_lead")
def test_a_lead_dismissed_meanwhile_is_not_taken(world: World, lead: Lead, act: Any) -> None:
    ends = race(
        act(dismiss, world.analyst, lead=as_read(lead)), act(services.take_lead, world.inspector, lead=as_read(lead))
    )
    assert ends == (Done, refusals.LeadClosed)


@pytest.mark.race("screening.release_lead", "screening.release_leads", "screening.link_case")
def test_a_lead_is_not_given_back_once_its_case_is_open(world: World, lead: Lead, act: Any) -> None:
    act(services.take_lead, world.inspector, lead=as_read(lead))()
    ends = race(
        act(cases.open_case_from_lead, world.inspector, lead=as_read(lead)),
        act(services.release_lead, world.inspector, lead=as_read(lead)),
    )
    assert ends == (Done, refusals.LeadNotTaken)


@pytest.mark.race("screening.restore_lead", "screening.restore_leads")
def test_a_lead_is_restored_once(world: World, lead: Lead, act: Any) -> None:
    act(dismiss, world.analyst, lead=as_read(lead))()
    restore = [act(services.restore_lead, world.analyst, lead=as_read(lead)) for _ in range(2)]
    assert race(*restore) == (Done, refusals.LeadNotDismissed)


@pytest.mark.race("cases.open_case_from_lead", "cases.open_case")
def test_ten_who_open_a_case_from_one_lead_open_one_and_nine_are_led_to_it(world: World, lead: Lead, act: Any) -> None:
    found = all_at_once([act(cases.open_case_from_lead, world.inspector, lead=as_read(lead)) for _ in range(10)])
    opened = [one for one in found if isinstance(one, Case)]
    refused = [one for one in found if isinstance(one, CaseOpenedFromLeadAlready)]
    assert (len(opened), len(refused)) == (1, 9)
    assert {one.where for one in refused} == {opened[0].get_absolute_url()}


@pytest.mark.race("screening.attach_lead")
def test_a_lead_is_attached_to_one_subject(world: World, lead: Lead, act: Any) -> None:
    with world.acting(world.inspector):
        made = [
            subjects.register_subject(officer=world.inspector, at=world.at, kind="unknown", name=name)
            for name in ("Gian hàng An", "Gian hàng Bình")
        ]
    ends = race(*(act(services.attach_lead, world.inspector, lead=as_read(lead), subject=subject) for subject in made))
    assert ends == (Done, refusals.LeadHasSubject)


@pytest.mark.race("screening.attach_lead")
def test_two_who_begin_at_different_leads_of_one_account_do_not_block_each_other(
    world: World, tmp_path: Path, act: Any
) -> None:
    rows = [listing(number, seller_id="chung") for number in range(9000, 9020)]
    run, export = write_run(tmp_path, rows, [signal(row, "trị nám") for row in rows])
    act(lambda **who: services.import_run(run_folder=run, listings=export, **who), world.analyst)()
    with world.acting(world.inspector):
        leads = list(Lead.objects.filter(seller_id="chung").order_by("id"))
        made = subjects.register_subject(officer=world.inspector, at=world.at, kind="unknown", name="Gian hàng Chung")
    ends = all_at_once(
        [act(services.attach_lead, world.inspector, lead=lead, subject=made) for lead in (leads[0], leads[-1])]
    )
    assert sorted(ends) == [0, 20]


@pytest.mark.race("screening.register_seller")
def test_a_seller_is_registered_once(world: World, lead: Lead, act: Any) -> None:
    ends = race(*(act(services.register_seller, world.inspector, lead=as_read(lead)) for _ in range(2)))
    assert ends == (Done, refusals.LeadHasSubject)


@pytest.mark.race("screening.detach_lead")
def test_a_lead_is_detached_once(world: World, lead: Lead, act: Any) -> None:
    act(services.register_seller, world.inspector, lead=as_read(lead))()
    ends = race(*(act(services.detach_lead, world.inspector, lead=as_read(lead)) for _ in range(2)))
    assert ends == (Done, refusals.LeadHasNoSubject)


@pytest.mark.race("screening.import_run", "screening.receive_run", "screening.receive_swept")
def test_two_files_with_one_listing_make_one_lead(world: World, tmp_path: Path, act: Any) -> None:
    runs = []
    for name, price in (("mot", 1), ("hai", 2)):
        row = listing(7000, price_vnd=price)
        runs.append(write_run(tmp_path / name, [row], [signal(row, "trị nám")]))
    ends = race(
        *(
            act(services.import_run, world.analyst, run_folder=run, listings=export, share_with=())
            for run, export in runs
        )
    )
    assert ends == (Done, Done)
    with acting_as(SYSTEM):
        assert Lead.objects.filter(listing_id="shopee:7000").count() == 1


def an_export(world: World, tmp_path: Path) -> Export:
    row = listing(next(numbers) + 20_000)
    _run, export = write_run(tmp_path / "tep", [row], [signal(row, "trị nám")])
    with world.acting(world.analyst), export.open("rb") as content:
        return services.receive_export(officer=world.analyst, at=world.at, name=export.name, content=content)


@pytest.fixture
def export(world: World, tmp_path: Path) -> Export:
    return an_export(world, tmp_path)


@pytest.fixture
def sweep(world: World, export: Export) -> Sweep:
    with world.acting(world.analyst):
        return services.start_sweep(officer=world.analyst, at=world.at, export=export)[0]


@pytest.mark.race("screening.confirm_mapping")
def test_the_columns_of_a_file_are_as_the_last_said(world: World, export: Export, act: Any) -> None:
    columns = [{"title": "title"}, {"title": "title", "description": "description"}]
    ends = race(*(act(services.confirm_mapping, world.analyst, export=as_read(export), mapping=one) for one in columns))
    assert ends == (Done, Done)
    assert fresh(export).mapping == columns[1]


@pytest.mark.race("screening.read_anew")
def test_a_file_read_anew_and_settled_at_once_is_settled_last(world: World, export: Export, act: Any) -> None:
    anew = act(services.read_anew, world.analyst, export=as_read(export), sheet="", has_header=True)
    settle = act(services.confirm_mapping, world.analyst, export=as_read(export), mapping={"title": "title"})
    assert race(anew, settle) == (Done, Done)
    assert fresh(export).mapping == {"title": "title"}
    assert fresh(export).how == {"sheets": [], "has_header": True}


@pytest.mark.race("screening.cancel_sweep", "screening.begin_sweep", "screening.fail_sweep")
def test_a_sweep_is_stopped_or_begun_not_both(world: World, sweep: Sweep, act: Any) -> None:
    def begin() -> None:
        with acting_as(SYSTEM):
            assert begin_sweep(sweep.id, at=world.at) is None

    def fail() -> None:
        with acting_as(SYSTEM):
            fail_sweep(sweep.id, {"code": "x"}, at=world.at)

    assert race(act(services.cancel_sweep, world.analyst, sweep=as_read(sweep)), begin) == (Done, Done)
    assert race(fail, act(services.cancel_sweep, world.analyst, sweep=as_read(sweep))) == (
        Done,
        refusals.SweepAlreadyEnded,
    )


@pytest.fixture
def entry(world: World) -> LexiconEntry:
    number = next(numbers)
    with world.acting(world.analyst):
        return services.write_entry(officer=world.analyst, at=world.at, wording=wording(name=f"Từ mới {number}"))


@pytest.fixture
def trial(world: World, entry: LexiconEntry, export: Export) -> LexiconTrial:
    with world.acting(world.analyst):
        return services.start_trial(officer=world.analyst, at=world.at, entry=entry, export=export)


def in_state(entry: LexiconEntry, state: LexiconState, **more: Any) -> LexiconEntry:
    with acting_as(SYSTEM):
        LexiconEntry.unscoped.filter(id=entry.id).update(state=state, **more)
        found: LexiconEntry = LexiconEntry.unscoped.get(id=entry.id)
    return found


@pytest.mark.race("screening.change_entry")
def test_an_entry_changed_meanwhile_is_not_changed_from_an_older_page(
    world: World, entry: LexiconEntry, act: Any
) -> None:
    ends = race(
        *(
            act(services.change_entry, world.analyst, entry=as_read(entry), wording=wording(name=name), seen=1)
            for name in ("Từ một", "Từ hai")
        )
    )
    assert ends == (Done, refusals.EntryChangedSince)


@pytest.mark.race("screening.propose_entry", "screening.approve_entry", "screening.return_entry")
def test_an_entry_changed_meanwhile_is_not_approved(world: World, entry: LexiconEntry, act: Any) -> None:
    proposed = in_state(entry, LexiconState.PROPOSED, proposed_by=world.analyst)
    ends = race(
        act(services.change_entry, world.analyst, entry=as_read(proposed), wording=wording(name="Từ khác")),
        act(services.approve_entry, world.committee_head, entry=as_read(proposed), note="Đúng", seen=1),
    )
    assert ends == (Done, refusals.EntryChangedSince)


@pytest.mark.race("screening.approve_entry", "screening.return_entry")
def test_an_entry_returned_meanwhile_is_not_approved(world: World, entry: LexiconEntry, act: Any) -> None:
    proposed = in_state(entry, LexiconState.PROPOSED, proposed_by=world.analyst)
    ends = race(
        act(services.return_entry, world.committee_head, entry=as_read(proposed), note="Sửa"),
        act(services.approve_entry, world.committee_head, entry=as_read(proposed), note="Đúng"),
    )
    assert ends == (Done, refusals.NotProposed)


@pytest.mark.race("screening.delete_draft", "screening.restore_draft", "screening.propose_entry")
def test_a_draft_deleted_meanwhile_is_not_proposed(world: World, entry: LexiconEntry, act: Any) -> None:
    ends = race(
        act(services.delete_draft, world.analyst, entry=as_read(entry)),
        act(services.propose_entry, world.analyst, entry=as_read(entry), note="Dùng"),
    )
    assert ends == (Done, refusals.EntryDeleted)
    ends = race(*(act(services.restore_draft, world.analyst, entry=as_read(entry)) for _ in range(2)))
    assert ends == (Done, Done)
    assert told(entry, "restored") == 1


@pytest.mark.race("screening.switch_entry_off", "screening.delete_draft")
def test_an_entry_approved_meanwhile_is_not_deleted(world: World, entry: LexiconEntry, act: Any) -> None:
    proposed = in_state(entry, LexiconState.PROPOSED, proposed_by=world.analyst)
    ends = race(
        act(services.approve_entry, world.committee_head, entry=as_read(proposed), note="Đúng"),
        act(services.delete_draft, world.analyst, entry=as_read(proposed)),
    )
    assert ends == (Done, refusals.EntryWasInUse)
    ends = race(
        *(act(services.switch_entry_off, world.analyst, entry=as_read(proposed), note="Nhầm") for _ in range(2))
    )
    assert ends == (Done, Done)
    assert told(entry, "off") == 1


@pytest.mark.race("screening.start_trial")
def test_a_trial_asked_for_twice_is_one(world: World, entry: LexiconEntry, export: Export, act: Any) -> None:
    ends = race(*(act(services.start_trial, world.analyst, entry=as_read(entry), export=export) for _ in range(2)))
    assert ends == (Done, Done)
    with acting_as(SYSTEM):
        assert entry.trials.count() == 1


@pytest.mark.race("screening.cancel_trial", "screening.begin_trial", "screening.finish_trial", "screening.fail_trial")
def test_a_trial_that_is_stopped_meanwhile_is_not_finished(world: World, trial: LexiconTrial, act: Any) -> None:
    nothing = Effect(0, 0, 0, 0, 0, 0, 0, 0, by_platform=(), by_category=(), best_ids=(), random_ids=())

    def begin() -> None:
        with acting_as(SYSTEM):
            begin_trial(trial.id, at=world.at)

    def finish() -> None:
        with acting_as(SYSTEM):
            finish_trial(trial.id, nothing, [], {}, at=world.at)

    begin()
    ends = race(act(services.cancel_trial, world.analyst, trial=as_read(trial)), finish)
    assert (ends, fresh(trial).state) == ((Done, Done), TrialState.CANCELED)


@pytest.mark.race("screening.judge_trial_lead")
def test_a_listing_of_a_trial_is_judged_as_the_last_said(world: World, trial: LexiconTrial, act: Any) -> None:
    with acting_as(SYSTEM):
        shown = TrialLead.objects.create(
            trial=trial, number=1, is_best=True, snapshot={}, signs=[], signals=[], score=1.0
        )
    judge = [
        act(services.judge_trial_lead, world.analyst, trial=as_read(trial), number=1, verdict=verdict)
        for verdict in ("worth", "not_worth")
    ]
    assert race(*judge) == (Done, Done)
    assert fresh(shown).verdict == "not_worth"


@pytest.mark.race("screening.pass_on_leads")
def test_a_lead_passed_on_twice_is_shared_once(world: World, lead: Lead, act: Any) -> None:
    on = [act(services.pass_on_leads, world.analyst, leads=[as_read(lead)], agency=world.police) for _ in range(2)]
    assert race(*on) == (Done, Done)
    with acting_as(SYSTEM):
        assert Share.objects.filter(record_id=lead.id, agency=world.police).count() == 1


@pytest.mark.race("screening.assign_lead", "screening.assign_leads")
def test_a_lead_taken_meanwhile_is_given_away_only_by_who_leads_its_taker(world: World, lead: Lead, act: Any) -> None:
    to = Assignee(world.team, world.inspector)
    ends = race(
        act(services.take_lead, world.outsider, lead=as_read(lead)),
        act(services.assign_lead, world.team_head, lead=as_read(lead), to=to),
    )
    assert ends == (Done, refusals.LeadTakenByAnother)
    assert fresh(lead).taken_by_id == world.outsider.id


@pytest.mark.race("screening.recall_lead", "screening.recall_leads")
def test_a_lead_is_taken_back_once(world: World, lead: Lead, act: Any) -> None:
    act(services.assign_lead, world.team_head, lead=as_read(lead), to=Assignee(world.team))()
    ends = race(*(act(services.recall_lead, world.team_head, lead=as_read(lead)) for _ in range(2)))
    assert ends == (Done, refusals.LeadNotAssigned)


@pytest.mark.race("screening.begin_bulk", "screening.do_part", "screening.begin_run", "screening.fail_bulk")
def test_what_was_chosen_is_done_once(world: World, lead: Lead, act: Any) -> None:
    chosen = act(services.choose_leads, world.inspector, lead_ids=[lead.id])()
    ends = race(
        *(act(services.begin_bulk, world.inspector, bulk=as_read(chosen), asked=Asked(act=BulkAct.TAKE)) for _ in "ab")
    )
    assert ends == (Done, refusals.BulkBegun)
    assert told(lead, "taken") == 1


@pytest.mark.race("screening.undo_bulk", "screening.stop_bulk")
def test_an_act_on_many_is_undone_once(world: World, lead: Lead, act: Any) -> None:
    chosen = act(services.choose_leads, world.inspector, lead_ids=[lead.id])()
    done = act(services.begin_bulk, world.inspector, bulk=chosen, asked=Asked(act=BulkAct.TAKE))()
    ends = race(*(act(services.undo_bulk, world.inspector, bulk=as_read(done)) for _ in range(2)))
    assert ends == (Done, refusals.BulkNothingToUndo)
    assert told(lead, "released") == 1
