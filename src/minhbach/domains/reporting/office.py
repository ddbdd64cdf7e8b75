"""What reports are to the office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.types import PaperSummary
from minhbach.domains.reporting import selectors
from minhbach.foundation.office import Office, Room

OFFICE = Office(
    rooms=(Room(_lazy("Báo cáo"), "reporting:list", "chart-bar", place=60),),
    work=selectors.work_items,
    offers=(PaperSummary("reporting.report", selectors.facts_for_signer, selectors.due_of_reports),),
    audit={
        "reporting.member.enrolled": _lazy("ghi tên đơn vị thành viên báo cáo"),
        "reporting.report.opened": _lazy("mở kỳ báo cáo"),
        "reporting.figures.submitted": _lazy("gửi số liệu báo cáo"),
        "reporting.draft.kept": _lazy("lưu nháp số liệu báo cáo"),
        "reporting.nothing.declared": _lazy("báo cáo không phát sinh"),
        "reporting.member.urged": _lazy("đôn đốc đơn vị gửi số liệu"),
        "reporting.section.written": _lazy("viết nội dung báo cáo"),
        "reporting.figures.closed": _lazy("chốt số liệu báo cáo"),
        "reporting.figures.reopened": _lazy("mở lại số liệu báo cáo"),
        "reporting.report.put_forward": _lazy("trình ký báo cáo"),
        "reporting.report.issued": _lazy("phát hành báo cáo"),
        "reporting.rule.approved": _lazy("bật quy tắc báo cáo chưa đối chiếu"),
    },
)
