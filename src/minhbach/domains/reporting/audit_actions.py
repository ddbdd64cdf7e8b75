"""What the audit log calls the acts of this domain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation import audit

ENROLLED = "reporting.member.enrolled"
OPENED = "reporting.report.opened"
SUBMITTED = "reporting.figures.submitted"
NOTHING = "reporting.nothing.declared"
URGED = "reporting.member.urged"
WRITTEN = "reporting.section.written"
CLOSED = "reporting.figures.closed"
REOPENED = "reporting.figures.reopened"
PUT_FORWARD = "reporting.report.put_forward"
ISSUED = "reporting.report.issued"
RULE_APPROVED = "reporting.rule.approved"

audit.register(ENROLLED, _("enrolled a member of a reporting body"))
audit.register(OPENED, _("opened a report"))
audit.register(SUBMITTED, _("sent figures for a report"))
audit.register(NOTHING, _("declared nothing to report"))
audit.register(URGED, _("urged a member to send figures"))
audit.register(WRITTEN, _("wrote a section of a report"))
audit.register(CLOSED, _("closed the figures of a report"))
audit.register(REOPENED, _("reopened the figures of a report"))
audit.register(PUT_FORWARD, _("put a report up for signing"))
audit.register(ISSUED, _("issued a report"))
audit.register(RULE_APPROVED, _("switched on an unconfirmed reporting rule"))
