"""Bodies outside and their people: who opens and closes an account, and that it is apart from every agency."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import Agency, AgencyArea, GuestProposal, Officer, Post
from minhbach.domains.agencies.refusals import (
    BodyKeptElsewhere,
    GuestPeriodTooLong,
    GuestStaysOutside,
    GuestWaits,
    NotYourProposal,
    PaperMissing,
    ProposalDecided,
    ReasonMissing,
    RoleMissing,
    SecondPersonIsFirst,
    UsernameTaken,
)
from minhbach.domains.agencies.types import Role
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.conftest import PROJECT
from tests.worlds import World, guest_of


def terms(world: World, **other: Any) -> services.GuestTerms:
    on = world.at.date()
    asked = services.GuestTerms(
        kind="trader", name="Công ty TNHH Trà Sương", code="0109 999 991", paper_number="12/CV", paper_on=on,
        paper_at="Hồ sơ văn thư", full_name="Phạm Thu Trà", title_vi="Đại diện", username="guest", valid_from=on,
        valid_until=on + timedelta(days=90),
    )  # fmt: skip
    return replace(asked, **other)


def propose(world: World, by: Officer | None = None, **other: Any) -> GuestProposal:
    officer = by or world.inspector
    with world.acting(officer):
        return services.propose_guest(agency=world.team, terms=terms(world, **other), officer=officer, at=world.at)


def body_of(world: World, guest: Officer) -> Agency:
    body = selectors.body_of(guest, on=world.at.date())
    assert body is not None
    return body


def test_a_guest_reaches_the_number_of_the_body_and_nothing_else(world: World) -> None:
    guest = guest_of(world)
    body = body_of(world, guest)
    assert (body.outside, body.kept_by, body.parent) == ("trader", world.team, None)
    access = world.access(guest)
    assert (len(access.keys), access.agency_ids) == (1, {body.pk})
    assert access.keys.isdisjoint({0, 1, 2})
    over = replace(world, at=world.at + timedelta(days=90))
    assert over.access(guest).keys == frozenset()
    assert selectors.body_of(guest, on=over.at.date()) is None


def test_nothing_is_open_before_a_second_officer_opens_it(world: World) -> None:
    asked = propose(world)
    assert selectors.find_body(asked.code) is None
    assert not Officer.objects.filter(username="guest").exists()
    refused: list[type[Refusal]] = []
    for who in (world.inspector, world.inspection_leader, world.outsider, world.stranger):
        with world.acting(who), pytest.raises(Refusal) as no:
            services.open_guest(proposal=asked, officer=who, at=world.at)
        refused.append(no.type)
    assert refused == [SecondPersonIsFirst, RoleMissing, RoleMissing, RoleMissing]
    with world.acting(world.head):
        guest = services.open_guest(proposal=asked, officer=world.head, at=world.at)
    assert [post.role for post in selectors.held_posts(guest, on=world.at.date())] == [Role.GUEST]
    assert not guest.has_usable_password()
    with world.acting(world.head), pytest.raises(ProposalDecided):
        services.open_guest(proposal=asked, officer=world.head, at=world.at)
    told = AuditEntry.objects.filter(action="agencies.guest.opened").get()
    assert world.team.pk in told.agencies


def test_a_head_who_asks_does_not_open_what_he_asked_for(world: World) -> None:
    asked = propose(world, by=world.team_head)
    with world.acting(world.team_head), pytest.raises(SecondPersonIsFirst):
        services.open_guest(proposal=asked, officer=world.team_head, at=world.at)
    asked.refresh_from_db()
    assert asked.is_waiting


def test_it_is_asked_for_in_an_agency_of_ones_own_with_a_paper_and_an_end(world: World) -> None:
    day = world.at.date()
    for wrong, refusal in (
        ({"paper_number": " "}, PaperMissing),
        ({"paper_at": ""}, PaperMissing),
        ({"code": " - "}, PaperMissing),
        ({"paper_on": day + timedelta(days=1)}, PaperMissing),
        ({"valid_until": day + timedelta(days=367)}, GuestPeriodTooLong),
        ({"username": "inspector"}, UsernameTaken),
    ):
        with pytest.raises(refusal):
            propose(world, **wrong)
    for who in (world.outsider, world.auditor, world.legal_officer):
        with pytest.raises(RoleMissing):
            propose(world, by=who)
    assert GuestProposal.objects.count() == 0
    propose(world)
    with pytest.raises(GuestWaits):
        propose(world, by=world.team_head)


def test_what_is_refused_or_taken_back_opens_nothing(world: World) -> None:
    asked, other = propose(world), propose(world, username="guest2")
    with world.acting(world.team_head):
        with pytest.raises(ReasonMissing):
            services.refuse_proposal(proposal=asked, reason=" ", officer=world.team_head, at=world.at)
        with pytest.raises(NotYourProposal):
            services.withdraw_proposal(proposal=other, officer=world.team_head, at=world.at)
        services.refuse_proposal(proposal=asked, reason="Chưa rõ", officer=world.team_head, at=world.at)
    with world.acting(world.inspector):
        services.withdraw_proposal(proposal=other, officer=world.inspector, at=world.at)
    states = GuestProposal.objects.order_by("username").values_list("state", "reason")
    assert list(states) == [("refused", "Chưa rõ"), ("withdrawn", "")]
    assert not Officer.objects.filter(is_guest=True).exists()


def test_a_body_is_one_however_its_number_is_written_and_of_one_agency(world: World) -> None:
    body = body_of(world, guest_of(world))
    asked = propose(world, code="0109999991", name="Tên khác", username="guest2", full_name="Lò Văn Hai")
    assert (asked.body, asked.name, asked.code) == (body, body.name, "0109 999 991")
    with world.acting(world.outsider), pytest.raises(BodyKeptElsewhere):
        services.propose_guest(
            agency=world.other_team, terms=terms(world, username="guest3"), officer=world.outsider, at=world.at
        )


def test_closing_ends_an_account_at_once_and_a_new_paper_opens_it_again(world: World) -> None:
    guest, day = guest_of(world), world.at.date()
    body = body_of(world, guest)
    with acting_as(SYSTEM):
        password = services.give_password(person=guest, officer=None, at=world.at)
    assert guest.check_password(password)
    with world.acting(world.outsider), pytest.raises(RoleMissing):
        services.close_guest(person=guest, reason="Hết việc", officer=world.outsider, at=world.at)
    with world.acting(world.inspector):
        services.close_guest(person=guest, reason="Hết việc", officer=world.inspector, at=world.at)
    guest.refresh_from_db()
    assert (guest.is_active, guest.has_usable_password()) == (False, False)
    assert selectors.guests_of(body, on=day) == []
    asked = propose(world, valid_until=day + timedelta(days=200))
    with world.acting(world.team_head):
        again = services.open_guest(proposal=asked, officer=world.team_head, at=world.at)
    assert again == guest
    assert again.is_active
    assert not again.check_password(password)
    [post] = Post.objects.filter(officer=guest)
    assert post.valid_until == day + timedelta(days=200)


def test_closing_a_body_closes_everybody_of_it(world: World) -> None:
    guest = guest_of(world)
    second = guest_of(world, "Lò Văn Hai", username="guest2")
    body = body_of(world, guest)
    with world.acting(world.team_head):
        services.close_body(body=body, reason="Giải thể", officer=world.team_head, at=world.at)
    for one in (guest, second):
        one.refresh_from_db()
        assert not one.is_active
    assert not selectors.get_body(body.pk).holds_on(world.at.date())
    closed = AuditEntry.objects.filter(action__in=("agencies.guest.closed", "agencies.body.closed"))
    assert closed.count() == 3
    asked = propose(world)
    with world.acting(world.team_head):
        services.open_guest(proposal=asked, officer=world.team_head, at=world.at)
    assert selectors.get_body(body.pk).holds_on(world.at.date())


def test_nobody_from_outside_is_offered_named_or_found_among_officers(world: World) -> None:
    guest, day = guest_of(world), world.at.date()
    body = body_of(world, guest)
    assert not Officer.inside.filter(pk=guest.pk).exists()
    assert not Agency.objects.filter(pk=body.pk).exists()
    assert not selectors.agencies_on(None).filter(pk=body.pk).exists()
    assert selectors.find_officer(str(guest.pk)) is None
    assert guest not in selectors.search_officers(selectors.officers_by_name(), "Trà")
    assert guest not in selectors.officers_of_units([world.team.pk, body.pk], list(Role), on=day)
    assert body not in selectors.agencies_to_choose(world.inspector, on=day)
    assert not any(selectors.has_role(guest, role, on=day, agency=world.team) for role in Role)
    assert not selectors.administers(guest, None, on=day)


def test_whoever_it_is_is_asked_for_where_that_is_meant_and_nowhere_else() -> None:
    source = PROJECT / "src" / "minhbach"
    asks = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if path.parent.name != "migrations" and re.search(r"\bOfficer\.objects\b", path.read_text())
    }
    # The door, the log, the command line and the demo's door; a username is one over both sides; guests themselves.
    assert asks == {
        "interfaces/office/door.py", "interfaces/office/audit.py", "interfaces/office/demo.py",
        "interfaces/cli/second_person.py", "interfaces/demo/world/building.py", "domains/agencies/services/officers.py",
        "domains/agencies/services/outside.py", "domains/agencies/selectors/outside.py",
    }  # fmt: skip


def test_a_guest_takes_no_post_inside_and_no_officer_one_outside(world: World) -> None:
    guest = guest_of(world)
    body = body_of(world, guest)
    with acting_as(SYSTEM):
        for person, agency, role in (
            (guest, world.team, Role.INSPECTOR),
            (world.inspector, body, Role.INSPECTOR),
            (world.inspector, world.team, Role.GUEST),
        ):
            with pytest.raises(GuestStaysOutside):
                services.appoint(
                    person=person, agency=agency, role=role, title_vi="x", valid_from=world.at.date(), officer=None,
                    at=world.at,
                )  # fmt: skip


def test_the_database_keeps_the_two_sides_apart_whatever_the_application_says(world: World) -> None:
    guest, day = guest_of(world), world.at.date()
    body, end = body_of(world, guest), world.at.date() + timedelta(days=9)
    given = {"title_vi": "x", "valid_from": day, "valid_until": end}
    [own] = Post.objects.filter(officer=guest)

    def post(**other: Any) -> Any:
        return lambda: Post.objects.create(**given | other)

    wrong = {
        "a guest inside": post(officer=guest, agency=world.team, role=Role.INSPECTOR),
        "a guest inside as a guest": post(officer=guest, agency=world.team, role=Role.GUEST),
        "an officer outside": post(officer=world.inspector, agency=body, role=Role.GUEST),
        "another role outside": post(officer=guest, agency=body, role=Role.HEAD),
        "one who signs": post(officer=guest, agency=body, role=Role.GUEST, may_sign=True),
        "one with an area": post(officer=guest, agency=body, role=Role.GUEST, covers_area=True),
        "one without an end": post(officer=guest, agency=body, role=Role.GUEST, valid_until=None),
        "a post moved inside": lambda: Post.objects.filter(pk=own.pk).update(agency=world.team),
        "a guest made an officer": lambda: Officer.objects.filter(pk=guest.pk).update(is_guest=False),
        "an officer made a guest": lambda: Officer.objects.filter(pk=world.head.pk).update(is_guest=True),
        "a body made an agency": lambda: Agency.everywhere.filter(pk=body.pk).update(outside="", kept_by=None),
        "a body under an agency": lambda: Agency.everywhere.filter(pk=body.pk).update(parent=world.team),
        "an agency under a body": lambda: Agency.everywhere.filter(pk=world.team.pk).update(parent=body),
        "a body that takes over": lambda: Agency.everywhere.filter(pk=world.team.pk).update(successor=body),
        "a body kept by none": lambda: Agency.everywhere.filter(pk=body.pk).update(kept_by=None),
        "a body of a force": lambda: Agency.everywhere.filter(pk=body.pk).update(force="CONG_AN"),
        "a body with an area": lambda: AgencyArea.objects.create(agency=body, place=world.commune),
    }
    went = []
    for words, write in wrong.items():
        try:
            with acting_as(SYSTEM), transaction.atomic():
                write()
        except IntegrityError:
            continue
        went.append(words)
    assert went == []
