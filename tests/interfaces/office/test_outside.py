"""The wall: what somebody outside opens, finds and reads is what is declared and shared; everything else is closed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import Agency, GuestProposal, Officer
from minhbach.domains.agencies.types import Role
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.office import is_open_to_guests, offices
from minhbach.foundation.scope import acting_as, share_with
from minhbach.foundation.scope.access import SYSTEM
from minhbach.interfaces.office.audit import entries_read_by
from tests.interfaces.office.holdings import Held, Holding
from tests.interfaces.office.test_policy import BACKEND, ROOMS, Record, pages, rules, value_of
from tests.worlds import AT, World, guest_of, officer_in

PASSWORD, SECRET = "gió mùa về sớm trên đồi", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
# Tables without row-level security that the application's role reads: why somebody outside is told nothing by them is
# that no page declared for them reads them (docs/decisions/0058). A new table is decided here.
UNSCOPED = {
    "who is who and where": "agencies_agency agencies_agencyarea agencies_delegation agencies_duty agencies_officer "
    "agencies_place agencies_placesuccession agencies_post reporting_membership",
    "what waits for a second person": "agencies_guestproposal agencies_identityprovider agencies_postproposal "
    "law_changeproposal law_changeset",
    "accounts, their keys and sittings, their own lists": "account_emailaddress account_emailconfirmation "
    "agencies_guestidentity mfa_authenticator django_session foundation_attempt foundation_knownmark "
    "foundation_listview foundation_press",
    "the same for everybody": "law_holiday law_holidayyear law_lawrevision law_lawrow law_lawswitch screening_platform "
    "reporting_ruleapproval intake_answerday outreach_edition inspections_checkpoint inspections_laboratory "
    "inspections_samplingplan",
    "the log and what proves it": "foundation_auditchain foundation_auditentry foundation_auditreceipt "
    "foundation_auditseal foundation_logproof",
    "the machinery": "auth_group auth_group_permissions auth_permission cases_casecounter django_content_type "
    "django_migrations foundation_cache foundation_demomark foundation_following foundation_scopedtable "
    "procrastinate_events procrastinate_jobs procrastinate_periodic_defers procrastinate_workers",
}


def walked() -> Iterator[tuple[str, URLPattern]]:
    """Give every address by its name with what answers it."""

    def below(resolver: URLResolver, space: str) -> Iterator[tuple[str, URLPattern]]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from below(entry, space + (f"{entry.namespace}:" if entry.namespace else ""))
            else:
                yield f"{space}{entry.name}", entry

    return below(get_resolver(), "")


def client_of(officer: Officer) -> Client:
    client = Client(raise_request_exception=False, headers={"HX-Request": "true"})
    client.force_login(officer, backend=BACKEND)
    return client


def test_what_is_declared_for_people_outside_is_what_the_rules_say() -> None:
    declared = {name for name, entry in walked() if getattr(entry.callback, "open_to_guests", False)}
    said = {f"{room}:{page}" for room in ROOMS for rule in rules(room) if rule.guests for page in rule.pages}
    assert {name for name in declared if ":" in name} == said
    alone = {f"{room}:{page}" for room in ROOMS for rule in rules(room) if Role.GUEST in rule.roles
             for page in rule.pages}  # fmt: skip
    assert alone <= said
    rooms = [one for office in offices() for room in office.rooms for one in (room, *room.within)]
    assert {room.view for room in rooms if Role.GUEST in room.roles} <= said


@pytest.mark.parametrize("method", ["get", "post"])
def test_whatever_is_not_declared_is_closed_also_of_what_is_shared(standing_holdings: Held, method: str) -> None:
    world, own = standing_holdings.world, standing_holdings.holdings[0]
    guest = guest_of(world)
    with acting_as(SYSTEM):
        share_all(own, selectors.body_of_guest(guest), world)
    client, record = client_of(guest), Record()
    opened, asked = [], 0
    for room in ROOMS:
        for page, parameters in pages(room).items():
            address = reverse(f"{room}:{page}", kwargs={key: value_of(own, key) for key in parameters})
            answer = getattr(client, method)(address)
            asked += 1
            if answer.status_code != 403:
                opened.append(f"{room}:{page}")
    declared = {name for name, entry in walked() if is_open_to_guests(entry.callback)}
    assert set(opened) <= declared
    assert asked > 400
    assert record.changed() == []
    # What is declared and not theirs is nowhere; that is told of, too.
    denied = AuditEntry.objects.filter(
        action="office.look.denied", officer_id=guest.pk, data__code="agencies.closed_to_guests"
    )
    assert denied.count() == asked - len(opened)


def share_all(own: Holding, body: Agency, world: World) -> None:
    for one in own.named.values():
        if hasattr(one, "owner_agency_id") and hasattr(one, "sharing"):
            share_with(one, body, officer_id=None, at=world.at)


def test_the_door_home_and_search_of_officers_are_not_shown(world: World) -> None:
    client = Client()
    client.force_login(guest_of(world), backend=BACKEND)
    page = client.get(reverse("office:today")).content.decode()
    assert reverse("office:search") not in page
    assert reverse("office:at_hand") not in page
    assert [room["url"] for room in client.get("/").context["rooms"]] == [
        "/",
        reverse("mediation:firm_list"),
        reverse("agencies:opened_here"),
        reverse("rights:own"),
    ]
    refused = client.get(reverse("law:home"))
    assert refused.status_code == 403
    assert "Trang này dành cho cán bộ" in refused.content.decode()


def tables(is_scoped: bool) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
            " and relrowsecurity = %s and has_table_privilege(oid, 'select') order by relname",
            [is_scoped],
        )
        return [name for (name,) in cursor.fetchall()]


def counts(names: list[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(f"select '{name}', count(*) from \"{name}\"" for name in names))
        return dict(cursor.fetchall())


def test_with_nothing_shared_no_row_of_any_scoped_table_is_there(standing_holdings: Held) -> None:
    world = standing_holdings.world
    guest, names = guest_of(world), tables(is_scoped=True)
    with acting_as(SYSTEM):
        assert sum(count > 0 for count in counts(names).values()) > 60
    with world.acting(guest):
        assert {name: count for name, count in counts(names).items() if count} == {}


def test_what_is_shared_with_a_body_is_there_for_its_people_and_for_no_other_body(standing_holdings: Held) -> None:
    world, own = standing_holdings.world, standing_holdings.holdings[0]
    guest = guest_of(world)
    other = guest_of(world, "Lò Văn Hai", body="Hợp tác xã Suối Trong", code="0109 999 992", username="guest2")
    subject = own.named["subject_id"]
    with acting_as(SYSTEM):
        share_with(subject, selectors.body_of_guest(guest), officer_id=None, at=world.at)
    with world.acting(guest):
        assert list(Subject.objects.values_list("pk", flat=True)) == [subject.pk]
        seen = {name for name, count in counts(tables(is_scoped=True)).items() if count}
    with world.acting(other):
        assert {name for name, count in counts(tables(is_scoped=True)).items() if count} == set()
    # The record and what hangs on it: never a case, a lead, a report of the public or a paper.
    assert {name.partition("_")[0] for name in seen} <= {"subjects", "foundation"}


def test_a_table_without_row_security_is_known(world: World) -> None:
    known = {name for names in UNSCOPED.values() for name in names.split()}
    assert [name for name in tables(is_scoped=False) if name not in known] == []


@pytest.fixture
def guest(world: World, settings: Any) -> Officer:
    """Somebody outside with a password of their own, where nothing is a demo."""
    settings.DEMO = False
    cache.clear()
    person = guest_of(world)
    person.set_password(PASSWORD)
    person.save()
    return person


@time_machine.travel(AT, tick=False)
def test_no_page_is_open_before_the_second_factor_stands(guest: Officer) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": guest.username, "password": PASSWORD})
    for address in ("/", reverse("agencies:home")):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse("mfa_activate_totp"))
    TOTP.activate(guest, SECRET)
    client = Client()
    client.post(reverse("account_login"), {"login": guest.username, "password": PASSWORD})
    assert client.get("/").status_code == 302
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get("/").status_code == 200


@time_machine.travel(AT, tick=False)
def test_closing_an_account_ends_its_sittings_for_good(world: World, guest: Officer) -> None:
    TOTP.activate(guest, SECRET)
    client = Client()
    client.force_login(guest, backend=BACKEND)
    assert client.get("/").status_code == 200
    with world.acting(world.inspector):
        services.close_guest(person=guest, reason="Thôi việc", officer=world.inspector, at=world.at)
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))
    with acting_as(SYSTEM):
        person = Officer.objects.get(pk=guest.pk)
        services.set_active(person=person, is_active=True, officer=None, at=world.at)
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))


def test_one_whose_time_is_over_is_told_so_and_reads_nothing(world: World) -> None:
    guest = guest_of(world)
    with time_machine.travel(world.at + timedelta(days=200), tick=False):
        client = Client()
        client.force_login(guest, backend=BACKEND)
        page = client.get("/")
        assert page.status_code == 200
        assert "không còn thời hạn" in page.content.decode()
        assert world.team.name in page.content.decode()
        assert client.get(reverse("subjects:list")).status_code == 403


def test_what_people_outside_do_is_read_where_they_are_answered_for(world: World) -> None:
    guest = guest_of(world)
    client_of(guest).get(reverse("subjects:list"))
    with acting_as(SYSTEM):
        near = officer_in(world.branch, Role.AUDITOR, "Người Kiểm", "Thanh tra viên", username="near")
        far = officer_in(world.neighbor, Role.AUDITOR, "Người Xa", "Thanh tra viên", username="far")
    read = [
        entries_read_by(who, at=world.at).filter(action="office.look.denied", officer_id=guest.pk).count()
        for who in (near, far)
    ]
    assert read == [1, 0]


def test_an_account_from_paper_to_password_to_its_end(world: World) -> None:
    day = world.at.date()
    with time_machine.travel(world.at, tick=False):
        inspector, head = client_of(world.inspector), client_of(world.team_head)
        form = {
            "agency": world.team.pk, "kind": "bank", "name": "Ngân hàng Suối Trong", "code": "0109 999 993",
            "paper_number": "7/CV", "paper_on": f"{day:%d/%m/%Y}", "paper_at": "Văn bản đến 15",
            "full_name": "Lò Văn Hai", "title_vi": "Chuyên viên", "username": "lo.hai",
            "valid_from": f"{day:%d/%m/%Y}", "valid_until": f"{day + timedelta(days=30):%d/%m/%Y}",
        }  # fmt: skip
        page = inspector.post(reverse("agencies:propose_guest"), form)
        asked = GuestProposal.objects.get()
        assert page.headers["Location"] == asked.get_absolute_url()
        assert asked.last_day == day + timedelta(days=30)
        assert inspector.post(reverse("agencies:open_guest", args=[asked.pk])).status_code == 403
        assert asked.get_absolute_url() in head.get("/").content.decode()
        assert "Mở tài khoản" in head.get(asked.get_absolute_url()).content.decode()
        body = head.post(reverse("agencies:open_guest", args=[asked.pk])).headers["Location"]
        person = Officer.objects.get(username="lo.hai")
        assert "Lò Văn Hai" in head.get(body).content.decode()
        stranger = client_of(world.stranger).get(body).content.decode()
        assert "Ngân hàng Suối Trong" in stranger
        assert "Lò Văn Hai" not in stranger
        assert head.get(reverse("agencies:guest", args=[person.pk])).headers["Location"] == body
        # The team has no administrator of its own: nobody of it gives a password.
        assert head.post(reverse("agencies:guest_password", args=[person.pk])).status_code == 403
        with acting_as(SYSTEM):
            keeper = officer_in(world.team, Role.ADMINISTRATOR, "Quản Trị", "Quản trị", username="keeper")
        given = client_of(keeper).post(reverse("agencies:guest_password", args=[person.pk]))
        assert "Lò Văn Hai, chỉ hiện một lần" in given.content.decode()
        person.refresh_from_db()
        assert (person.password_is_given, person.password_given_by) == (True, keeper)
        prolonged = inspector.get(f"{reverse('agencies:propose_guest')}?nguoi={person.pk}").content.decode()
        assert 'value="lo.hai"' in prolonged
        closing = reverse("agencies:close_guest", args=[person.pk])
        assert client_of(world.stranger).get(closing).status_code == 403
        assert inspector.post(closing, {"reason": "Thôi việc"}).headers["Location"] == body
        person.refresh_from_db()
        assert not person.is_active
        listed = inspector.get(reverse("agencies:outside"), {"q": "suoi trong"}).content.decode()
        assert "0109 999 993" in listed
        asked.refresh_from_db()
        ended = inspector.post(reverse("agencies:close_body", args=[asked.body_id]), {"reason": "Hết việc"})
        assert ended.headers["Location"] == body
        assert "đã đóng" in inspector.get(body).content.decode()
