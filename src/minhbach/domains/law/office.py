"""What the law is to the office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.law import selectors, services
from minhbach.domains.law.found import FOUND
from minhbach.foundation.office import Office, Reference, Room
from minhbach.foundation.pages.work import WorkingDays

OFFICE = Office(
    rooms=(Room(_lazy("Pháp luật"), "law:home", "scale", place=70),),
    search=(FOUND,),
    work=selectors.work_items,
    offers=(WorkingDays(lambda: selectors.open_law().calendar),),
    reference=Reference(_lazy("Pháp luật"), services.load_reference, made_with=("engine/text",)),
    audit={
        "law.change.proposed": _lazy("đề nghị thay đổi một mục pháp luật"),
        "law.change.confirmed": _lazy("xác nhận đề nghị thay đổi pháp luật"),
        "law.change.refused": _lazy("từ chối đề nghị thay đổi pháp luật"),
        "law.change.withdrawn": _lazy("rút lại đề nghị thay đổi pháp luật"),
        "law.review.proposed": _lazy("đề nghị duyệt một bộ mục pháp luật"),
        "law.review.confirmed": _lazy("xác nhận các mục của một bộ đề nghị pháp luật"),
        "law.review.refused": _lazy("từ chối các mục của một bộ đề nghị pháp luật"),
        "law.review.withdrawn": _lazy("rút lại một bộ đề nghị pháp luật"),
        "law.row.added": _lazy("thêm một mục pháp luật"),
        "law.row.corrected": _lazy("sửa một mục pháp luật"),
        "law.row.switched_on": _lazy("bật một mục pháp luật"),
        "law.row.switched_off": _lazy("tắt một mục pháp luật"),
        "law.reference.loaded": _lazy("nạp bảng pháp luật đi kèm hệ thống"),
        "law.holiday.set": _lazy("sửa một ngày trong lịch nghỉ"),
        "law.holidays.confirmed": _lazy("xác nhận lịch nghỉ của một năm"),
    },
)
