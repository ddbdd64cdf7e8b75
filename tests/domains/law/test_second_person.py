"""Law is everybody's: one legal officer proposes a change, another confirms it; until then nothing has changed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.refusals import (
    NotYourProposal,
    ProposalDecided,
    ReasonMissing,
    RoleMissing,
    SecondPersonIsFirst,
)
from minhbach.domains.agencies.types import Role
from minhbach.domains.law import selectors, services
from minhbach.domains.law.models import ChangeProposal, LawRow, LawSwitch
from minhbach.domains.law.refusals import ChangeWaits, LawKeeperElsewhere, NoClockInForce, RowAlreadyInThatState
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import Access, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.law.conftest import make_officer

pytestmark = pytest.mark.django_db
CLOCK = "XPHC.TAMGIU.XACMINH"


def proposed(officer: Officer, at: datetime) -> ChangeProposal:
    row = LawRow.objects.current().get(row_id=CLOCK)
    return services.propose_switch(officer=officer, at=at, row=row, is_on=True, basis="Điều 125")


def snapshot() -> tuple[int, int]:
    return LawRow.objects.count(), LawSwitch.objects.count()


def test_nothing_is_switched_until_another_confirms(
    legal_officer: Officer, second_legal_officer: Officer, inspector: Officer, at: datetime
) -> None:
    before = snapshot()
    proposal = proposed(legal_officer, at)
    with pytest.raises(NoClockInForce):
        selectors.clock(CLOCK, date(2026, 3, 2))
    for officer, refusal in ((legal_officer, SecondPersonIsFirst), (inspector, RoleMissing)):
        with pytest.raises(refusal):
            services.confirm_change(proposal=proposal, officer=officer, at=at)
        with pytest.raises(refusal):
            services.refuse_change(proposal=proposal, reason="x", officer=officer, at=at)
    assert snapshot() == before
    assert selectors.changes_to_confirm(legal_officer, at=at) == []
    assert selectors.changes_to_confirm(second_legal_officer, at=at) == [proposal]
    with acting_as(Access(officer_id=second_legal_officer.id)):
        services.confirm_change(proposal=proposal, officer=second_legal_officer, at=at)
    assert selectors.clock(CLOCK, date(2026, 3, 2)).due_on == date(2026, 4, 2)
    assert LawSwitch.objects.get().officer == legal_officer
    entry = AuditEntry.objects.get(action="law.change.confirmed")
    assert entry.officer_id == second_legal_officer.pk
    with pytest.raises(ProposalDecided):
        services.confirm_change(proposal=proposal, officer=second_legal_officer, at=at)


def test_what_could_not_be_confirmed_is_not_proposed(legal_officer: Officer, at: datetime) -> None:
    before = snapshot()
    row = LawRow.objects.current().get(row_id=CLOCK)
    with pytest.raises(RowAlreadyInThatState):
        services.propose_switch(officer=legal_officer, at=at, row=row, is_on=False, basis="x")
    with pytest.raises(RowAlreadyInThatState):
        services.propose_row(officer=legal_officer, at=at, row=row, content=row.content, basis="x", is_new=False)
    assert (snapshot(), ChangeProposal.objects.count()) == (before, 0)


def test_a_row_has_one_change_waiting(legal_officer: Officer, second_legal_officer: Officer, at: datetime) -> None:
    proposal = proposed(legal_officer, at)
    with pytest.raises(ChangeWaits, match=r"phap\.che"):
        proposed(second_legal_officer, at)
    with pytest.raises(ReasonMissing):
        services.refuse_change(proposal=proposal, reason=" ", officer=second_legal_officer, at=at)
    with pytest.raises(NotYourProposal):
        services.withdraw_change(proposal=proposal, officer=second_legal_officer, at=at)
    services.refuse_change(proposal=proposal, reason="Chưa đọc văn bản", officer=second_legal_officer, at=at)
    services.withdraw_change(proposal=proposed(second_legal_officer, at), officer=second_legal_officer, at=at)
    assert sorted(ChangeProposal.objects.values_list("state", flat=True)) == ["refused", "withdrawn"]
    assert not LawSwitch.objects.exists()


def test_the_second_person_stands_above_where_there_is_one(
    legal_officer: Officer, second_legal_officer: Officer, agency: Agency, at: datetime
) -> None:
    """Two of one team do not make the law of a country whose ministry has a legal officer."""
    above = Agency.objects.create(
        key="test.above", name="Bộ thử nghiệm", short_name="Bộ", symbol="B", force="KHAC", level="nation"
    )
    Agency.objects.filter(pk=agency.pk).update(parent=above)
    proposal = proposed(legal_officer, at)
    top = make_officer(above, "phap.che.bo", Role.LEGAL_OFFICER)
    with pytest.raises(LawKeeperElsewhere, match="Bộ thử nghiệm"):
        services.confirm_change(proposal=proposal, officer=second_legal_officer, at=at)
    services.confirm_change(proposal=proposal, officer=top, at=at)
    assert LawSwitch.objects.count() == 1


def test_the_installation_confirms_where_there_is_no_other_legal_officer(legal_officer: Officer, at: datetime) -> None:
    proposal = proposed(legal_officer, at)
    with acting_as(Access()), pytest.raises(RoleMissing):
        services.confirm_change(proposal=proposal, officer=None, at=at)
    with acting_as(SYSTEM):
        services.confirm_change(proposal=proposal, officer=None, at=at)
    assert AuditEntry.objects.get(action="law.change.confirmed").officer_id is None
    assert LawSwitch.objects.count() == 1
