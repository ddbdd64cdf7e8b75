"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`.

Goods move by two people: who works on the case asks, the keeper of the day answers.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.stores.models import Keeper, Store
from minhbach.domains.stores.refusals import CountedByKeeper, NotKeeper, StoreOfAnotherAgency
from minhbach.foundation.clock import local_date

# As those who work on cases.
ASKERS = (Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD)
COUNTERS = (Role.HEAD, Role.INSPECTION_LEADER, Role.INSPECTOR, Role.AUDITOR)


def agency_to_open_for(officer: Officer, *, at: datetime) -> Agency:
    """Return the unit for which its head opens a store.

    Raises: RoleMissing.
    """
    require_role(officer, Role.HEAD, at=at)
    return posts_of(officer, on=local_date(at)).filter(role=Role.HEAD)[0].agency


def heads(officer: Officer, store: Store, *, at: datetime) -> bool:
    return has_role(officer, Role.HEAD, on=local_date(at), agency=store.owner_agency)


def require_head(officer: Officer, store: Store, *, at: datetime) -> None:
    """Raises: RoleMissing, StoreOfAnotherAgency."""
    require_role(officer, Role.HEAD, at=at)
    if not heads(officer, store, at=at):
        raise StoreOfAnotherAgency(agency=store.owner_agency.name)


def keepers_on(day: date) -> QuerySet[Keeper]:
    """List who keeps a store on a day."""
    return Keeper.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day)


def keeps(officer: Officer, store: Store, *, at: datetime) -> bool:
    return keepers_on(local_date(at)).filter(store=store, officer=officer).exists()


def require_keeper(officer: Officer, store: Store, *, at: datetime) -> None:
    """Raises: NotKeeper."""
    if not keeps(officer, store, at=at):
        raise NotKeeper


def may_count(officer: Officer, store: Store, *, at: datetime) -> bool:
    is_counter = has_role(officer, *COUNTERS, on=local_date(at), agency=store.owner_agency)
    return is_counter and not keeps(officer, store, at=at)


def require_counter(officer: Officer, store: Store, *, at: datetime) -> None:
    """Raises: RoleMissing, StoreOfAnotherAgency, CountedByKeeper."""
    require_role(officer, *COUNTERS, at=at)
    if not has_role(officer, *COUNTERS, on=local_date(at), agency=store.owner_agency):
        raise StoreOfAnotherAgency(agency=store.owner_agency.name)
    if keeps(officer, store, at=at):
        raise CountedByKeeper


RULES = (
    Rule("list stores, and until when goods are held", ("list", "terms")),
    Rule("read a store, its book, what is in it", ("store", "book", "lots", "verify"), whose=Whose.SEEN),
    Rule("read a slip, a card, its label", ("entry", "lot", "label"), whose=Whose.SEEN),
    Rule("read where the goods of a case are", ("of_case", "panel"), whose=Whose.SEEN),
    Rule("open a store", ("open",), (Role.HEAD,)),
    Rule("close a store, say who keeps it", ("close", "appoint", "end_keeper"), (Role.HEAD,), Whose.OWN),
    Rule("ask for goods of a case to come in or go out", ("ask_in", "ask_out"), ASKERS, Whose.OWN),
    Rule("send goods to another store, answer for one; who keeps it that day", ("transfer", "answer"),
         whose=Whose.OWN),
    Rule("count what is in a store; not who keeps it", ("count",), COUNTERS, Whose.OWN),
)  # fmt: skip
