"""What in a dispute may be a violation of the firm's: a sign for an officer to look into, never more than that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from minhbach.domains.law.selectors import Law, cite_act, open_law, row_url
from minhbach.domains.mediation.models import Dispute, Step
from minhbach.domains.mediation.selectors.terms import terms_of
from minhbach.domains.mediation.types import FIRM, StepKind
from minhbach.foundation.writing import write_day

# The frame on how firms deal with what consumers ask, through time, and the acts of it that a dispute can show.
SERIES = "ND98-D61-TNGQ"
NOT_BARGAINED, NO_REASON, NOT_TOLD = "6", "7", "8"


@dataclass(frozen=True)
class Sign:
    """ACT is the law's words for it, PLACE where they stand, URL the row with its frame."""

    seen: str
    act: str
    place: str
    url: str


def signs_of(dispute: Dispute, steps: Sequence[Step], *, as_of: date, law: Law | None = None) -> list[Sign]:
    """List the signs that stand as of a day, under the frame in force on the day each showed."""
    law = law or open_law()
    terms = terms_of(dispute, steps, as_of=as_of, law=law)
    found = []
    if terms.bargain is not None and terms.bargain.is_late:
        seen = _("Quá hạn %(day)s mà chưa tiến hành thương lượng.")
        if terms.bargain.done_on is not None:
            seen = _("Trả lời sau hạn %(day)s.")
        found.append(_sign(law, NOT_BARGAINED, terms.bargain.due_on + timedelta(days=1), seen, terms.bargain.due_on))
    for step in steps:
        if step.side == FIRM and step.kind == StepKind.REFUSED and step.data.get("no_reason"):
            seen = _("Từ chối ngày %(day)s không nêu lý do cụ thể bằng văn bản.")
            if step.happened_on <= as_of:
                found.append(_sign(law, NO_REASON, step.happened_on, seen, step.happened_on))
    if terms.report is not None and terms.report.is_late:
        seen = _("Chưa báo kết quả thương lượng cho cơ quan trước hết ngày %(day)s, hoặc báo muộn.")
        found.append(_sign(law, NOT_TOLD, terms.report.due_on + timedelta(days=1), seen, terms.report.due_on))
    return [one for one in found if one is not None]


def _sign(law: Law, point: str, on: date, seen: str, day: date) -> Sign | None:
    frame = law.book.find_frame(SERIES, on)
    act = frame.find_act(point) if frame else None
    if frame is None or act is None:
        return None
    return Sign(seen % {"day": write_day(day)}, act.text_vi, cite_act(frame, act), row_url(frame.citation.row_id))
