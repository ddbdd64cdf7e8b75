"""Agencies, posts, delegations and law, when two change the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from minhbach.domains.agencies import refusals, services
from minhbach.domains.agencies.models import (
    Agency,
    Delegation,
    Disclosure,
    GuestIdentity,
    GuestProposal,
    IdentityProvider,
    Officer,
    Post,
    PostProposal,
)
from minhbach.domains.agencies.selectors.identity import CLIENT_SECRET
from minhbach.domains.agencies.types import AgencyLevel, Force, Role
from minhbach.domains.law import refusals as law_refusals
from minhbach.domains.law import services as law
from minhbach.domains.law.models import ChangeProposal, DayKind, Holiday, HolidayYear, LawRow
from minhbach.domains.law.services import rows
from minhbach.domains.subjects.services import register_subject
from minhbach.domains.subjects.types import SubjectKind
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.openid import Identity
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.sealed_values import close_value, open_value
from tests.races.race import Act, Done, as_read, by, race
from tests.worlds import World, guest_of, officer_in

FIRST, LAST = date(2026, 11, 23), date(2027, 1, 1)


@pytest.fixture
def act(world: World) -> Callable[..., Act]:
    """`act(service, …)`: done by the installation itself."""

    def act(service: Callable[..., Any], officer: Officer | None = None, **asked: Any) -> Act:
        return by(lambda: acting_as(SYSTEM), lambda: service(officer=officer, at=world.at, **asked))

    return act


def made(world: World, key: str) -> Agency:
    with acting_as(SYSTEM):
        return services.create_agency(**wanted(world, key), officer=None, at=world.at)


def wanted(world: World, key: str) -> dict[str, Any]:
    return {
        "key": key, "name": f"Đội {key}", "short_name": "", "symbol": "D", "force": Force.MARKET_SURVEILLANCE,
        "level": AgencyLevel.TEAM, "areas": [world.commune], "parent": world.branch, "valid_from": date(2025, 7, 1),
    }  # fmt: skip


@pytest.mark.race("agencies.create_agency", "agencies.create_officer")
def test_a_key_and_a_username_are_given_once(world: World, act: Any) -> None:
    create = [act(services.create_agency, **wanted(world, "d.moi")) for _ in range(2)]
    assert race(*create) == (Done, refusals.KeyTaken)
    person = [act(services.create_officer, username="moi.vao", full_name="Nông Thị Mới") for _ in range(2)]
    assert race(*person) == (Done, refusals.UsernameTaken)


@pytest.mark.race("agencies.amend_agency", "agencies.end_agency")
def test_two_agencies_do_not_end_up_above_or_after_each_other(world: World, act: Any) -> None:
    one, two = made(world, "d.mot"), made(world, "d.hai")
    above = [
        act(services.amend_agency, agency=as_read(lower), parent=as_read(upper))
        for lower, upper in ((one, two), (two, one))
    ]
    assert race(*above) == (Done, refusals.ParentUnfit)
    after = [
        act(services.end_agency, agency=as_read(old), valid_until=LAST, successor=as_read(new))
        for old, new in ((one, two), (two, one))
    ]
    assert race(*after)[1] in (refusals.SuccessorUnfit, refusals.AgencyEnded)


@pytest.fixture
def person(world: World) -> Officer:
    with acting_as(SYSTEM):
        name = f"nguoi.{Officer.objects.count()}"
        return officer_in(world.branch, Role.INSPECTOR, name, "Kiểm soát viên", username=name)


@pytest.mark.race("agencies.appoint", "agencies.end_post")
def test_a_post_is_given_once_and_ended_once(world: World, person: Officer, act: Any) -> None:
    given = {"person": person, "agency": world.branch, "role": Role.ANALYST, "title_vi": "Chuyên viên"}
    appoint = [act(services.appoint, **given, valid_from=FIRST) for _ in range(2)]
    assert race(*appoint) == (Done, refusals.PostOverlaps)
    post = Post.objects.get(officer=person, role=Role.INSPECTOR)
    end = [act(services.end_post, post=as_read(post), valid_until=date(2026, 11, 20)) for _ in range(2)]
    assert race(*end) == (Done, refusals.PostEnded)


@pytest.mark.race("agencies.delegate", "agencies.revoke_delegation")
def test_a_delegation_is_given_once_and_taken_back_once(world: World, act: Any) -> None:
    held = world.delegation
    revoke = [act(services.revoke_delegation, delegation=as_read(held), revoked_on=FIRST) for _ in range(2)]
    assert race(*revoke) == (Done, refusals.DelegationRevoked)
    given = {
        "from_post": held.from_post, "to_post": held.to_post, "decision_number": "16/QĐ-GQXP",
        "decision_on": FIRST, "valid_from": FIRST, "valid_until": LAST,
    }  # fmt: skip
    delegate = [act(services.delegate, **given) for _ in range(2)]
    assert race(*delegate) == (Done, refusals.DelegationOverlaps)
    assert Delegation.objects.filter(decision_number="16/QĐ-GQXP").count() == 1


@pytest.mark.race("agencies.set_active", "agencies.give_password")
def test_an_account_closed_meanwhile_stays_closed(world: World, person: Officer, act: Any) -> None:
    close = act(services.set_active, person=as_read(person), is_active=False)
    give = act(services.give_password, person=as_read(person))
    assert race(close, give) == (Done, Done)
    person.refresh_from_db()
    assert (person.is_active, person.password_is_given) == (False, True)


def another(home: Agency, role: Role) -> Officer:
    with acting_as(SYSTEM):
        name = f"nguoi.{Officer.objects.count()}"
        return officer_in(home, role, name, "Chức vụ", username=name)


@pytest.mark.race(
    "agencies.give_post", "agencies.confirm_post", "agencies.refuse_proposal", "agencies.withdraw_proposal"
)
def test_a_post_is_proposed_once_and_decided_once(world: World, person: Officer, act: Any) -> None:
    first, second, third = (another(world.branch, Role.ADMINISTRATOR) for _ in range(3))
    wanted = {"person": person, "agency": world.branch, "title_vi": "Phó", "valid_from": FIRST}
    propose = [act(services.give_post, first, **wanted, role=Role.HEAD) for _ in range(2)]
    assert race(*propose) == (Done, refusals.SameProposalWaits)
    proposal = PostProposal.objects.get(person=person)
    confirm = act(services.confirm_post, second, proposal=as_read(proposal))
    refuse = act(services.refuse_proposal, third, proposal=as_read(proposal), reason="Chưa rõ")
    assert race(confirm, refuse) == (Done, refusals.ProposalDecided)
    assert Post.objects.filter(officer=person, role=Role.HEAD).count() == 1
    with acting_as(SYSTEM):
        again = services.give_post(**wanted, role=Role.LEGAL_OFFICER, officer=first, at=world.at)
    withdraw = act(services.withdraw_proposal, first, proposal=as_read(again))
    confirm = act(services.confirm_post, second, proposal=as_read(again))
    assert race(withdraw, confirm) == (Done, refusals.ProposalDecided)
    assert not Post.objects.filter(officer=person, role=Role.LEGAL_OFFICER).exists()


@pytest.mark.race("agencies.propose_guest", "agencies.open_guest")
def test_an_account_outside_is_asked_for_once_and_decided_once(world: World, act: Any) -> None:
    propose = [act(services.propose_guest, world.inspector, agency=world.team, terms=guest_terms()) for _ in range(2)]
    assert race(*propose) == (Done, refusals.GuestWaits)
    proposal = GuestProposal.objects.get(username="nguoi.ngoai")
    opened = act(services.open_guest, world.team_head, proposal=as_read(proposal))
    refuse = act(services.refuse_proposal, world.head, proposal=as_read(proposal), reason="Chưa rõ")
    assert race(opened, refuse) == (Done, refusals.ProposalDecided)
    with acting_as(SYSTEM):
        again = services.propose_guest(
            agency=world.team, terms=guest_terms("nguoi.nua"), officer=world.inspector, at=world.at
        )
    withdraw = act(services.withdraw_proposal, world.inspector, proposal=as_read(again))
    opened = act(services.open_guest, world.team_head, proposal=as_read(again))
    assert race(withdraw, opened) == (Done, refusals.ProposalDecided)
    assert not Officer.objects.filter(username="nguoi.nua").exists()


@pytest.mark.race("agencies.close_guest", "agencies.close_body", "agencies.open_guest")
def test_who_is_let_in_while_a_body_is_closed_is_closed_with_it(world: World, act: Any) -> None:
    with acting_as(SYSTEM):
        first, second = (
            services.propose_guest(
                agency=world.team, terms=guest_terms(name, code="CLOSED-1"), officer=world.inspector, at=world.at
            )
            for name in ("ngoai.mot", "ngoai.hai")
        )
        person = services.open_guest(proposal=first, officer=world.team_head, at=world.at)
        body = Agency.everywhere.get(symbol="CLOSED-1")
    opened = act(services.open_guest, world.team_head, proposal=as_read(second))
    close = act(services.close_body, world.team_head, body=as_read(body), reason="Giải thể")
    alone = [act(services.close_guest, world.head, person=as_read(person), reason="Thôi việc") for _ in range(2)]
    assert race(*alone) == (Done, Done)
    assert race(opened, close) == (Done, Done)
    people = Officer.objects.filter(posts__agency=body)
    assert set(people.values_list("username", "is_active")) == {("ngoai.mot", False), ("ngoai.hai", False)}
    body.refresh_from_db()
    assert body.valid_until == world.at.date()


@pytest.mark.race("agencies.propose_provider", "agencies.confirm_provider", "agencies.end_provider")
def test_where_a_body_signs_in_is_asked_for_once_decided_once_and_ended_once(world: World, act: Any) -> None:
    with acting_as(SYSTEM):
        person = guest_of(world)
        body = Agency.everywhere.get(pk=Post.objects.get(officer=person).agency_id)
    terms = services.ProviderTerms(
        issuer="https://id.example.vn", client_id="x", paper_number="1", paper_on=date(2026, 11, 19), paper_at="x",
        keeps_password=True,
    )  # fmt: skip
    propose = [act(services.propose_provider, world.inspector, body=as_read(body), terms=terms) for _ in range(2)]
    assert race(*propose) == (Done, refusals.ProviderWaits)
    proposal = IdentityProvider.objects.get(body=body)
    confirm = [act(services.confirm_provider, world.team_head, proposal=as_read(proposal)) for _ in range(2)]
    assert race(*confirm) == (Done, refusals.ProposalDecided)
    end = [act(services.end_provider, world.head, provider=as_read(proposal), reason="Lộ") for _ in range(2)]
    assert race(*end) == (Done, refusals.NoProvider)


@pytest.mark.race("agencies.invite_guest", "agencies.bind_guest", "agencies.close_secrets_anew")
def test_an_invitation_is_taken_up_once(world: World, act: Any) -> None:
    with acting_as(SYSTEM):
        person = guest_of(world)
        body = Agency.everywhere.get(pk=Post.objects.get(officer=person).agency_id)
        keeper = officer_in(world.team, Role.ADMINISTRATOR, "Quản Trị", "Quản trị", username="keeper")
        provider = IdentityProvider.objects.create(
            body=body, issuer="https://id.example.vn", hosts=["id.example.vn"], keeps_password=True, client_id="x",
            secret=close_value("x", kind=CLIENT_SECRET), state="confirmed", paper_number="1",
            paper_on=date(2026, 11, 19), paper_at="x", proposed_by=world.inspector, proposed_at=world.at,
        )  # fmt: skip
    invite = [act(services.invite_guest, keeper, person=as_read(person)) for _ in range(2)]
    assert race(*invite) == (Done, Done)
    code = GuestIdentity.objects.get(person=person).code

    def bound(subject: str) -> Act:
        identity = Identity(provider.issuer, subject, frozenset())
        return by(
            lambda: acting_as(SYSTEM),
            lambda: services.bind_guest(code=code, provider=provider, identity=identity, at=world.at),
        )

    assert race(bound("mot"), bound("hai")) == (Done, refusals.InvitationOver)
    assert GuestIdentity.objects.exclude(subject="").count() == 1
    closed = by(lambda: acting_as(SYSTEM), services.close_secrets_anew)
    assert race(closed, closed) == (Done, Done)
    assert open_value(IdentityProvider.objects.get(pk=provider.pk).secret, kind=CLIENT_SECRET) == "x"


def guest_terms(username: str = "nguoi.ngoai", code: str = "OUTSIDE-1") -> services.GuestTerms:
    return services.GuestTerms(
        kind="trader", name="Công ty Suối Trong", code=code, paper_number="1", paper_on=date(2026, 11, 19),
        paper_at="x", full_name="Lò Văn Hai", title_vi="Đại diện", username=username, valid_from=date(2026, 11, 19),
        valid_until=LAST,
    )  # fmt: skip


@pytest.mark.race(
    "law.propose_switch", "law.propose_row", "law.confirm_change", "law.refuse_change", "law.withdraw_change"
)
def test_a_change_of_law_is_proposed_once_and_decided_once(world: World, act: Any) -> None:
    row, second = cap(), another(world.branch, Role.LEGAL_OFFICER)
    switch = act(law.propose_switch, world.legal_officer, row=as_read(row), is_on=False, basis="Công báo")
    correct = act(
        law.propose_row, second, row=as_read(row), content={**row.content, "note_vi": "Ba"}, basis="Công báo",
        is_new=False,
    )  # fmt: skip
    assert race(switch, correct) == (Done, law_refusals.ChangeWaits)
    change = ChangeProposal.objects.get(state="waiting")
    refuse = act(law.refuse_change, second, proposal=as_read(change), reason="Chưa đọc")
    withdraw = act(law.withdraw_change, world.legal_officer, proposal=as_read(change))
    assert race(refuse, withdraw) == (Done, refusals.ProposalDecided)
    with acting_as(SYSTEM):
        change = law.propose_switch(officer=second, at=world.at, row=cap(), is_on=False, basis="Công báo")
    confirm = [act(law.confirm_change, world.legal_officer, proposal=as_read(change)) for _ in range(2)]
    assert race(*confirm) == (Done, refusals.ProposalDecided)


@pytest.mark.race("law.propose_review", "law.confirm_changes", "law.refuse_changes", "law.withdraw_set")
def test_a_set_of_changes_is_proposed_once_and_decided_once(world: World, act: Any) -> None:
    row, second = cap(), another(world.branch, Role.LEGAL_OFFICER)
    asked = {"row_ids": [row.pk], "is_kept": True, "basis": "Công báo"}
    both = [act(law.propose_review, one, **asked) for one in (world.legal_officer, second)]
    assert race(*both) == (Done, law_refusals.ChangeWaits)
    change = ChangeProposal.objects.get(state="waiting")
    made = {"change_set": change.in_set, "change_ids": [change.pk]}
    refuse = act(law.refuse_changes, second, **made, reason="Chưa đọc")
    withdraw = act(law.withdraw_set, world.legal_officer, change_set=change.in_set)
    assert race(refuse, withdraw) == (Done, law_refusals.NothingChosen)
    with acting_as(SYSTEM):
        anew = law.propose_review(officer=world.legal_officer, at=world.at, **asked)
        change = ChangeProposal.objects.get(state="waiting")
    confirm = [act(law.confirm_changes, second, change_set=anew, change_ids=[change.pk]) for _ in range(2)]
    assert race(*confirm) == (Done, refusals.ProposalDecided)


def cap() -> LawRow:
    found: LawRow = LawRow.objects.current().get(row_id="CAP-TM-2022")
    return found


@pytest.mark.race("law.correct_row", "law.switch_row")
def test_a_row_corrected_meanwhile_is_neither_corrected_nor_switched(world: World, act: Any) -> None:
    row = cap()
    correct = [
        act(
            rows.correct_row, world.legal_officer, row=as_read(row), content={**row.content, "note_vi": words},
            basis="Công báo",
        )
        for words in ("Một", "Hai")
    ]  # fmt: skip
    assert race(*correct) == (Done, law_refusals.RowAlreadySuperseded)
    row = cap()
    switch = [
        act(rows.switch_row, world.legal_officer, row=as_read(row), is_on=False, basis="Công báo") for _ in range(2)
    ]
    assert race(*switch) == (Done, law_refusals.RowAlreadyInThatState)


@pytest.mark.race("law.add_row")
def test_a_row_is_added_once(world: World, act: Any) -> None:
    row = cap()
    content = {**row.content, "id": "CAP-MOI", "confidence": "MEMORY"}
    add = [act(rows.add_row, world.legal_officer, table=row.kind, content=content, basis="Công báo") for _ in range(2)]
    assert race(*add) == (Done, law_refusals.RowNameTaken)


@pytest.mark.race("law.set_day", "law.confirm_year", "law.load_reference")
def test_a_day_and_a_year_stand_as_the_last_said(world: World, act: Any) -> None:
    day = date(2026, 12, 24)
    days = [
        act(law.set_day, world.legal_officer, day=day, kind=kind, name_vi="Nghỉ bù")
        for kind in (DayKind.OFF, DayKind.WORKING)
    ]
    assert race(*days) == (Done, Done)
    assert Holiday.objects.get(day=day).kind == DayKind.WORKING
    year = [act(law.confirm_year, world.legal_officer, year=2026, basis="Thông báo") for _ in range(2)]
    assert race(*year) == (Done, Done)
    assert HolidayYear.objects.filter(year=2026).count() == 1
    load = by(lambda: acting_as(SYSTEM), lambda: law.load_reference(at=world.at))
    assert race(load, load) == (Done, Done)


@pytest.mark.race("agencies.open_record", "agencies.end_disclosure", "agencies.take_reply", "agencies.decline_reply")
def test_a_record_is_opened_outside_once_and_taken_back_once_and_a_reply_is_decided_once(world: World) -> None:
    def officers(service: Callable[..., Any], **asked: Any) -> Act:
        return by(lambda: world.acting(world.inspector), lambda: service(officer=world.inspector, at=now(), **asked))

    body = guest_of(world).posts.get().agency
    with world.acting(world.inspector):
        subject = register_subject(
            officer=world.inspector, at=world.at, kind=SubjectKind.ORGANISATION, name="Công ty Suối"
        )
    asked = {
        "target_type": "subjects.subject", "target_id": subject.pk, "body": body, "purpose": "reply", "reason": "7/CV",
        "until": local_date(now()) + timedelta(days=9),
    }  # fmt: skip
    assert race(*[officers(services.open_record, **asked) for _ in range(2)]) == (Done, refusals.DisclosedAlready)
    with acting_as(SYSTEM):
        opened = Disclosure.objects.get()
        reply = services.write_reply(officer=world.inspector, at=now(), disclosure=opened, text="Xin xem lại.")
    decide = [
        officers(services.take_reply, reply=as_read(reply)),
        officers(services.decline_reply, reply=as_read(reply), reason="Muộn"),
    ]
    assert race(*decide) == (Done, refusals.ReplyDecided)
    end = [officers(services.end_disclosure, disclosure=as_read(opened), reason="Xong") for _ in range(2)]
    assert race(*end) == (Done, refusals.DisclosureEnded)
