"""The sentences of this domain's acts, for the audit pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation import audit

ROW_ADDED = "law.row.added"
ROW_CORRECTED = "law.row.corrected"
ROW_SWITCHED_ON = "law.row.switched_on"
ROW_SWITCHED_OFF = "law.row.switched_off"
REFERENCE_LOADED = "law.reference.loaded"
HOLIDAY_SET = "law.holiday.set"
HOLIDAYS_CONFIRMED = "law.holidays.confirmed"

audit.register(ROW_ADDED, _lazy("thêm một mục pháp luật"))
audit.register(ROW_CORRECTED, _lazy("sửa một mục pháp luật"))
audit.register(ROW_SWITCHED_ON, _lazy("bật một mục pháp luật"))
audit.register(ROW_SWITCHED_OFF, _lazy("tắt một mục pháp luật"))
audit.register(REFERENCE_LOADED, _lazy("nạp bảng pháp luật đi kèm hệ thống"))
audit.register(HOLIDAY_SET, _lazy("sửa một ngày trong lịch nghỉ"))
audit.register(HOLIDAYS_CONFIRMED, _lazy("xác nhận lịch nghỉ của một năm"))
