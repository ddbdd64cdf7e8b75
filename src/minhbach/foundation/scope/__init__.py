"""Who sees which rows. Lists are filtered or fail; row-level security holds where a filter was forgotten."""

from minhbach.foundation.scope.access import Access, ScopeMissing, acting_as, current_access
from minhbach.foundation.scope.following import on_reach_changed, reach_changed
from minhbach.foundation.scope.models import ScopedManager, ScopedModel, Sharing, share_with, stop_sharing_with

__all__ = [
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
