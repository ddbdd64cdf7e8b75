"""The sanction: the fine of each act inside its frame, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.sanction import SanctionProposed
from minhbach.domains.cases.sanctions import Circumstances, decree_bases, frames_of
from minhbach.domains.cases.selectors.known import payment_known
from minhbach.domains.cases.selectors.repeats import repeat_offences, several_times
from minhbach.domains.cases.selectors.signers import NearSigner, signers_near
from minhbach.domains.cases.types.values import ActSanction, OtherMeasure
from minhbach.domains.cases.web.forms.base import CaseForm, Setting
from minhbach.domains.law.selectors import Total, cite_frame, total_of, write_between
from minhbach.domains.law.types import FineFrame
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages import fields
from minhbach.foundation.refusals import Refusal

PAYMENT_DAYS = 10


class SanctionForm(CaseForm):
    mitigating = fields.Lines(label=_lazy("Tình tiết giảm nhẹ, mỗi dòng một tình tiết"), required=False, rows=2)
    aggravating = fields.Lines(label=_lazy("Tình tiết tăng nặng, mỗi dòng một tình tiết"), required=False, rows=2)
    is_many_times = fields.Tick(label=_lazy("Vi phạm nhiều lần"), required=False)
    is_repeat = fields.Tick(label=_lazy("Tái phạm"), required=False)
    confiscated_value_vnd = fields.Money(
        label=_lazy("Trị giá tang vật tịch thu (đồng), nếu khác trị giá đã ghi"), required=False
    )
    payment_days = fields.Whole(label=_lazy("Thời hạn nộp phạt (ngày)"), least=1, most=365, initial=PAYMENT_DAYS)
    payment_place = fields.Text(label=_lazy("Nơi nộp phạt"), required=False, longest=200)
    treasury = fields.Text(label=_lazy("Kho bạc thu tiền phạt"), required=False, longest=200)
    is_paid_on_the_spot = fields.Tick(
        label=_lazy("Được nộp tiền phạt tại chỗ cho người đã ra quyết định"), required=False
    )
    decree_bases = fields.Lines(
        label=_lazy("Nghị định làm căn cứ, mỗi dòng một văn bản"),
        required=False,
        rows=2,
        help_text=_lazy("Ghi đủ số, ngày và tên đầy đủ, như mẫu quyết định yêu cầu."),
    )

    def prepare(self) -> None:
        super().prepare()
        self.frames, self.refusal = self._frames()
        violation = self.setting.line.violation
        self.acts = violation.fact.acts if violation else ()
        for index in range(len(self.acts)):
            self._add_act(index)
        self._add_measures()
        self.propose(**payment_known(self.setting.case.owner_agency))
        self.fields["decree_bases"].initial = tuple(
            f"Nghị định số {name} của Chính phủ" for name in decree_bases(self.frames)
        )
        if self.setting.line.is_on_the_spot:
            self.fields["is_paid_on_the_spot"].initial = True
        if violation is not None:
            self._weigh_past()

    def _frames(self) -> tuple[list[FineFrame | None], Refusal | None]:
        violation = self.setting.line.violation
        if violation is None:
            return [], None
        weight = Circumstances(
            len(self._lines("mitigating")),
            len(self._lines("aggravating")),
            bool(self._now("is_many_times")),
            bool(self._now("is_repeat")),
        )
        try:
            on, law = self.setting.today, self.setting.law
            return frames_of(violation.fact, decided_on=on, law=law, weight=weight), None
        except Refusal as refusal:
            return [None] * len(violation.fact.acts), refusal

    def _now(self, name: str) -> Any:
        return self.data.get(name, "") if self.is_bound else self.initial.get(name, "")

    def _lines(self, name: str) -> tuple[str, ...]:
        value = self._now(name)
        if isinstance(value, tuple | list):
            return tuple(value)
        return tuple(line for line in str(value).splitlines() if line.strip())

    def _add_act(self, index: int) -> None:
        frame = self.frames[index] if index < len(self.frames) else None
        self.fields[f"provision_{index}"] = fields.Text(
            label=_lazy("Điều khoản"),
            longest=300,
            initial=self.acts[index].provision or (cite_frame(frame) if frame else ""),
        )
        if frame is None:
            self.fields[f"minimum_{index}"] = fields.Money(label=_lazy("Mức thấp nhất của khung (đồng)"))
            self.fields[f"maximum_{index}"] = fields.Money(label=_lazy("Mức cao nhất của khung (đồng)"))
        between = frame.between_vnd if frame else None
        fine = fields.Money(
            label=_lazy("Mức tiền phạt (đồng)"),
            required=False,
            help_text=_("Còn một tình tiết: chọn mức %(range)s và ghi lý do.") % {"range": write_between(between)}
            if between
            else _lazy("Để trống thì lấy mức theo quy tắc của pháp luật."),
        )
        # Not filled in: it would stand still while the circumstances move the amount.
        fine.widget.attrs["placeholder"] = format_vnd(frame.proposed_vnd) if frame else ""
        self.fields[f"fine_{index}"] = fine
        if frame is None or frame.warning_possible:
            self.fields[f"warning_{index}"] = fields.Tick(label=_lazy("Cảnh cáo thay cho phạt tiền"), required=False)
        self.fields[f"reason_{index}"] = fields.Text(
            label=_lazy("Lý do chọn mức phạt này") if between else _lazy("Lý do, nếu mức phạt khác mức đề xuất"),
            required=False,
            longest=500,
        )

    def _add_measures(self) -> None:
        self.additional = list(_once(self._possible_sanctions()))
        self.remedies = list(_once(self._possible_remedies()))
        for index, (_kind, text) in enumerate(self.additional):
            self.fields[f"additional_{index}"] = fields.Tick(label=text, required=False)
            self.fields[f"additional_{index}_details"] = fields.Text(
                label=_lazy("Chi tiết"), required=False, longest=500
            )
            self.fields[f"additional_{index}_term"] = fields.Whole(
                label=_lazy("Số tháng"), required=False, least=1, most=24
            )
            self._remember(f"additional_{index}", text)
        for index, (_kind, text) in enumerate(self.remedies):
            self.fields[f"remedy_{index}"] = fields.Tick(label=text, required=False)
            self.fields[f"remedy_{index}_details"] = fields.Text(label=_lazy("Chi tiết"), required=False, longest=500)
            self.fields[f"remedy_{index}_term"] = fields.Whole(
                label=_lazy("Số ngày"), required=False, least=1, most=365, initial=PAYMENT_DAYS
            )
            self._remember(f"remedy_{index}", text)

    def _remember(self, stem: str, text: str) -> None:
        """What an earlier sanction ordered stays ticked when it is changed."""
        known: dict[str, OtherMeasure] = self.initial.get("measures", {})
        if one := known.get(text):
            self.fields[stem].initial = True
            self.fields[f"{stem}_details"].initial = one.details
            self.fields[f"{stem}_term"].initial = one.term

    def _possible_sanctions(self) -> Iterator[tuple[str, str]]:
        for frame in self.frames:
            for one in frame.additional_sanctions if frame else ():
                if one.applies is not False:
                    yield one.sanction.kind, one.sanction.text_vi

    def _possible_remedies(self) -> Iterator[tuple[str, str]]:
        for frame in self.frames:
            for one in frame.remedies if frame else ():
                if one.applies is not False:
                    yield one.remedy.kind, one.remedy.text_vi

    def _weigh_past(self) -> None:
        """A repeat offence shows itself; the officer decides."""
        violation = self.setting.line.violation
        if violation is None:
            return
        subject, classes = [UUID(violation.fact.violator_id)], list(self.setting.line.violation_classes())
        acted = max(act.ended_on or violation.fact.detected_on for act in violation.fact.acts)
        self.repeats = repeat_offences(subject, classes, acted_on=acted, law=self.setting.law, but=self.setting.case)
        self.others = several_times(subject, classes, but=self.setting.case)
        self.fields["is_repeat"].initial = bool(self.repeats)
        self.fields["is_many_times"].initial = any(act.is_many_times for act in violation.fact.acts)

    @property
    def total(self) -> Total | None:
        """What the acts come to together; None where one has no frame."""
        return total_of([frame for frame in self.frames if frame]) if all(self.frames) else None

    @property
    def act_rows(self) -> list[dict[str, Any]]:
        """Each act with its frame and its own fields, as the page shows them."""
        names = ("provision", "minimum", "maximum", "fine", "warning", "reason")
        return [
            {
                "number": index + 1,
                "act": act,
                "frame": self.frames[index] if index < len(self.frames) else None,
                "signers": self._signers(index),
                "fields": [self[f"{name}_{index}"] for name in names if f"{name}_{index}" in self.fields],
            }
            for index, act in enumerate(self.acts)
        ]

    def _signers(self, index: int) -> list[NearSigner]:
        frame = self.frames[index] if index < len(self.frames) else None
        return signers_near(self.setting.case, frame, on=self.setting.today) if frame else []

    @property
    def measure_rows(self) -> list[dict[str, Any]]:
        rows = []
        for stem, known in (("additional", self.additional), ("remedy", self.remedies)):
            rows += [
                {
                    "stem": stem,
                    "chosen": self[f"{stem}_{index}"],
                    "details": self[f"{stem}_{index}_details"],
                    "term": self[f"{stem}_{index}_term"],
                }
                for index in range(len(known))
            ]
        return rows

    def silence(self) -> None:
        """Show the form without finding fault: the person is still weighing."""
        self._errors = ErrorDict()

    @classmethod
    def beginning(cls, setting: Setting) -> dict[str, Any]:
        """A sanction proposed already is what a changed one begins with."""
        return cls.known_of(setting.line.sanction.fact) if setting.line.sanction else {}

    @classmethod
    def known_of(cls, fact: Any, event_id: Any = None) -> dict[str, Any]:
        names = ("mitigating", "aggravating", "is_many_times", "is_repeat", "confiscated_value_vnd", "payment_days",
                 "payment_place", "treasury", "decree_bases", "is_paid_on_the_spot")  # fmt: skip
        initial = {name: getattr(fact, name) for name in names}
        initial["measures"] = {one.text: one for one in (*fact.additional, *fact.remedies)}
        for one in fact.acts:
            initial |= {
                f"provision_{one.act}": one.provision,
                f"minimum_{one.act}": one.fine_min_vnd,
                f"maximum_{one.act}": one.fine_max_vnd,
                f"fine_{one.act}": None if one.fine_vnd == one.suggested_vnd else one.fine_vnd,
                f"warning_{one.act}": one.is_warning,
                f"reason_{one.act}": one.reason,
            }
        return {"initial": initial}

    def fact(self) -> SanctionProposed:
        data = self.cleaned_data
        acts = tuple(
            ActSanction(
                act=index,
                row_id="",
                provision=data[f"provision_{index}"].strip(),
                fine_min_vnd=data.get(f"minimum_{index}") or 0,
                fine_max_vnd=data.get(f"maximum_{index}") or 0,
                midpoint_vnd=((data.get(f"minimum_{index}") or 0) + (data.get(f"maximum_{index}") or 0)) // 2,
                suggested_vnd=None,
                fine_vnd=data.get(f"fine_{index}") or 0,
                reason=data.get(f"reason_{index}", "").strip(),
                is_warning=bool(data.get(f"warning_{index}")),
            )
            for index in range(len(self.acts))
        )
        additional = self._measures("additional", self.additional)
        takes_goods = any(one.kind.startswith("CONFISCATE") for one in additional)
        return SanctionProposed(
            acts=acts,
            mitigating=data["mitigating"],
            aggravating=data["aggravating"],
            additional=additional,
            remedies=self._measures("remedy", self.remedies),
            # Left open, it is the value that the record gives the goods.
            confiscated_value_vnd=data.get("confiscated_value_vnd") or (self._goods_value if takes_goods else 0),
            payment_days=data["payment_days"],
            payment_place=data["payment_place"].strip(),
            treasury=data["treasury"].strip(),
            decree_bases=data["decree_bases"],
            is_many_times=data["is_many_times"],
            is_repeat=data["is_repeat"],
            is_paid_on_the_spot=data["is_paid_on_the_spot"],
        )

    @property
    def _goods_value(self) -> int:
        violation = self.setting.line.violation
        return violation.fact.goods_value_vnd if violation else 0

    def _measures(self, stem: str, known: list[tuple[str, str]]) -> tuple[OtherMeasure, ...]:
        data = self.cleaned_data
        return tuple(
            OtherMeasure(
                kind=kind,
                text=text,
                details=data.get(f"{stem}_{index}_details", "").strip(),
                term=data.get(f"{stem}_{index}_term"),
            )
            for index, (kind, text) in enumerate(known)
            if data.get(f"{stem}_{index}")
        )


def _once(pairs: Any) -> Iterator[tuple[str, str]]:
    yield from dict.fromkeys(pairs)
