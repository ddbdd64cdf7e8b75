"""The command line is the second person where there is no other, and says what it did in the audit log."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from typer.testing import CliRunner

from minhbach.domains.agencies import services
from minhbach.domains.agencies.models import Officer, Post, PostProposal
from minhbach.domains.agencies.policies import needs_second_factor
from minhbach.domains.agencies.types import Role
from minhbach.domains.law import services as law
from minhbach.domains.law.models import ChangeProposal, LawRow
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import now
from minhbach.interfaces.cli import app, installation
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "prepare", lambda: None)


@pytest.fixture
def world() -> World:
    return make_world(now())


def test_a_single_administrator_is_not_locked_out(world: World) -> None:
    with world.acting(world.administrator):
        proposal = services.give_post(
            person=world.analyst, agency=world.committee, role=Role.ADMINISTRATOR, title_vi="Quản trị thứ hai",
            valid_from=date(2026, 1, 1), officer=world.administrator, at=world.at,
        )  # fmt: skip
    assert isinstance(proposal, PostProposal)
    listed = CliRunner().invoke(app, ["proposals"])
    assert f"{proposal.pk}  Nông Thu Hiền: Quản trị thứ hai" in listed.output
    assert CliRunner().invoke(app, ["confirm", "01990000-0000-7000-8000-000000000000"]).exit_code == 1
    assert not Post.objects.filter(officer=world.analyst, role=Role.ADMINISTRATOR).exists()
    result = CliRunner().invoke(app, ["confirm", str(proposal.pk)])
    assert result.exit_code == 0, result.output
    assert Post.objects.filter(officer=world.analyst, role=Role.ADMINISTRATOR).exists()
    assert AuditEntry.objects.get(action="agencies.post.confirmed").officer_id is None


def test_an_account_outside_is_opened_here_where_nobody_else_may(world: World) -> None:
    on = world.at.date()
    terms = services.GuestTerms(
        kind="bank", name="Ngân hàng Suối Trong", code="0109 999 993", paper_number="7/CV", paper_on=on, paper_at="x",
        full_name="Lò Văn Hai", title_vi="Chuyên viên", username="lo.hai", valid_from=on,
        valid_until=on + timedelta(days=30),
    )  # fmt: skip
    with world.acting(world.team_head):
        asked = services.propose_guest(agency=world.team, terms=terms, officer=world.team_head, at=world.at)
    assert f"{asked.pk}  Lò Văn Hai, Ngân hàng Suối Trong; " in CliRunner().invoke(app, ["proposals"]).output
    result = CliRunner().invoke(app, ["confirm", str(asked.pk)])
    assert result.exit_code == 0, result.output
    assert Officer.objects.get(username="lo.hai").is_guest
    assert AuditEntry.objects.get(action="agencies.guest.opened").officer_id is None


def test_the_rows_of_a_review_are_confirmed_as_a_whole(world: World) -> None:
    rows = [row.pk for row in LawRow.objects.current().filter(row_id__in=("BLHS-195-K1", "LIM-TM-2025"))]
    with world.acting(world.legal_officer):
        made = law.propose_review(
            officer=world.legal_officer, at=world.at, row_ids=rows, is_kept=True, basis="Công báo"
        )
    listed = CliRunner().invoke(app, ["proposals"]).output
    assert f"{made.pk}  bộ đề nghị thay đổi pháp luật (2 mục); " in listed
    assert listed.count("\n") == 1
    result = CliRunner().invoke(app, ["confirm", str(made.pk)])
    assert result.exit_code == 0, result.output
    assert set(ChangeProposal.objects.values_list("state", "decided_by")) == {("confirmed", None)}


def test_an_account_that_no_administrator_answers_for_gets_a_password_here(world: World) -> None:
    result = CliRunner().invoke(app, ["give-password", "Administrator"])
    assert result.exit_code == 0, result.output
    person = Officer.objects.get(username="administrator")
    assert person.check_password(result.output.strip().rsplit(" ", 1)[1])
    assert person.password_is_given
    assert CliRunner().invoke(app, ["give-password", "khong.co"]).exit_code == 1


def test_who_lost_the_codes_sets_them_up_again(world: World) -> None:
    TOTP.activate(world.head, "JBSWY3DPEHPK3PXP")
    result = CliRunner().invoke(app, ["remove-codes", "Head"])
    assert result.exit_code == 0, result.output
    assert not Authenticator.objects.filter(user=world.head).exists()
    entry = AuditEntry.objects.get(action="agencies.officer.codes_removed")
    assert (entry.officer_id, entry.target_id) == (None, str(world.head.id))
    assert needs_second_factor(world.head, at=now())
    assert CliRunner().invoke(app, ["remove-codes", "khong.co"]).exit_code == 1
