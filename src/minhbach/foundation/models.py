"""Where Django looks for this application's tables."""

from minhbach.foundation.attempts import Attempt, KnownMark
from minhbach.foundation.audit.models import AuditChain, AuditEntry, AuditReceipt, AuditSeal
from minhbach.foundation.audit.proving import LogProof
from minhbach.foundation.jobs.following import Following
from minhbach.foundation.pages.list_views import ListView
from minhbach.foundation.press import Press
from minhbach.foundation.scope.models import Share
from minhbach.foundation.search.models import SearchWord

__all__ = [
    "Attempt",
    "AuditChain",
    "AuditEntry",
    "AuditReceipt",
    "AuditSeal",
    "Following",
    "KnownMark",
    "ListView",
    "LogProof",
    "Press",
    "SearchWord",
    "Share",
]
