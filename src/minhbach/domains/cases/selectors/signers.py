"""Who of a unit, and of those above it, may sign what an act comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.selectors import ancestor_ids
from minhbach.domains.cases.models import Case
from minhbach.domains.law.selectors import OBSTACLES, offices_of
from minhbach.domains.law.types import FineFrame


@dataclass(frozen=True)
class NearSigner:
    """A holder of a signing post: up to how much he may fine here, and what stands in the way of this act.

    Units: đồng, None where the law sets no limit or none is known.
    """

    title: str
    agency: str
    limit_vnd: int | None
    obstacles: tuple[str, ...]

    @property
    def may_sign(self) -> bool:
        return not self.obstacles


def signers_near(case: Case, frame: FineFrame, *, on: date) -> list[NearSigner]:
    """List the signing posts of the unit and of those above it, nearest first, that the law gives a power here."""
    ids = [case.owner_agency_id, *ancestor_ids(case.owner_agency)]
    posts = list(Post.objects.on(on).filter(agency_id__in=ids, may_sign=True).select_related("agency"))
    found: dict[tuple[str, str], NearSigner] = {}
    for post in sorted(posts, key=lambda post: (ids.index(post.agency_id), post.title_vi)):
        offices = offices_of(post.powers_title or post.title_vi)
        own = [signer for signer in frame.signers if signer.office in offices]
        if own:
            best = next((signer for signer in own if signer.may_sign), own[0])
            obstacles = tuple(str(OBSTACLES[one]) for one in best.obstacles)
            key = (post.title_vi, post.agency.short_name)
            found[key] = NearSigner(post.title_vi, post.agency.short_name, best.limit_vnd, obstacles)
    return list(found.values())
