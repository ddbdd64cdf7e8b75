"""What official papers are to the office."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import DelegableKind
from minhbach.domains.documents import selectors
from minhbach.domains.documents.found import FOUND
from minhbach.domains.documents.handing_over import HANDED
from minhbach.domains.documents.types import PAPERS, State
from minhbach.domains.documents.work import work_items
from minhbach.foundation.office import Glance, Office, Room
from minhbach.foundation.pages.tally import Tally


def _by_state(officer: Officer, *, at: datetime) -> Tally:
    return selectors.document_counts()


OFFICE = Office(
    rooms=(Room(_lazy("Văn bản"), "documents:list", "file-text", place=50),),
    search=(FOUND,),
    glance=(Glance(_lazy("Văn bản theo tình trạng"), "documents:list", "state", State.choices, _by_state, place=30),),
    work=work_items,
    # A delegation may name the kinds of document it is for.
    offers=(*(DelegableKind(paper.kind, paper.name) for paper in PAPERS.values()), HANDED),
    audit={
        "documents.document.drafted": _lazy("dự thảo văn bản"),
        "documents.document.redrafted": _lazy("sửa dự thảo văn bản"),
        "documents.document.passed_on": _lazy("giao dự thảo văn bản cho người khác"),
        "documents.document.submitted": _lazy("trình ký văn bản"),
        "documents.document.recalled": _lazy("rút lại văn bản đã trình"),
        "documents.document.returned": _lazy("trả lại văn bản để sửa"),
        "documents.document.signed": _lazy("ký văn bản"),
        "documents.document.numbered": _lazy("cấp số, ngày cho văn bản"),
        "documents.document.issued": _lazy("phát hành văn bản"),
        "documents.document.filed": _lazy("lưu hồ sơ văn bản"),
        "documents.document.cancelled": _lazy("hủy văn bản trước khi phát hành"),
        "documents.document.superseded": _lazy("ghi nhận văn bản bị thay thế, thu hồi"),
        "documents.register.started": _lazy("đặt số đầu tiên của sổ cấp số"),
        "documents.register.brought_back": _lazy("đưa sổ cấp số đi trước ngày về hôm nay"),
        "documents.register.line_written": _lazy("ghi dòng sổ đăng ký văn bản đi"),
        "documents.source.set": _lazy("đặt nơi lấy số văn bản"),
        "documents.scan_rule.set": _lazy("đặt lúc quét văn bản đã đóng dấu"),
        "documents.symbol.set": _lazy("đặt ký hiệu cho một loại văn bản"),
        "documents.scan.attached": _lazy("đính kèm bản quét văn bản đã đóng dấu"),
        "documents.document.looked_at": _lazy("xem văn bản"),
        "documents.file.taken": _lazy("tải tệp của văn bản"),
    },
)
