"""The sentences of this domain's acts, for the audit pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

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
SYMBOL_SET = "documents.symbol.set"
LOOKED_AT = "documents.document.looked_at"
FILE_TAKEN = "documents.file.taken"

audit.register(DRAFTED, _lazy("dự thảo văn bản"))
audit.register(REDRAFTED, _lazy("sửa dự thảo văn bản"))
audit.register(SUBMITTED, _lazy("trình ký văn bản"))
audit.register(RECALLED, _lazy("rút lại văn bản đã trình"))
audit.register(RETURNED, _lazy("trả lại văn bản để sửa"))
audit.register(SIGNED, _lazy("ký văn bản"))
audit.register(NUMBERED, _lazy("cấp số, ngày cho văn bản"))
audit.register(ISSUED, _lazy("phát hành văn bản"))
audit.register(FILED, _lazy("lưu hồ sơ văn bản"))
audit.register(CANCELLED, _lazy("hủy văn bản trước khi phát hành"))
audit.register(SUPERSEDED, _lazy("ghi nhận văn bản bị thay thế, thu hồi"))
audit.register(SCAN_ATTACHED, _lazy("đính kèm bản quét văn bản đã đóng dấu"))
audit.register(SYMBOL_SET, _lazy("đặt ký hiệu cho một loại văn bản"))
audit.register(LOOKED_AT, _lazy("xem văn bản"))
audit.register(FILE_TAKEN, _lazy("tải tệp của văn bản"))
