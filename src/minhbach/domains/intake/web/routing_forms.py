"""Forms of handing over, of terms and of what belongs together."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Place
from minhbach.domains.agencies.selectors import agencies_on, places_written
from minhbach.domains.agencies.types import AgencyLevel
from minhbach.domains.intake.competence import Proposal, matters, propose
from minhbach.domains.intake.models import ClockMark, Report
from minhbach.domains.intake.refusals import ReceiverMissing, ReportNotFound
from minhbach.domains.intake.selectors import markable, visible_reports
from minhbach.domains.intake.web.forms import OfReport
from minhbach.domains.law.selectors import cite, open_law
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.writing import write_day

# What is proposed first: a crime report goes to those who investigate, everything else to those of the home market.
FIRST = {"TO_GIAC_TOI_PHAM": "toi_pham"}
USUAL = "trong_nuoc"


class HandOverForm(OfReport):
    """One proposal for each matter the law was read on, with what it rests on; Enter accepts the one chosen."""

    matter = fields.Choice(
        label=_lazy("Việc gì, chuyển tới đâu"),
        open=True,
        required=False,
        help_text=_lazy("Đề xuất theo loại hàng, lực lượng và địa bàn; căn cứ ghi ở mỗi dòng."),
    )
    receiver = fields.Record(
        label=_lazy("Hoặc chọn cơ quan khác"),
        required=False,
        help_text=_lazy("Khi không đề xuất nào đúng. Thực phẩm, thuốc, mỹ phẩm: chưa đọc văn bản phân công."),
    )
    reason = fields.Text(label=_lazy("Vì sao chuyển"), longest=500, rows=2, required=False)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        self.on = local_date(at)
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        law, self.place = open_law(), _place_of(self.report, self.on)
        found = [propose(code, place=self.place, on=self.on, law=law) for code in matters()]
        self.proposals: dict[str, Proposal] = {
            one.matter.code: one
            for one in found
            if one is not None and one.agency is not None and one.agency.pk != self.report.owner_agency_id
        }
        self.offer("matter", [(code, _say(one)) for code, one in self.proposals.items()])
        levels = (AgencyLevel.NATION, AgencyLevel.REGION, AgencyLevel.PROVINCE)
        # A task force has nobody whose office it is to answer the public.
        others = agencies_on(self.on).exclude(pk=self.report.owner_agency_id).exclude(level=AgencyLevel.TASK_FORCE)
        near = others.filter(level__in=levels[:2]) | others.filter(areas__in=[self.place] if self.place else [])
        self.offer("receiver", near.distinct())
        first = FIRST.get(self.report.kind, USUAL)
        self.propose(matter=first if first in self.proposals else "")

    @property
    def chosen(self) -> dict[str, Any]:
        """What the service is given: another agency where one was named, else the one proposed.

        Raises: ReceiverMissing.
        """
        given = self.asked
        proposal = self.proposals.get(given["matter"])
        receiver = given["receiver"] or (proposal.agency if proposal else None)
        if receiver is None:
            raise ReceiverMissing
        by_law = _say(proposal) if proposal and not given["receiver"] else ""
        return {"receiver": receiver, "reason": given["reason"] or by_law}


class GiveBackForm(PageForm):
    why = fields.Text(label=_lazy("Vì sao trả lại"), longest=500, rows=2, help_text=_lazy("Nơi chuyển đọc được."))


class ConfirmForm(PageForm):
    paper = fields.Text(label=_lazy("Văn bản xác nhận của nơi nhận"), longest=300, help_text=_lazy("Số, ngày."))


class MarkForm(OfReport):
    what = fields.Choice(label=_lazy("Việc đã xảy ra"))
    happened_on = fields.Day(label=_lazy("Ngày"))
    reason = fields.Text(label=_lazy("Theo văn bản nào, vì sao"), longest=500)

    def prepare(self) -> None:
        self.offer("what", [(mark.value, mark.label) for mark in markable(self.report)])


class AnnulMarkForm(OfReport):
    marked = fields.Record(
        label=_lazy("Mốc ghi sai"), words=lambda one: f"{one.get_what_display()} · {write_day(one.happened_on)}"
    )
    reason = fields.Text(label=_lazy("Vì sao bỏ"), longest=500)

    def prepare(self) -> None:
        self.offer("marked", ClockMark.objects.filter(report=self.report, annuls=None, annulled_by=None))


class MergeForm(PageForm):
    into = fields.Text(label=_lazy("Số tin, đơn chính"), longest=12, help_text=_lazy("Cùng loại, cùng cơ quan giữ."))

    def clean_into(self) -> Report:
        found: Report | None = visible_reports().filter(number=self.cleaned_data["into"].strip()).first()
        if found is None:
            raise ValidationError(ReportNotFound.sentence)
        return found


def _place_of(report: Report, on: date) -> Place | None:
    """Where it happened: as the sender wrote it, on whatever map, else the letterbox's own place."""
    written = places_written(report.where_said, on=on) if report.where_said else []
    return written[0] if len(written) == 1 else report.place


def _say(proposal: Proposal) -> str:
    agency = proposal.agency.name if proposal.agency else ""
    cited = "; ".join(cite(one) for one in proposal.cited)
    words = proposal.matter.words
    said = f"{words[:1].upper()}{words[1:]} → {agency} ({cited})"
    return said if all(one.is_checked for one in proposal.cited) else f"{said}, {_('chưa đối chiếu bản gốc')}"
