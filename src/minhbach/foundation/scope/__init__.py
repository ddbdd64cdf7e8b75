"""Who sees which rows. The database keeps back what is out of reach; a list read for nobody fails."""

from minhbach.foundation.scope.access import (
    ALL_PLACES,
    ANY_OFFICER,
    Access,
    ScopeMissing,
    acting_as,
    current_access,
    force_key,
)
from minhbach.foundation.scope.following import on_reach_changed, reach_changed
from minhbach.foundation.scope.models import (
    ScopedManager,
    ScopedModel,
    Sharing,
    SharingField,
    end_term,
    share_with,
    stop_sharing_with,
)
from minhbach.foundation.scope.numbers import ReachField, and_by_reach, by_reach
from minhbach.foundation.scope.points import ONE_OF, among, written
from minhbach.foundation.scope.terms import Term, new_term, terms_of

__all__ = [
    "ALL_PLACES",
    "ANY_OFFICER",
    "ONE_OF",
    "Access",
    "ReachField",
    "ScopeMissing",
    "ScopedManager",
    "ScopedModel",
    "Sharing",
    "SharingField",
    "Term",
    "acting_as",
    "among",
    "and_by_reach",
    "by_reach",
    "current_access",
    "end_term",
    "force_key",
    "new_term",
    "on_reach_changed",
    "reach_changed",
    "share_with",
    "stop_sharing_with",
    "terms_of",
    "written",
]
