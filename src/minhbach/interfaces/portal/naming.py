"""What is recognised in a text that somebody typed or pasted, by the readers that the record reads with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from minhbach.engine.identifiers import KINDS, display, find_identities

MOST = 30


@dataclass(frozen=True)
class Named:
    """One shop, telephone, account or number of goods, for its sender to keep or take away."""

    kind: str
    canonical: str
    is_kept: bool = True

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.canonical}"

    @property
    def label(self) -> str:
        return _(KINDS[self.kind].words)

    @property
    def shown(self) -> str:
        return display(self.kind, self.canonical)

    @property
    def written(self) -> str:
        """Return it as the office reads it, in the record's language."""
        return f"{KINDS[self.kind].words}: {self.shown}"


def named_in(text: str, *, kept: Collection[str] | None = None) -> list[Named]:
    """List what stands in a text, in its order; KEPT are those its sender left in, all where he was not asked.

    A number that names a person is nobody's business here.
    """
    found = dict.fromkeys(one.identity for one in find_identities(text) if not KINDS[one.identity.kind].is_closed)
    named = [Named(one.kind, one.canonical) for one in list(found)[:MOST]]
    return named if kept is None else [Named(one.kind, one.canonical, one.key in kept) for one in named]
