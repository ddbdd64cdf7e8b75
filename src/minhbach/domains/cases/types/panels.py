"""What rooms above show among the papers of a case, each from an address of its own, and what they ask of its end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from minhbach.foundation.office import offered
from minhbach.foundation.requirements import Unmet


@dataclass(frozen=True)
class CasePanel:
    """A piece of page that a case fetches, for a reader who may see it; URL takes the case's id.

    One that goes on with a kind of MATTER stands beside the step of a case that has one, too.
    """

    url: Callable[[str], str]
    matter: str = ""


def panel_urls(case_id: object) -> list[str]:
    return [panel.url(str(case_id)) for panel in offered(CasePanel)]


def matter_panel_urls(case_id: object, kinds: Collection[str]) -> list[str]:
    """Name the pieces that go on with matters of some kinds."""
    return [panel.url(str(case_id)) for panel in offered(CasePanel) if panel.matter in kinds]


@dataclass(frozen=True)
class ClosingNeed:
    """What a room above knows that must be done before a case is closed, each with its weight."""

    unmet: Callable[[Any], Iterable[Unmet]]


def unmet_to_close(case: Any) -> Iterator[Unmet]:
    for need in offered(ClosingNeed):
        yield from need.unmet(case)


@dataclass(frozen=True)
class DisposalNeed:
    """What a room above knows that must be done before a plan of disposal is carried out, of lines by their ids."""

    unmet: Callable[[Any, frozenset[str]], Iterable[Unmet]]


def unmet_to_dispose(case: Any, line_ids: frozenset[str]) -> Iterator[Unmet]:
    for need in offered(DisposalNeed):
        yield from need.unmet(case, line_ids)
