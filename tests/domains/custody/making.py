"""Custodians and their keys for tests: the private halves stay here, as they stay in a custodian's browser."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.types import Role
from minhbach.domains.custody import services
from minhbach.domains.custody.models import Key
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
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
