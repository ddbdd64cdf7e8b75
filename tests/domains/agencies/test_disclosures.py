"""A record opened by hand to a body outside: exactly it, for one purpose, until a day that the database keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import Agency, Disclosure, Officer, OutsideReply
from minhbach.domains.agencies.refusals import (
    BodyClosed,
    DisclosedAlready,
    DisclosureEnded,
    DisclosureTooLong,
    PurposeOver,
    ReasonMissing,
    RecordNotShared,
    ReplyDecided,
    ReplyMissing,
    RoleMissing,
)
from minhbach.domains.agencies.types import DisclosureState, ReplyState, disclosure_rules
from minhbach.domains.outreach.refusals import NotStanding
from minhbach.domains.outreach.selectors import replies_of
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.refusals import SubjectOfAnotherAgency
from minhbach.domains.subjects.services import add_identifier, change_sharing, register_subject, share_subject
from minhbach.domains.subjects.types import IdentifierKind, SubjectKind
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope import Sharing, acting_as, share_with
from minhbach.foundation.scope.access import FIRST_TERM, SYSTEM
from minhbach.foundation.scope.models import Share
from tests.domains.outreach.making import drafted, published
from tests.worlds import World, guest_of

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stage:
    """The small world today, a body with one of its people, and a record of the team's. The database has one clock."""

    world: World
    guest: Officer
    body: Agency
    subject: Subject

    def open(self, *, by: Officer | None = None, ago: int = 0, **other: Any) -> Disclosure:
        officer, at = by or self.world.inspector, self.world.at - ago * DAY
        given: dict[str, Any] = {
            "target_type": "subjects.subject", "target_id": self.subject.pk, "body": self.body, "purpose": "reply",
            "reason": "Công văn 12/CV", "until": local_date(self.world.at) + 10 * DAY, **other,
        }  # fmt: skip
        with self.world.acting(officer):
            return services.open_record(officer=officer, at=at, **given)

    def rows_of_guest(self) -> dict[str, int]:
        with self.world.acting(self.guest):
            return rows()


def rows() -> dict[str, int]:
    """Count what of records is seen by whoever is acting, table by table."""
    with connection.cursor() as cursor:
        cursor.execute("select name from foundation_scopedtable order by name")
        names = [name for (name,) in cursor.fetchall()]
        found = {}
        for name in names:
            cursor.execute(f'select count(*) from "{name}"')
            if count := cursor.fetchone()[0]:
                found[name] = count
        return found


@pytest.fixture
def stage(world: World) -> Stage:
    world = replace(world, at=now())
    guest = guest_of(world)
    same: dict[str, Any] = {"officer": world.inspector, "at": world.at}
    with world.acting(world.inspector):
        subject = register_subject(kind=SubjectKind.INDIVIDUAL, name="Lò Văn Hoa", place=world.commune, **same)
        add_identifier(subject=subject, kind=IdentifierKind.PHONE, value="0912 287 095", **same)
        kept = add_identifier(subject=subject, kind=IdentifierKind.PHONE, value="0912 287 096", **same)
        change_sharing(statement=kept, sharing=Sharing.SILENT, **same)
    return Stage(world, guest, selectors.body_of_guest(guest), subject)


def test_a_body_sees_the_record_and_what_was_opened_with_it_and_nothing_that_hangs_on_it(stage: Stage) -> None:
    world = stage.world
    with acting_as(SYSTEM):
        story = rows()["subjects_storyentry"]
    assert stage.rows_of_guest() == {}
    disclosure = stage.open()
    with world.acting(stage.guest):
        seen = rows()
        assert list(Subject.objects.values_list("pk", flat=True)) == [stage.subject.pk]
        assert [one.identifier.canonical for one in Statement.objects.select_related("identifier")] == ["+84912287095"]
        assert [one.pk for one in selectors.visible_disclosures()] == [disclosure.pk]
    assert story > 0
    assert set(seen) == {"agencies_disclosure", "subjects_searchtoken", "subjects_statement", "subjects_subject"}
    # What is written later is not open by it.
    with world.acting(world.inspector):
        add_identifier(
            subject=stage.subject, kind=IdentifierKind.PHONE, value="0912 287 097", officer=world.inspector, at=world.at
        )
    assert stage.rows_of_guest() == seen


def test_another_body_sees_nothing_of_it(stage: Stage) -> None:
    stage.open()
    other = guest_of(stage.world, "Lò Văn Hai", body="Hợp tác xã Suối", code="0109 999 992", username="guest2")
    with stage.world.acting(other):
        assert rows() == {}


def test_when_the_day_has_come_the_database_shows_it_no_more(stage: Stage) -> None:
    today = local_date(stage.world.at)
    standing = stage.open(ago=5, until=today + DAY)
    access = stage.world.access(stage.guest)
    assert standing.key in access.keys
    over = stage.open(ago=5, until=today, purpose="observe")
    assert over.state_on(today) == DisclosureState.OVER
    assert over.key not in stage.world.access(stage.guest).keys
    # Also to an application that tells the key with its signature.
    with acting_as(replace(access, keys=frozenset({over.key}))):
        assert rows() == {}
    with acting_as(replace(access, keys=frozenset({standing.key}))):
        assert rows()["subjects_subject"] == 1
    with acting_as(replace(access, keys=frozenset({FIRST_TERM + 99_999}))):
        assert rows() == {}


def test_taking_back_is_at_once_and_leaves_what_is_shared_for_good(stage: Stage) -> None:
    world = stage.world
    disclosure = stage.open()
    with world.acting(world.inspector):
        share_subject(officer=world.inspector, at=world.at, subject=stage.subject, with_agency=stage.body)
        with pytest.raises(ReasonMissing):
            services.end_disclosure(officer=world.inspector, at=world.at, disclosure=disclosure, reason=" ")
        services.end_disclosure(officer=world.inspector, at=world.at, disclosure=disclosure, reason="Đã xong")
        with pytest.raises(DisclosureEnded):
            services.end_disclosure(officer=world.inspector, at=world.at, disclosure=disclosure, reason="Đã xong")
    with world.acting(stage.guest):
        assert Subject.objects.count() == 1
        assert selectors.visible_disclosures().count() == 0
    with acting_as(SYSTEM):
        assert Share.objects.filter(key=disclosure.key).count() == 0
        assert Disclosure.objects.get().state_on(local_date(world.at)) == DisclosureState.CLOSED


def test_closing_a_body_takes_back_all_of_it_also_what_another_agency_opened(stage: Stage) -> None:
    world = stage.world
    with world.acting(world.stranger):
        far = register_subject(officer=world.stranger, at=world.at, kind=SubjectKind.ORGANISATION, name="Công ty Xa")
    stage.open()
    stage.open(by=world.stranger, target_id=far.pk)
    assert stage.rows_of_guest()["subjects_subject"] == 2
    with world.acting(world.inspector):
        services.close_body(body=stage.body, reason="Hết việc", officer=world.inspector, at=world.at)
    with acting_as(SYSTEM):
        assert Disclosure.objects.filter(closed_at__isnull=True).count() == 0
        assert Share.objects.filter(key__isnull=False).count() == 0
    with pytest.raises(BodyClosed):
        stage.open(body=Agency.everywhere.get(pk=stage.body.pk))


@pytest.mark.parametrize(
    ("refusal", "other"),
    [
        (RecordNotShared, {"target_type": "cases.case"}),
        (PurposeOver, {"purpose": "x"}),
        (ReasonMissing, {"reason": "  "}),
        (RoleMissing, {"purpose": "match"}),
    ],
)
def test_what_is_refused_opens_nothing(stage: Stage, refusal: type[Exception], other: dict[str, Any]) -> None:
    with pytest.raises(refusal):
        stage.open(**other)
    assert stage.rows_of_guest() == {}


def test_it_is_opened_by_its_own_agency_to_a_body_for_a_time_and_once(stage: Stage) -> None:
    today = local_date(stage.world.at)
    with pytest.raises(SubjectOfAnotherAgency):
        stage.open(by=stage.world.analyst)
    with pytest.raises(BodyClosed):
        stage.open(body=stage.world.customs)
    for until in (today, today + disclosure_rules().longest + DAY):
        with pytest.raises(DisclosureTooLong):
            stage.open(until=until)
    assert stage.rows_of_guest() == {}
    stage.open(until=today + disclosure_rules().longest)
    with pytest.raises(DisclosedAlready):
        stage.open()
    stage.open(purpose="observe")
    # A head alone opens what tells of a person whole.
    assert stage.open(by=stage.world.team_head, purpose="match").purpose == "match"


def test_a_share_by_a_key_has_a_day_and_a_key_of_its_own_kind(stage: Stage) -> None:
    disclosure, world = stage.open(), stage.world
    with world.acting(world.inspector):
        for change in ("key = 15", "until = null", "until = until + 400"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"update foundation_share set {change} where key = %s", [disclosure.key])
        share_with(stage.subject, stage.body, officer_id=None, at=world.at)
        assert Share.objects.filter(record_id=stage.subject.pk).count() == 2


def test_a_moved_record_keeps_its_keys_and_the_body_gains_none(stage: Stage) -> None:
    stage.open()
    before = stage.rows_of_guest()
    with acting_as(SYSTEM):
        subject = Subject.objects.get(pk=stage.subject.pk)
        subject.owner_agency = stage.world.other_team
        subject.save(update_fields=["owner_agency"])
    with stage.world.acting(stage.guest), connection.cursor() as cursor:
        assert rows() == before
        number = min(stage.world.access(stage.guest).keys)
        cursor.execute("select count(*) from foundation_share where %s = any (seen_by)", [number])
        assert cursor.fetchone() == (0,)


def test_a_reply_to_a_publication_is_put_beside_it_or_declined_with_a_reason(stage: Stage) -> None:
    world = stage.world
    warning = published(world)
    asked: dict[str, Any] = {"by": world.committee_officer, "target_type": "outreach.publication"}
    disclosure = stage.open(target_id=warning.pk, **asked)
    with pytest.raises(NotStanding):
        stage.open(target_id=drafted(world, title="Bản nháp").pk, **asked)
    with world.acting(stage.guest):
        with pytest.raises(ReplyMissing):
            services.write_reply(officer=stage.guest, at=world.at, disclosure=disclosure, text="  ")
        first, second = (
            services.write_reply(officer=stage.guest, at=world.at, disclosure=disclosure, text=text)
            for text in ("Lô hàng này không phải của chúng tôi.", "Xin rút lại.")
        )
        # Whoever writes decides nothing.
        with connection.cursor() as cursor:
            cursor.execute(
                "update agencies_outsidereply set state = 'taken', decided_at = now(), decided_by_id = written_by_id"
            )
            assert cursor.rowcount == 0
    with world.acting(world.inspector), pytest.raises(RoleMissing):
        services.take_reply(officer=world.inspector, at=world.at, reply=first)
    with world.acting(world.committee_officer):
        decides: dict[str, Any] = {"officer": world.committee_officer, "at": world.at}
        services.take_reply(reply=first, **decides)
        with pytest.raises(ReplyDecided):
            services.decline_reply(reply=first, reason="Muộn", **decides)
        with pytest.raises(ReasonMissing):
            services.decline_reply(reply=second, reason="", **decides)
        services.decline_reply(reply=second, reason="Đã có ý kiến", **decides)
        assert [(one.party, one.text) for one in replies_of(warning)] == [
            (stage.body.name, "Lô hàng này không phải của chúng tôi.")
        ]
    with world.acting(stage.guest):
        assert list(OutsideReply.objects.order_by("written_at", "id").values_list("state", "reason")) == [
            (ReplyState.TAKEN, ""),
            (ReplyState.DECLINED, "Đã có ý kiến"),
        ]


def test_after_its_day_nothing_is_said_to_it(stage: Stage) -> None:
    disclosure = stage.open(ago=5, until=local_date(stage.world.at))
    with acting_as(SYSTEM), pytest.raises(DisclosureEnded):
        services.write_reply(officer=stage.guest, at=stage.world.at, disclosure=disclosure, text="Xin xem lại.")
    with stage.world.acting(stage.guest), pytest.raises(DatabaseError), transaction.atomic():
        OutsideReply.objects.create(disclosure=disclosure, text="x", written_by=stage.guest, written_at=stage.world.at)


def test_each_act_is_in_the_log(stage: Stage) -> None:
    world, disclosure = stage.world, stage.open()
    with world.acting(stage.guest):
        services.read_disclosure(officer=stage.guest, at=world.at, disclosure=disclosure)
    with world.acting(world.inspector):
        assert [(one.by, one.at) for one in selectors.looks_at(disclosure)] == [(stage.guest.full_name, world.at)]
        services.end_disclosure(officer=world.inspector, at=world.at, disclosure=disclosure, reason="Đã xong")
    told = AuditEntry.objects.filter(action__startswith="agencies.disclosure.").order_by("recorded_at", "id")
    assert sorted(told.values_list("action", "officer_id")) == sorted([
        ("agencies.disclosure.opened", world.inspector.pk),
        ("agencies.disclosure.read", stage.guest.pk),
        ("agencies.disclosure.closed", world.inspector.pk),
    ])  # fmt: skip
