"""What rooms above show beside a subject, each from an address of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from minhbach.foundation.office import Words, offered


@dataclass(frozen=True)
class Panel:
    """A piece of page that a subject's page fetches, for a reader who may see it; URL takes the subject's id."""

    url: Callable[[str], str]


@dataclass(frozen=True)
class ListPanel:
    """A piece of page that the page of a list that was taken in fetches; URL takes the list's id."""

    url: Callable[[str], str]


def list_panel_urls(import_id: object) -> list[str]:
    return [panel.url(str(import_id)) for panel in offered(ListPanel)]


@dataclass(frozen=True)
class IdentifierDoor:
    """What a room above lets one do about a value from its page; URL takes the identifier's id."""

    label: Words
    icon: str
    url: Callable[[str], str]


def panel_urls(subject_id: object) -> list[str]:
    return [panel.url(str(subject_id)) for panel in offered(Panel)]


def doors_of(identifier_id: object) -> list[tuple[IdentifierDoor, str]]:
    """Return what may be done about a value, each with its page."""
    return [(door, door.url(str(identifier_id))) for door in offered(IdentifierDoor)]
