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
    share_with,
    stop_sharing_with,
)
from minhbach.foundation.scope.numbers import ReachField, and_by_reach, by_reach
from minhbach.foundation.scope.points import ONE_OF, among, written

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
    "acting_as",
    "among",
    "and_by_reach",
    "by_reach",
    "current_access",
    "force_key",
    "on_reach_changed",
    "reach_changed",
    "share_with",
    "stop_sharing_with",
    "written",
]
