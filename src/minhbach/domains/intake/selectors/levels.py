"""Who is told when an agency is late: the next level of its own force, by tree or, where that ends, by the nation's."""

from __future__ import annotations

from datetime import date

from minhbach.domains.agencies.models import Agency
from minhbach.domains.agencies.selectors import agencies_on, ancestor_ids
from minhbach.domains.agencies.types import AgencyLevel


def next_level(agency: Agency, *, on: date) -> Agency | None:
    """Return the next agency of the same force above one; None at the top of it.

    A committee of a province stands under the people's committee: its next level is the nation's, and there the
    standing office, which those above it see as well.
    """
    order = ancestor_ids(agency)
    same = {one.pk: one for one in agencies_on(on).filter(pk__in=order, force=agency.force)}
    if same:
        return next(same[pk] for pk in order if pk in same)
    if agency.level == AgencyLevel.NATION:
        return None
    nations = agencies_on(on).filter(force=agency.force, level=AgencyLevel.NATION)
    return max(nations, key=lambda one: one.parent is not None and one.parent.force == one.force, default=None)
