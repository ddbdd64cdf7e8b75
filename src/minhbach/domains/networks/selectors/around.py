"""What hangs together with a subject or a value, ring by ring, up to a number of nodes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from minhbach.domains.networks.links import Links, begin_at_value, carried_by, carriers_of, roots_of, with_offers

# A picture of more is no picture.
MOST_DRAWN = 2_000
MOST_STEPS = 4
STEPS = 2
# Beyond this a ring is left off, and the reader is told so.
_MOST_READ = 6_000


@dataclass(frozen=True)
class Start:
    """Where a network begins: at a subject or at a value, in reach."""

    subject_id: UUID | None = None
    identifier_id: UUID | None = None

    @property
    def node(self) -> str:
        return str(self.subject_id or self.identifier_id)


@dataclass(frozen=True)
class Around:
    """What was read, and whether more hangs on it."""

    links: Links
    is_cut: bool


def around(start: Start, *, steps: int = STEPS, offers: bool = True) -> Around:
    """Read the rings around a start: who carries the value, who shares something with those, and so on.

    With OFFERS what their listings offer alike counts as shared.
    """
    links = with_offers() if offers else Links()
    if start.identifier_id is not None:
        begin_at_value(links, start.identifier_id)
        ring = carriers_of(links, [start.identifier_id])
        if start.identifier_id in links.crowded:
            return Around(links, is_cut=False)
        steps -= 1
    else:
        ring = set(roots_of([start.subject_id]).values()) if start.subject_id else set()
        carried = carried_by(links, ring)
        ring = carriers_of(links, carried) if steps else set()
        steps -= 1
    for _step in range(steps):
        if not ring:
            break
        if len(links.since) + len(ring) > _MOST_READ:
            return Around(links, is_cut=True)
        carried = carried_by(links, ring)
        ring = carriers_of(links, carried)
    return Around(links, is_cut=len(links.since) > _MOST_READ)
