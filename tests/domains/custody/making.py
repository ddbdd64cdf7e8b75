"""Custodians and their keys for tests: the private halves stay here, as they stay in a custodian's browser."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.types import Role
from minhbach.domains.custody import selectors, services
from minhbach.domains.custody.models import Box, Key
from minhbach.domains.custody.types import Purpose
from minhbach.domains.intake.models import AnswerDay
from minhbach.foundation.clock import now
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import as_portal
from tests.worlds import World, officer_in


@dataclass(frozen=True)
class Custodian:
    officer: Officer
    private: JWK
    key: Key

    def opens(self, sealed: dict[str, Any]) -> dict[str, str]:
        """Open a box as the browser of this custodian does."""
        box = JWE()
        box.deserialize(json.dumps(sealed), key=self.private)
        told: dict[str, str] = json.loads(box.payload)
        return told


@cache
def private(which: int) -> JWK:
    """Making a key takes a second: the same few serve all tests."""
    return JWK.generate(kty="RSA", size=3072)


def public(which: int) -> dict[str, Any]:
    told: dict[str, Any] = private(which).export_public(as_dict=True)
    return {name: told[name] for name in ("kty", "n", "e")}


def custodian(world: World, home: Agency, which: int) -> Custodian:
    """One who keeps identities in an agency, with a key that nobody has confirmed yet."""
    with acting_as(SYSTEM):
        name = f"giu.{home.key}.{which}"
        officer = officer_in(home, Role.CUSTODIAN, f"Người giữ {which}", "Chuyên viên", username=name)
    with world.acting(officer):
        key = services.register_key(officer=officer, at=now(), jwk=public(which))
    return Custodian(officer, private(which), key)


def two_custodians(world: World, home: Agency | None = None, *, first: int = 1) -> tuple[Custodian, Custodian]:
    """Two who keep identities in an agency, the committee's unless another is named; each confirmed the other's key."""
    home = home or world.committee
    one, two = custodian(world, home, first), custodian(world, home, first + 1)
    for who, whose in ((one, two), (two, one)):
        with world.acting(who.officer):
            services.confirm_key(officer=who.officer, at=now(), key=whose.key)
    return one, two


def registered(world: World, officer: Officer, home: Agency) -> Key:
    """A key that closes nothing: what is looked at is who may do what with it."""
    with world.acting(officer):
        made: Key = Key.objects.create(
            officer=officer, jwk={}, thumbprint=f"{officer.username:.43}", owner_agency=home, created_at=world.at,
            sharing="network",
        )  # fmt: skip
        return made


def held(world: World, home: Agency, slug: str) -> dict[str, Any]:
    """One of everything this room keeps, of an agency and what came in at a way of its own; sealed for nobody real."""
    with acting_as(SYSTEM):
        people = [
            officer_in(home, Role.CUSTODIAN, f"Người giữ {which}", "Chuyên viên", username=f"g{which}.{home.key}")
            for which in (1, 2)
        ]
        AnswerDay.objects.get_or_create(kind="TIN_BAO", received_on=world.at.date())
    keys = [registered(world, officer, home) for officer in people]
    for officer, key in zip(reversed(people), keys, strict=True):
        with world.acting(officer):
            services.confirm_key(officer=officer, at=world.at, key=key)
    sealed = {"ciphertext": "x", "recipients": [{"header": {"kid": str(key.id)}} for key in keys]}
    given = {"receipt": f"{new_id().int:064x}", "letterbox": slug, "kind": "TIN_BAO", "what": "x"}
    told = as_portal("portal.send_named(%s::jsonb, %s::jsonb)", json.dumps(given), json.dumps({"sealed": sealed}))
    asks = {"officer": people[0], "at": world.at}
    with world.acting(people[0]):
        box = Box.objects.get(number=told["number"])
        wish = services.ask_to_open(**asks, box_id=box.id, press=new_id(), purpose=Purpose.PROTECT, reason="x")
        over = services.ask_to_blank(
            **asks, press=new_id(), kind="intake.person", basis="x", ended_before=world.at.date() - timedelta(days=9)
        )
        return {
            "key_id": keys[0], "opening_id": selectors.get_opening(wish), "blanking_id": selectors.get_blanking(over),
        }  # fmt: skip
