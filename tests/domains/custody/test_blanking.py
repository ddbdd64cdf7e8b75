"""What is kept of people is blanked when its time is over: by two, part by part, and then it is nowhere"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from minhbach.domains.areas import services as areas
from minhbach.domains.areas.services.keepings import Kept
from minhbach.domains.custody import refusals, selectors, services, tasks
from minhbach.domains.custody.models import Blanking, Hold, Item
from minhbach.domains.custody.types import Done, ItemState
from minhbach.domains.linkage.models import Key as LinkKey
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Identifier, Statement, Subject
from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, Provenance, SubjectKind
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.database import embedded
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.interfaces.cli import installation
from tests.domains.custody.making import Custodian, two_custodians
from tests.domains.linkage.shops import link, shop
from tests.leaks import Needles, in_database, in_files, unpacked
from tests.worlds import World, make_world

NAME, PHONE, HOLDER = "Lường Thị Khuyên Rừng", "0987 604 213", "LUONG THI KHUYEN RUNG"
HOME, SHOP = "Thôn Nà Khuổi Pắc, xã Na Sầm", "https://www.facebook.com/khuyenrung.nasam"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BASIS = "12/QĐ-QLTT"
KEPT = Kept(group="retail")
NEEDLES = Needles(NAME, PHONE, HOLDER, HOME, "khuyenrung.nasam", "001092012345")


def person(world: World, name: str = NAME, **more: Any) -> Subject:
    facts: dict[str, Any] = {
        "kind": SubjectKind.INDIVIDUAL,
        "name": name,
        "representative": name,
        "address": HOME,
        "place": world.commune,
        "identifiers": [
            (IdentifierKind.PHONE, PHONE, ""),
            (IdentifierKind.PERSONAL_ID, "001092012345", ""),
            (IdentifierKind.BANK_ACCOUNT, "19012345678901", "Techcombank"),
        ],
        "holder": HOLDER,
        "urls": [SHOP],
    }
    with world.acting(world.inspector):
        return subjects.register_merchant(
            officer=world.inspector,
            at=world.at,
            facts=MerchantFacts(**(facts | more)),
            provenance=Provenance(sharing=Sharing.NETWORK),
        )


def asked(world: World, by: Custodian, kind: str = "subjects.person") -> Blanking:
    with world.acting(by.officer):
        made = services.ask_to_blank(
            officer=by.officer, at=now(), press=new_id(), kind=kind, ended_before=local_date(now()), basis=BASIS
        )
        return selectors.get_blanking(made)


def approved(world: World, by: Custodian, wish: Blanking) -> Blanking:
    with world.acting(by.officer):
        services.answer_blanking(officer=by.officer, at=now(), blanking=wish, is_approved=True)
        return selectors.get_blanking(wish.pk)


def items(wish: Blanking) -> dict[UUID, tuple[str, str]]:
    with acting_as(SYSTEM):
        return {one.record: (one.state, one.why) for one in Item.objects.filter(blanking=wish)}


def test_leaves_a_stone_of_a_person_and_nothing_by_which_he_is_found(world: World) -> None:
    one, two = two_custodians(world, world.team)
    blanked, other = person(world), shop(world, world.outsider, "Cửa hàng khác", phone=PHONE)
    link(blanked, other)
    wish = asked(world, one)
    assert items(wish) == {blanked.pk: (ItemState.DUE, "")}
    assert (wish.counted, wish.held) == (1, 0)

    done = approved(world, two, wish)

    assert (done.state, done.blanked) == (Done.DONE, 1)
    assert items(wish) == {blanked.pk: (ItemState.DONE, "")}
    with acting_as(SYSTEM):
        blanked.refresh_from_db()
        assert (blanked.name, blanked.withdrawn_at is not None) == ("đã xóa", True)
        assert not Statement.objects.filter(subject=blanked).exists()
        assert not LinkKey.objects.filter(subject=blanked).exists()
        # The value that another carries stays with him.
        assert [node.kind for node in Identifier.objects.all()] == [IdentifierKind.PHONE]
        assert Statement.objects.filter(subject=other).count() == 2
        said = AuditEntry.objects.get(action="custody.blanking.done").data
    assert said == {
        "kind": "subjects.person",
        "before": str(local_date(now())),
        "basis": BASIS,
        "count": 1,
        "held": 0,
    }
    # It is not due a second time.
    assert asked(world, one).counted == 0


def test_is_done_by_another_than_who_wished_and_by_nobody_else(world: World) -> None:
    one, two = two_custodians(world, world.team)
    kept = person(world)
    wish = asked(world, one)
    with world.acting(one.officer), pytest.raises(refusals.OwnWord):
        services.answer_blanking(officer=one.officer, at=now(), blanking=wish, is_approved=True)
    with acting_as(SYSTEM):
        assert services.blank_some(wish.pk) == 0
    with world.acting(two.officer):
        services.answer_blanking(officer=two.officer, at=now(), blanking=wish, is_approved=False)
        assert services.blank_some(wish.pk) == 0
    with acting_as(SYSTEM):
        kept.refresh_from_db()
        assert kept.name == NAME
    assert items(wish) == {kept.pk: (ItemState.DUE, "")}


@pytest.mark.parametrize("name", ["subjects_person", "intake_person"])
def test_is_a_right_of_a_role_that_nobody_signs_in_as(world: World, name: str) -> None:
    with (
        world.acting(world.inspector),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        connection.cursor().execute(f"select blanking.{name}('{{}}')")
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "select r.rolcanlogin, r.rolsuper, has_table_privilege(r.oid, 'subjects_statement', 'update'),"
            " has_column_privilege(r.oid, 'subjects_statement', 'value', 'select'),"
            " has_table_privilege(r.oid, 'foundation_auditentry', 'select')"
            " from pg_proc p join pg_roles r on r.oid = p.proowner where p.proname = %s",
            [name],
        )
        assert cursor.fetchone() == (False, False, False, False, False)


def test_holds_back_what_somebody_needs_and_says_why(world: World) -> None:
    one, two = two_custodians(world, world.team)
    watched, ordered, free = person(world, "Một"), person(world, "Hai"), person(world, "Ba")
    late = person(world, "Bốn")
    with world.acting(world.inspector):
        areas.keep(officer=world.inspector, at=world.at, subject=watched, kept=KEPT)
    wish = asked(world, one)
    assert items(wish)[watched.pk] == (ItemState.HELD, "area")
    with world.acting(one.officer):
        item = Item.objects.get(blanking=wish, record=ordered.pk)
        with pytest.raises(refusals.ReasonMissing):
            services.hold(officer=one.officer, at=now(), press=new_id(), item=item, reason=" ")
        services.hold(officer=one.officer, at=now(), press=new_id(), item=item, reason="Công văn 9/CSĐT")
    # Something is said of one after the wish: it is found not to be due any more.
    with world.acting(world.inspector):
        subjects.add_identifier(
            officer=world.inspector, at=now(), subject=late, kind="phone", value="0912345678", provenance=Provenance()
        )

    done = approved(world, two, wish)

    assert items(wish) == {
        watched.pk: (ItemState.HELD, "area"),
        ordered.pk: (ItemState.HELD, "order"),
        late.pk: (ItemState.HELD, "again"),
        free.pk: (ItemState.DONE, ""),
    }
    assert (done.counted, done.held, done.blanked) == (4, 3, 1)
    # An order that has ended holds nothing back; the next wish finds the person due.
    with world.acting(two.officer):
        services.release(officer=two.officer, at=now(), hold=Hold.objects.get())
        with pytest.raises(refusals.NothingWaiting):
            services.release(officer=two.officer, at=now(), hold=Hold.objects.get())
    assert items(asked(world, two)) == {
        watched.pk: (ItemState.HELD, "area"),
        ordered.pk: (ItemState.DUE, ""),
    }


def test_goes_on_where_it_was_stopped(world: World) -> None:
    one, two = two_custodians(world, world.team)
    for number in range(5):
        person(world, f"Người {number}")
    wish = asked(world, one)
    with world.acting(two.officer), connection.cursor() as cursor:
        cursor.execute("select custody_answer_blanking(%s, true)", [wish.pk])
    with acting_as(SYSTEM):
        assert [services.blank_some(wish.pk, most=2) for _ in range(2)] == [3, 1]
        assert Subject.objects.filter(name="đã xóa").count() == 4
    tasks.blank_left(0)
    tasks.blank_left(0)
    with acting_as(SYSTEM):
        assert Blanking.objects.get().blanked == 5
        assert Subject.objects.filter(name="đã xóa").count() == 5
        assert AuditEntry.objects.filter(action="custody.blanking.done").count() == 1


@pytest.fixture
def administrator(scratch_database: str) -> Iterator[psycopg.Connection[Any]]:
    """One who reads every table there is."""
    server = embedded.start(installation.home())
    if str(connection.settings_dict["HOST"]) != str(server.socket_folder):
        pytest.skip("only of the server that comes with the packages do tests know the administrator")
    with psycopg.connect(server.admin_conninfo, dbname=connection.settings_dict["NAME"], autocommit=True) as one:
        yield one


def test_a_blanked_person_is_found_nowhere(files: Path, administrator: psycopg.Connection[Any]) -> None:
    world = make_world()
    one, two = two_custodians(world, world.team)
    blanked, twin = person(world), person(world, f"{NAME} Hai")
    link(blanked, twin)
    with world.acting(world.inspector):
        subjects.merge(officer=world.inspector, at=world.at, subject=twin, into=blanked, reason=f"Cùng là {NAME}")
    assert in_database(administrator, NEEDLES) >= {"subjects_subject", "subjects_statement", "subjects_merge"}
    approved(world, two, asked(world, one))
    assert in_database(administrator, NEEDLES) == set()
    assert in_files(files, NEEDLES) == set()


def test_its_pages_tell_numbers_and_reasons_and_no_value(world: World, client: Client) -> None:
    one, two = two_custodians(world, world.team)
    ordered, gone = person(world, "Lường Thị Khuyên"), person(world, "Lường Văn Rừng")
    client.force_login(one.officer, backend=BACKEND)
    given = {
        "kind": "subjects.person",
        "ended_before": f"{local_date(now()):%d/%m/%Y}",
        "basis": BASIS,
        "press": str(new_id()),
    }
    answer = client.post(reverse("custody:ask_to_blank"), given)
    assert answer.status_code == 302
    with acting_as(SYSTEM):
        wish = Blanking.objects.get()
    assert answer["Location"] == wish.get_absolute_url()
    with acting_as(SYSTEM):
        item = Item.objects.get(record=ordered.pk)
    page = client.get(wish.get_absolute_url()).content.decode()
    assert "2 hồ sơ tới hạn, giữ lại 0" in page
    assert "Xóa hẳn" not in page
    hold = reverse("custody:hold", args=[wish.pk, item.pk])
    assert hold in page
    assert client.post(hold, {"reason": "Công văn 9/CSĐT", "press": str(new_id())}).status_code == 302
    held = client.get(wish.get_absolute_url(), {"state": "held"}).content.decode()
    assert "có yêu cầu giữ lại" in held

    client.force_login(two.officer, backend=BACKEND)
    assert "Xóa hẳn" in client.get(wish.get_absolute_url()).content.decode()
    assert client.post(reverse("custody:blank", args=[wish.pk])).status_code == 302
    exits = [
        client.get(wish.get_absolute_url(), {"all": "1"}, follow=True),
        client.get(wish.get_absolute_url(), {"print": "1"}),
        client.get(wish.get_absolute_url(), {"export": "xlsx"}),
        client.get(reverse("custody:blankings")),
        client.get(reverse("custody:kept")),
    ]
    shown = [one_exit.getvalue() for one_exit in exits]
    needles = Needles("Lường Thị Khuyên", "Lường Văn Rừng", PHONE, HOME)
    assert [found for content in shown for part in unpacked(content) if (found := needles.found_in(part))] == []
    assert "đã xóa" in shown[0].decode()
    assert "Công văn 9/CSĐT" in shown[3].decode()
    assert "luật chưa đặt thời hạn" in shown[4].decode()
    # What is left of a person can be looked at.
    client.force_login(world.inspector, backend=BACKEND)
    assert "đã xóa" in client.get(reverse("subjects:subject", args=[gone.pk])).content.decode()
    with acting_as(SYSTEM):
        kept = Hold.objects.get()
    client.force_login(two.officer, backend=BACKEND)
    assert client.post(reverse("custody:release", args=[kept.pk])).status_code == 302
    assert "Công văn 9/CSĐT" not in client.get(reverse("custody:blankings")).content.decode()
