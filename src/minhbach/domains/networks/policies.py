"""Who may see networks: whoever sees the record from which one begins; what he sees of them is what he sees."""

from __future__ import annotations

from collections.abc import Iterable

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.types import Role, Rule, Whose

# To whom the room is shown; a network is opened from a record by whoever sees that.
READERS = (
    Role.ANALYST,
    Role.INSPECTOR,
    Role.INSPECTION_LEADER,
    Role.HEAD,
    Role.COMMITTEE_OFFICER,
)


def reads_offers(posts: Iterable[Post]) -> bool:
    """Say whether one of the posts reads listings: a network shows what they offer to nobody else."""
    return any(post.role in READERS for post in posts)


RULES = (
    Rule("begin at a name or a value", ("list",)),
    Rule(
        "see a network, draw it, take its picture",
        (
            "of_subject",
            "of_identifier",
            "subject_data",
            "identifier_data",
            "subject_picture",
            "identifier_picture",
            "panel",
        ),
        whose=Whose.SEEN,
    ),
    Rule("see how two hang together", ("path",)),
)
