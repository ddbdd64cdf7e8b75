"""Where Django looks for this application's tables."""

from minhbach.foundation.attempts import Attempt, KnownMark
from minhbach.foundation.audit.models import AuditChain, AuditEntry, AuditReceipt, AuditSeal
from minhbach.foundation.pages.keeping import ListView
from minhbach.foundation.press import Press
from minhbach.foundation.scope.models import Share

__all__ = [
    "Attempt",
    "AuditChain",
    "AuditEntry",
    "AuditReceipt",
    "AuditSeal",
    "KnownMark",
    "ListView",
    "Press",
    "Share",
]
