"""The sentences of this domain's acts, for the audit pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation import audit

DRAFTED = "documents.document.drafted"
REDRAFTED = "documents.document.redrafted"
SUBMITTED = "documents.document.submitted"
RECALLED = "documents.document.recalled"
RETURNED = "documents.document.returned"
SIGNED = "documents.document.signed"
NUMBERED = "documents.document.numbered"
ISSUED = "documents.document.issued"
FILED = "documents.document.filed"
CANCELLED = "documents.document.cancelled"
SUPERSEDED = "documents.document.superseded"
SCAN_ATTACHED = "documents.scan.attached"
LOOKED_AT = "documents.document.looked_at"
FILE_TAKEN = "documents.file.taken"

audit.register(DRAFTED, _("drafted a document"))
audit.register(REDRAFTED, _("changed a draft document"))
audit.register(SUBMITTED, _("submitted a document for signing"))
audit.register(RECALLED, _("took back a submitted document"))
audit.register(RETURNED, _("returned a document for changes"))
audit.register(SIGNED, _("signed a document"))
audit.register(NUMBERED, _("gave a document its number and date"))
audit.register(ISSUED, _("issued a document"))
audit.register(FILED, _("filed a document away"))
audit.register(CANCELLED, _("cancelled a document before issue"))
audit.register(SUPERSEDED, _("recorded that a document was replaced or revoked by another"))
audit.register(SCAN_ATTACHED, _("attached the scan of the sealed paper"))
audit.register(LOOKED_AT, _("looked at a document"))
audit.register(FILE_TAKEN, _("downloaded a document's file"))
