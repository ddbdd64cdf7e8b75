"""Who of a unit, and of those above it, may sign what an act comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from minhbach.domains.agencies.models import Agency, Post
from minhbach.domains.agencies.selectors import ancestor_ids
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors.papers import issuing_agencies
from minhbach.domains.documents.selectors import signers_of_agency
from minhbach.domains.documents.types import Kind
from minhbach.domains.law.selectors import OBSTACLES, Law, offices_of
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


def signers_of_paper(
    case: Case,
    kind: Kind,
    frames: Sequence[FineFrame | None],
    *,
    law: Law,
    at: datetime,
    issuer: Agency | None = None,
) -> list[Post]:
    """List who may sign a paper of a case where it would be issued, the head first; ISSUER, where it is known.

    Of a paper that fines, only whom the law gives the power over each of its FRAMES; the submission asks it again.
    """
    rights = signers_of_agency(issuer or issuing_agencies(case, kind, at=at)[0], kind, at=at)
    # A deputy under a delegation uses the power of the one who gave it.
    powers = [(right.post, right.delegation.from_post if right.delegation else right.post) for right in rights]
    return [post for post, power in powers if all(_has_power(power, frame, law) for frame in frames if frame)]


def _has_power(post: Post, frame: FineFrame, law: Law) -> bool:
    offices = offices_of(post.powers_title or post.title_vi, law=law)
    return any(signer.may_sign for signer in frame.signers if signer.office in offices)
