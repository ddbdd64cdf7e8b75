"""Who sees which rows. The database keeps back what is out of reach; a list read for nobody fails."""

from minhbach.foundation.scope.access import ALL_PLACES, ANY_OFFICER, Access, ScopeMissing, acting_as, current_access
from minhbach.foundation.scope.following import on_reach_changed, reach_changed
from minhbach.foundation.scope.models import ScopedManager, ScopedModel, Sharing, share_with, stop_sharing_with

__all__ = [
    "ALL_PLACES",
    "ANY_OFFICER",
    "Access",
    "ScopeMissing",
    "ScopedManager",
    "ScopedModel",
    "Sharing",
    "acting_as",
    "current_access",
    "on_reach_changed",
    "reach_changed",
    "share_with",
    "stop_sharing_with",
]
