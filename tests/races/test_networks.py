"""Networks, when two workers look at both ends of what is new."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.domains.screening.models import Lead, LeadReason
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.networks.shops import look, sanctioned, shop
from tests.races.race import Act, Done, by, race
from tests.worlds import World


@pytest.mark.race("networks.look_at", "screening.hear_network")
def test_two_that_find_the_same_tell_it_once(world: World) -> None:
    violator = shop(world, world.outsider, "Tạp hóa Sương Mai", "0901 234 567")
    sanctioned(world, violator, world.outsider, on=date(2025, 3, 3))
    new = shop(world, world.inspector, "Kho hàng Kỳ Lừa", "0901 234 567")

    def looking(one: Subject) -> Act:
        return by(lambda: acting_as(SYSTEM), lambda: look(world, one))

    assert race(looking(new), looking(violator)) == (Done, Done)
    with acting_as(SYSTEM):
        assert (Lead.objects.count(), LeadReason.objects.count()) == (1, 1)
