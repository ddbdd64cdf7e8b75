"""Where Django looks for this application's tables."""

from minhbach.foundation.audit.models import AuditEntry, AuditSeal
from minhbach.foundation.press import Press
from minhbach.foundation.scope.models import Share

__all__ = ["AuditEntry", "AuditSeal", "Press", "Share"]
