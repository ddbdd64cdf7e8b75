"""What the audit log calls the acts of this domain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

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

audit.register(ENROLLED, _lazy("ghi tên đơn vị thành viên báo cáo"))
audit.register(OPENED, _lazy("mở kỳ báo cáo"))
audit.register(SUBMITTED, _lazy("gửi số liệu báo cáo"))
audit.register(NOTHING, _lazy("báo cáo không phát sinh"))
audit.register(URGED, _lazy("đôn đốc đơn vị gửi số liệu"))
audit.register(WRITTEN, _lazy("viết nội dung báo cáo"))
audit.register(CLOSED, _lazy("chốt số liệu báo cáo"))
audit.register(REOPENED, _lazy("mở lại số liệu báo cáo"))
audit.register(PUT_FORWARD, _lazy("trình ký báo cáo"))
audit.register(ISSUED, _lazy("phát hành báo cáo"))
audit.register(RULE_APPROVED, _lazy("bật quy tắc báo cáo chưa đối chiếu"))
