"""A custodian's key"""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from jwcrypto.jwe import JWE, InvalidJWEData
from jwcrypto.jwk import JWK

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.types import Role
from minhbach.domains.custody import refusals, sealing, selectors, services
from minhbach.domains.custody.models import Key
from minhbach.domains.custody.sealing import PublicKey
from minhbach.foundation.clock import now
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.interfaces.office.work import desk_of
from tests.domains.custody.making import custodian, private, public, two_custodians
from tests.worlds import World, officer_in


def test_counts_only_when_another_custodian_has_confirmed_it(world: World) -> None:
    one = custodian(world, world.committee, 1)
    with world.acting(one.officer), pytest.raises(refusals.OwnWord):
        services.confirm_key(officer=one.officer, at=now(), key=one.key)
    with world.acting(world.administrator), pytest.raises(RoleMissing):
        services.confirm_key(officer=world.administrator, at=now(), key=one.key)
    two = custodian(world, world.committee, 2)
    elsewhere = custodian(world, world.branch, 3)
    with world.acting(elsewhere.officer), pytest.raises(refusals.NotCustodian):
        services.confirm_key(officer=elsewhere.officer, at=now(), key=one.key)
    with world.acting(two.officer):
        services.confirm_key(officer=two.officer, at=now(), key=one.key)
        # One confirmed key is nobody's second.
        assert selectors.keys_for(world.committee) == []
        with pytest.raises(refusals.NothingWaiting):
            services.confirm_key(officer=two.officer, at=now(), key=one.key)
    with world.acting(one.officer):
        services.confirm_key(officer=one.officer, at=now(), key=two.key)
        assert {key.id for key in selectors.keys_for(world.committee)} == {one.key.id, two.key.id}


def test_serves_the_units_below_that_have_no_two_of_their_own(world: World) -> None:
    one, two = two_custodians(world, world.branch)
    with world.acting(one.officer):
        assert {key.id for key in selectors.keys_for(world.team)} == {one.key.id, two.key.id}
        assert selectors.keys_for(world.neighbor) == []
    three, four = two_custodians(world, world.team, first=3)
    with world.acting(three.officer):
        assert {key.id for key in selectors.keys_for(world.team)} == {three.key.id, four.key.id}


def test_that_ended_closes_nothing_new(world: World) -> None:
    one, two = two_custodians(world)
    with world.acting(two.officer):
        services.end_key(officer=two.officer, at=now(), key=one.key)
        assert selectors.keys_for(world.committee) == []
        with pytest.raises(refusals.NothingWaiting):
            services.end_key(officer=two.officer, at=now(), key=one.key)


def test_waits_on_the_desk_of_who_has_none_and_of_who_is_to_confirm_another_s(world: World) -> None:
    def waiting(officer: Officer) -> list[tuple[str, str]]:
        with world.acting(officer):
            lines = [line for group in desk_of(officer, at=now()).groups for line in group.lines]
        return [(line.item.what, line.item.about) for line in lines]

    with acting_as(SYSTEM):
        newcomer = officer_in(world.committee, Role.CUSTODIAN, "Người giữ mới", "Chuyên viên", username="giu.moi")
    assert [what for what, _ in waiting(newcomer)] == ["Tạo khóa giữ danh tính"]
    one = custodian(world, world.committee, 1)
    assert waiting(one.officer) == []
    assert ("So dấu khóa, xác nhận", one.officer.full_name) in waiting(newcomer)


@pytest.mark.parametrize(
    "jwk",
    [
        {},
        {"kty": "RSA", "n": "AQAB", "e": "AQAB"},
        JWK.generate(kty="RSA", size=2048).export_public(as_dict=True),
        JWK.generate(kty="EC", crv="P-256").export_public(as_dict=True),
        JWK.generate(kty="oct", size=256).export(as_dict=True),
        private(1).export(as_dict=True),
    ],
    ids=["nothing", "tiny", "short", "curve", "secret", "private half"],
)
def test_is_refused_where_it_is_no_public_key_of_3072_bits(world: World, jwk: dict[str, str]) -> None:
    one = custodian(world, world.committee, 2)
    with world.acting(one.officer), pytest.raises(refusals.KeyUnfit):
        services.register_key(officer=one.officer, at=now(), jwk=jwk)
    assert Key.unscoped.count() == 1


def test_is_registered_once_and_by_its_holder_alone(world: World) -> None:
    one = custodian(world, world.committee, 1)
    with world.acting(one.officer):
        with pytest.raises(refusals.KeyKnown):
            services.register_key(officer=one.officer, at=now(), jwk=public(1))
        with pytest.raises(ProgrammingError, match="row-level security"):
            Key.objects.create(
                officer=world.auditor, jwk=public(2), thumbprint="x", owner_agency=world.committee, created_at=now(),
                sharing=Sharing.NETWORK,
            )  # fmt: skip


@pytest.mark.parametrize("column", ["confirmed_at", "jwk", "ended_at"])
def test_is_changed_by_the_functions_alone(world: World, column: str) -> None:
    one = custodian(world, world.committee, 1)
    with pytest.raises(ProgrammingError), world.acting(one.officer), connection.cursor() as cursor:
        cursor.execute(f"update custody_key set {column} = {column}")


def test_two_open_what_was_sealed_for_them_each_alone_and_no_other() -> None:
    keys = [PublicKey(new_id(), public(which)) for which in (1, 2)]
    sealed = sealing.seal({"name": "Nông Thị Mai", "phone": "0912 345 678"}, keys)
    assert [one["header"]["kid"] for one in sealed["recipients"]] == [str(key.id) for key in keys]
    for which in (1, 2):
        box = JWE()
        box.deserialize(json.dumps(sealed), key=private(which))
        assert json.loads(box.payload) == {"name": "Nông Thị Mai", "phone": "0912 345 678"}
        assert len(box.payload) == 1024
    box = JWE()
    with pytest.raises(InvalidJWEData):
        box.deserialize(json.dumps(sealed), key=private(3))
    with pytest.raises(sealing.KeyUnfit):
        sealing.seal({"name": "x"}, keys[:1])


def test_a_short_name_and_a_long_one_make_boxes_of_one_length() -> None:
    keys = [PublicKey(new_id(), public(which)) for which in (1, 2)]
    lengths = {len(sealing.seal({"name": "A" * letters}, keys)["ciphertext"]) for letters in (1, 120)}
    assert len(lengths) == 1
