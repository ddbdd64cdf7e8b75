"""What the register, the head and whoever deals with an arrival are asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.arrivals.policies import agencies_kept, assignable_posts
from minhbach.domains.arrivals.types import Urgency, Written
from minhbach.domains.cases.selectors import visible_cases
from minhbach.domains.documents.selectors import find_documents
from minhbach.domains.documents.services.scans import LIMIT_MB
from minhbach.domains.reporting.selectors import visible_reports
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm, Part

REPORTS_OFFERED = 24


class ArrivalForm(PageForm):
    """The columns of the register of incoming papers, and what the paper belongs to."""

    arrived_on = fields.Day(label=_lazy("Ngày đến"))
    sender = fields.Text(label=_lazy("Nơi gửi"), longest=200)
    symbol = fields.Text(label=_lazy("Số, ký hiệu của văn bản"), longest=80, required=False)
    dated = fields.Day(label=_lazy("Ngày văn bản"), required=False)
    abstract = fields.Text(label=_lazy("Tên loại, trích yếu"), longest=500, rows=2)
    urgency = fields.Choice(label=_lazy("Độ khẩn"), choices=Urgency.choices, coerce=Urgency, initial=Urgency.ORDINARY)
    case = fields.Text(
        label=_lazy("Thuộc vụ việc số"), longest=40, required=False, help_text=_lazy("Ví dụ VV-2026-00059.")
    )
    answers = fields.Text(
        label=_lazy("Trả lời văn bản đi số"), longest=80, required=False, help_text=_lazy("Ví dụ 22/CV-QLTT.")
    )
    report = fields.Choice(label=_lazy("Thuộc báo cáo"), required=False)
    note = fields.Text(label=_lazy("Ghi chú"), longest=500, required=False)

    def __init__(self, *given: Any, at: datetime, arrival: Arrival | None = None, **more: Any) -> None:
        self.at, self.arrival = at, arrival
        super().__init__(*given, **more)

    def prepare(self) -> None:
        self.offer("report", [("", "–"), *((str(one.id), _report_words(one)) for one in _reports())])
        self.propose(arrived_on=local_date(self.at))
        if (one := self.arrival) is not None:
            same = ("arrived_on", "sender", "symbol", "dated", "abstract", "urgency", "note")
            self.initial.update({name: getattr(one, name) for name in same})
            self.initial.update(
                case=one.case.code if one.case else "",
                answers=one.answers.number_text if one.answers else "",
                report=str(one.report_id or ""),
            )

    @property
    def parts(self) -> Iterator[Part]:
        """What the register holds; what the paper belongs to, folded."""
        belongs = ("case", "answers", "report", "note")
        yield Part("", [field for field in self.visible_fields() if field.name not in belongs])
        yield Part(_("Thuộc về, ghi chú"), [self[name] for name in belongs], is_folded=True)

    def clean_case(self) -> Any:
        code = str(self.cleaned_data["case"])
        if not code:
            return None
        found = visible_cases().filter(code__iexact=code).first()
        if found is None:
            raise ValidationError(_("Không có vụ việc số này trong phạm vi của bạn."))
        return found.id

    def clean_answers(self) -> Any:
        number = str(self.cleaned_data["answers"])
        if not number:
            return None
        found = next((one for one in find_documents(number)[:50] if one.number_text == number), None)
        if found is None:
            raise ValidationError(_("Không có văn bản đi số này trong phạm vi của bạn."))
        return found.id

    @property
    def written(self) -> Written:
        """What was filled in, as the services take it."""
        said = self.cleaned_data
        plain = ("arrived_on", "sender", "symbol", "dated", "abstract", "urgency", "note")
        return Written(
            **{name: said[name] for name in plain},
            case_id=said["case"],
            answers_id=said["answers"],
            report_id=said["report"] or None,
        )


class RegisterForm(ArrivalForm):
    """A new line of the register, with the scan of what arrived."""

    agency = fields.Record(label=_lazy("Cơ quan nhận"), words=lambda agency: agency.name)
    file = fields.File(
        label=_lazy("Bản quét văn bản đến"),
        accept=".pdf,.jpg,.jpeg,.png",
        required=False,
        help_text=_lazy(
            "Tệp PDF, JPEG hoặc PNG, tối đa 20 MB. Không nhập, không đính kèm nội dung bí mật nhà nước; chỉ ghi số "
            "đăng ký của văn bản mật."
        ),
    )

    def __init__(self, *given: Any, officer: Officer, at: datetime, **more: Any) -> None:
        self.officer = officer
        super().__init__(*given, at=at, **more)

    def prepare(self) -> None:
        super().prepare()
        kept = agencies_kept(self.officer, at=self.at)
        self.offer("agency", Agency.objects.filter(id__in=[one.id for one in kept]).order_by("sort_key", "id"))
        if kept:
            self.propose(agency=kept[0].id)

    @property
    def file_given(self) -> tuple[bytes, str]:
        """The bytes and the name of the file, empty where none was given."""
        given = self.cleaned_data["file"]
        # One byte more than the limit is enough to be refused; the rest is never read.
        return (given.read(LIMIT_MB * 1024 * 1024 + 1), given.name) if given else (b"", "")


class InstructForm(PageForm):
    instruction = fields.Text(label=_lazy("Bút phê"), longest=1000, rows=3, required=False)
    assignee = fields.Person(label=_lazy("Giao cho"), required=False)
    due_on = fields.Day(label=_lazy("Hạn xử lý"), required=False)
    only_kept = fields.Tick(label=_lazy("Lưu, để biết: không phải xử lý"))

    def __init__(self, *given: Any, arrival: Arrival, at: datetime, **more: Any) -> None:
        self.arrival, self.at = arrival, at
        super().__init__(*given, **more)

    def prepare(self) -> None:
        people: dict[str, str] = {}
        for post in assignable_posts(self.arrival.owner_agency, at=self.at):
            words = f"{post.officer.full_name}, {post.title_vi}, {post.agency.short_name}"
            people.setdefault(str(post.officer_id), words)
        self.offer("assignee", [("", "–"), *people.items()])
        one = self.arrival
        self.propose(instruction=one.instruction, assignee=str(one.assignee_id or ""), due_on=one.due_on)

    def clean_assignee(self) -> Officer | None:
        chosen = self.cleaned_data["assignee"]
        return Officer.inside.filter(id=chosen).first() if chosen else None


class FinishForm(PageForm):
    outcome = fields.Text(label=_lazy("Đã xử lý thế nào"), longest=1000, rows=3)


def _reports() -> list[Any]:
    return list(visible_reports()[:REPORTS_OFFERED])


def _report_words(report: Any) -> str:
    return _("Báo cáo tháng %(month)s/%(year)s, %(agency)s") % {
        "month": report.month,
        "year": report.year,
        "agency": report.owner_agency.short_name,
    }
