"""What rooms above show among the papers of a case, each from an address of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from minhbach.foundation.office import offered


@dataclass(frozen=True)
class CasePanel:
    """A piece of page that a case fetches, for a reader who may see it; URL takes the case's id."""

    url: Callable[[str], str]


def panel_urls(case_id: object) -> list[str]:
    return [panel.url(str(case_id)) for panel in offered(CasePanel)]
