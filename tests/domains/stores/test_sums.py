"""Whatever goods are made to do, their sums close, and the cards say what the books say"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minhbach.domains.stores import selectors, services
from minhbach.domains.stores.book import breaks_of
from minhbach.domains.stores.models import Lot
from minhbach.domains.stores.refusals import MoreThanThere
from minhbach.domains.stores.services import Pick
from minhbach.domains.stores.types import ASKED_IN, ASKED_OUT, WAYS, Spot
from tests.domains.cases.world import as_officer, at
from tests.domains.stores.making import Stored, accept, ask, line_ids

SEIZED = 35
ACTS = st.tuples(
    st.sampled_from([way.code for way in (*ASKED_IN, *ASKED_OUT)]),
    st.integers(min_value=1, max_value=20),
    st.sampled_from(["accept", "refuse", "wait"]),
)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=st.lists(ACTS, min_size=4, max_size=8))
def test_any_sequence_of_moves_keeps_them(made: Stored, acts: list[tuple[str, int, str]]) -> None:
    bags, _purses = line_ids(made)
    at_spot, reserved = Counter({Spot.OUTSIDE: SEIZED}), Counter[Spot]()
    with transaction.atomic():
        # Something is in the store, or most of what is tried would be refused.
        for code, quantity, answer in [("seized", 20, "accept"), *acts]:
            way = WAYS[code]
            is_there = at_spot[way.source] - reserved[way.source] >= quantity
            try:
                with transaction.atomic():
                    entry = ask(made, code, Pick(bags, Decimal(quantity)))
            except MoreThanThere:
                assert not is_there
                continue
            assert is_there
            if answer == "accept":
                accept(made, entry)
                at_spot[way.source] -= quantity
                at_spot[way.target] += quantity
            elif answer == "refuse":
                with as_officer(made.keeper, at(6)) as officer:
                    services.refuse(officer=officer, at=at(6), entry=entry, note="Không đúng")
            else:
                reserved[way.source] += quantity
        with as_officer(made.keeper, at(7)):
            line = selectors.sums_of(made.case).lines[0]
            told = {Spot.HELD: line.held, Spot.AWAY: line.away, Spot.GONE: line.left}
            assert told == {spot: at_spot[spot] for spot in told}
            assert line.unclear == at_spot[Spot.OUTSIDE] - reserved[Spot.OUTSIDE]
            lot = Lot.objects.get(store=made.store, line_id=bags)
            assert (lot.held, lot.away) == (at_spot[Spot.HELD], at_spot[Spot.AWAY])
            assert list(breaks_of(made.store, last=selectors.last_logged(made.store))) == []
        transaction.set_rollback(True)
