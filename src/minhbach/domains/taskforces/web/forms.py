"""Forms of this room."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.types import AgencyLevel
from minhbach.domains.subjects.selectors import visible_subjects
from minhbach.domains.taskforces import policies, selectors
from minhbach.domains.taskforces.models import TaskForce
from minhbach.domains.taskforces.services.forces import Paper
from minhbach.domains.taskforces.types import Answered, ForceKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm

# Until a decision says otherwise, and the form is changed.
USUAL_DAYS = 90
USUAL_HOURS = 2


class PaperForm(PageForm):
    """The decision that a force rests on."""

    number = fields.Text(label=_lazy("Số quyết định"), longest=60)
    dated = fields.Day(label=_lazy("Ngày quyết định"))
    signer = fields.Text(label=_lazy("Người ký"), longest=120)

    @property
    def asked(self) -> dict[str, Any]:
        said = super().asked
        paper = Paper(number=said.pop("number"), dated=said.pop("dated"), signer=said.pop("signer"))
        return {**said, "paper": paper}


class SetUpForm(PaperForm):
    committee = fields.Record(label=_lazy("Ban Chỉ đạo"))
    name = fields.Text(label=_lazy("Tên tổ"), longest=200, attrs={"autofocus": True})
    kind = fields.Choice(label=_lazy("Loại"), choices=ForceKind.choices, open=True, initial=ForceKind.JOINT)
    purpose = fields.Text(label=_lazy("Nhiệm vụ"), rows=3, longest=1000)
    until = fields.Day(label=_lazy("Hoạt động đến hết ngày"))
    field_order = ("committee", "name", "kind", "purpose", "until", "number", "dated", "signer")

    def __init__(self, *args: Any, officer: Officer, at: datetime, **more: Any) -> None:
        self.officer, self.at = officer, at
        super().__init__(*args, **more)

    def prepare(self) -> None:
        committees = policies.committees_of(self.officer, at=self.at)
        self.offer("committee", Agency.objects.filter(pk__in=[one.pk for one in committees]).order_by("sort_key"))
        today = local_date(self.at)
        self.propose(
            committee=committees[0].pk if len(committees) == 1 else None,
            dated=today,
            until=today + timedelta(days=USUAL_DAYS - 1),
        )


class ProlongForm(PaperForm):
    until = fields.Day(label=_lazy("Hoạt động đến hết ngày"), attrs={"autofocus": True})
    note = fields.Text(label=_lazy("Lý do"), rows=2, longest=1000, required=False)
    field_order = ("until", "number", "dated", "signer", "note")


class DissolveForm(PaperForm):
    note = fields.Text(label=_lazy("Kết quả hoạt động"), rows=3, longest=1000, required=False)


class InviteForm(PageForm):
    agency = fields.Record(label=_lazy("Cơ quan"))
    wanted = fields.Whole(label=_lazy("Số người cần"), least=1, most=200, initial=2)

    def __init__(self, *args: Any, force: TaskForce, at: datetime, **more: Any) -> None:
        self.force, self.at = force, at
        super().__init__(*args, **more)

    def prepare(self) -> None:
        asked = [one.agency_id for one in selectors.invitations_of(self.force)]
        standing = Agency.objects.on(local_date(self.at)).exclude(level=AgencyLevel.TASK_FORCE)
        self.offer("agency", standing.exclude(pk__in=asked).order_by("sort_key", "id"))


class ChosenPeopleForm(PageForm):
    """Several of some people."""

    people = fields.Records(label=_lazy("Người"), words=lambda person: person.full_name)

    def __init__(self, *args: Any, people: Any, **more: Any) -> None:
        self.offered = people
        super().__init__(*args, **more)

    def prepare(self) -> None:
        self.offer("people", self.offered)


class SendForm(ChosenPeopleForm):
    title_vi = fields.Text(label=_lazy("Làm gì trong tổ"), longest=120, initial=_lazy("Thành viên"))


class CallOutForm(ChosenPeopleForm):
    what = fields.Text(label=_lazy("Nhiệm vụ"), rows=2, longest=500, attrs={"autofocus": True})
    meet_where = fields.Text(label=_lazy("Tập trung tại"))
    meet_by = fields.Moment(label=_lazy("Có mặt trước"))
    field_order = ("what", "meet_where", "meet_by", "people")


class AssignForm(PageForm):
    what = fields.Text(label=_lazy("Việc"), rows=2, longest=500, attrs={"autofocus": True})
    assignee = fields.Record(
        label=_lazy("Giao cho"), words=lambda person: person.full_name, empty_label=_lazy("Cả tổ"), required=False
    )
    due_on = fields.Day(label=_lazy("Hạn"))

    def __init__(self, *args: Any, people: Any, **more: Any) -> None:
        self.offered = people
        super().__init__(*args, **more)

    def prepare(self) -> None:
        self.offer("assignee", self.offered)


class GiveForm(PageForm):
    force = fields.Record(label=_lazy("Tổ công tác"))
    what = fields.Text(
        label=_lazy("Việc"), rows=2, longest=500, attrs={"autofocus": True},
        help_text=_lazy("Cả tổ đọc được câu này; hồ sơ thì chỉ ai được xem mới đọc được."),
    )  # fmt: skip
    due_on = fields.Day(label=_lazy("Hạn"))

    def __init__(self, *args: Any, forces: Any, **more: Any) -> None:
        self.offered = forces
        super().__init__(*args, **more)

    def prepare(self) -> None:
        self.offer("force", self.offered)


class ResultForm(PageForm):
    result = fields.Text(label=_lazy("Kết quả"), rows=3, longest=1000, attrs={"autofocus": True})


class LogForm(PageForm):
    ids = "log"
    words = fields.Text(label=_lazy("Ghi nhật ký"), rows=2, longest=2000)


class MarkForm(PageForm):
    subject = fields.Record(label=_lazy("Tổ chức, cá nhân"), widget=forms.HiddenInput)
    note = fields.Text(label=_lazy("Ghi chú"), required=False)

    def prepare(self) -> None:
        self.offer("subject", visible_subjects())


class AnswerForm(PageForm):
    says = fields.Choice(label=_lazy("Trả lời"), choices=Answered.choices, open=True)
    reason = fields.Text(label=_lazy("Lý do"), required=False, help_text=_lazy("Cần ghi khi không đi được."))
