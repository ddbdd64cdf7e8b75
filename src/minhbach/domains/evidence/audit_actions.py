"""The sentence of each audited act of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation import audit

audit.register("evidence.item.added", _lazy("thêm tài liệu, chứng cứ"))
audit.register("evidence.item.viewed", _lazy("xem tài liệu, chứng cứ"))
audit.register("evidence.item.downloaded", _lazy("tải tệp chứng cứ"))
audit.register("evidence.item.verified", _lazy("kiểm tra tính toàn vẹn của tệp chứng cứ"))
audit.register("evidence.item.set_aside", _lazy("loại tài liệu ra khỏi chứng cứ"))
audit.register("evidence.custody.recorded", _lazy("ghi nhận việc giao nhận, bảo quản chứng cứ"))
