"""What a domain declares of itself: its rooms, its work, its words. Written once, in the domain's `office.py`.

    OFFICE = Office(
        rooms=(Room(_lazy("Vụ việc"), "cases:list", "briefcase", place=30),),
        work=selectors.work_items,
        audit={"cases.case.read": _lazy("xem vụ việc")},
        offers=(Panel(lambda subject_id: reverse("cases:of_subject", args=[subject_id])),),
    )

The shell reads the declarations of `settings.DOMAINS` and knows no domain by name. What a domain puts on the pages
of rooms below it (a panel, a story sentence, an act) is an offer of a type that the lower room defines and asks for
with `offered`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.apps import AppConfig, apps
from django.utils.functional import Promise

from minhbach.foundation.search.declared import Findable, Hit

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Officer
    from minhbach.foundation.pages.tally import Tally
    from minhbach.foundation.pages.work import Asked, Card, WorkItem

Words = str | Promise
Offer = TypeVar("Offer")


View = TypeVar("View", bound=Callable[..., Any])
_OPEN = "open_to_guests"


def open_to_guests(view: View) -> View:
    """Declare a page as one that people outside may open, too; whatever is not declared is closed to them."""
    setattr(view, _OPEN, True)
    return view


def is_open_to_guests(view: Callable[..., Any]) -> bool:
    """Return whether a page was declared so, or is open to whoever has not signed in at all."""
    return getattr(view, _OPEN, False) or not getattr(view, "login_required", True)


@dataclass(frozen=True)
class Room:
    """One entry of the navigation: its words, its page, its icon, and the roles it is for (none: every officer).

    People outside are shown what names their role.
    """

    label: Words
    view: str
    icon: str
    # Among the rooms of all domains: 10, 20, …
    place: int = 0
    roles: frozenset[str] = frozenset()
    # Further doors of the room, shown to whoever stands in it.
    within: tuple[Room, ...] = ()
    # Its words in the bar of a phone, where those are too long for a quarter of it.
    short: Words = ""
    # The page of a room of a domain below, as one of whose doors it is shown; it stands by itself to whoever is not
    # shown that one.
    under: str = ""


class Find(Protocol):
    def __call__(self, officer: Officer, text: str, *, at: datetime, limit: int) -> Iterable[Hit]: ...


@dataclass(frozen=True)
class SearchGroup:
    """What is found by a way of its own, of a table too small to need words; VIEW lists all of it, asked with `q`."""

    title: Words
    view: str
    find: Find
    place: int


@dataclass(frozen=True)
class SearchAct:
    """What may be done about a text besides finding it, offered beside the hits to ROLES; URL is empty for nothing."""

    label: Words
    icon: str
    roles: frozenset[str]
    url: Callable[[str], str]


class Count(Protocol):
    def __call__(self, officer: Officer, *, at: datetime) -> Tally: ...


@dataclass(frozen=True)
class Glance:
    """Figures of what there is now: how many of each choice; a figure opens VIEW narrowed by PARAMETER."""

    title: Words
    view: str
    parameter: str
    choices: Sequence[tuple[str, Words]]
    count: Count
    place: int


@dataclass(frozen=True)
class Figure:
    """One figure of this month so far, and the same days of the month before; it opens a list of what it counts."""

    label: Words
    now: str
    before: str
    url: str


class Month(Protocol):
    def __call__(self, officer: Officer, *, at: datetime) -> Iterable[Figure]: ...


class Work(Protocol):
    def __call__(self, officer: Officer, *, at: datetime) -> Iterable[WorkItem | Card | Asked]: ...


class LoadReference(Protocol):
    def __call__(self, *, at: datetime) -> object: ...


@dataclass(frozen=True)
class Reference:
    """Rows that ship with the product; repeating LOAD changes nothing.

    MADE_WITH names what decides the rows besides the domain's own folder, as paths in the package.
    """

    name: Words
    load: LoadReference
    made_with: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Office:
    """A domain as the office shows it. One without a room says why."""

    rooms: tuple[Room, ...] = ()
    why_no_room: str = ""
    search: tuple[Findable | SearchGroup, ...] = ()
    glance: tuple[Glance, ...] = ()
    work: Work | None = None
    # What waits for somebody outside.
    guest_work: Work | None = None
    # Figures of the month so far.
    month: Month | None = None
    # The sentence of each audited act, by its code.
    audit: Mapping[str, Words] = field(default_factory=dict)
    # What stands on pages of the rooms below, each of a type defined there.
    offers: tuple[Any, ...] = ()
    reference: Reference | None = None


class DomainConfig(AppConfig):
    """The application of a domain; everything it has to say of itself stands in its `office.py`."""

    @cached_property
    def office(self) -> Office:
        office = import_module(f"{self.name}.office").OFFICE
        if not isinstance(office, Office):
            raise TypeError(f"{self.name}.office.OFFICE must be an Office")
        return office

    def ready(self) -> None:
        from minhbach.foundation import audit

        for action, sentence in self.office.audit.items():
            audit.register(action, sentence)


def domains() -> tuple[DomainConfig, ...]:
    """Every domain, highest first, as the settings list them."""
    return tuple(config for config in apps.get_app_configs() if isinstance(config, DomainConfig))


def offices() -> tuple[Office, ...]:
    """The declaration of every domain, highest first."""
    return tuple(domain.office for domain in domains())


def offered(kind: type[Offer]) -> tuple[Offer, ...]:
    """Everything of a kind that domains offer, highest domain first."""
    return tuple(offer for office in offices() for offer in office.offers if isinstance(offer, kind))
