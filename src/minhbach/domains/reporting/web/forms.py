"""Which report is opened, and who signs it; what a member gives: its figures, typed or in a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency
from minhbach.domains.documents.selectors import signers_of_agency
from minhbach.domains.documents.types import Kind
from minhbach.domains.law.selectors import report_categories
from minhbach.domains.reporting.catalogue import Indicator
from minhbach.domains.reporting.figures.checking import split_indicators
from minhbach.domains.reporting.models import Report, Submission
from minhbach.domains.reporting.sheets import LARGEST_MB, given_indicators
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm, Words

LONGEST_TYPED = 40


class OpenForm(PageForm):
    body = fields.Choice(label=_lazy("Cơ quan lập báo cáo"), coerce=UUID)
    month = fields.Month(label=_lazy("Tháng báo cáo"))

    def __init__(self, *given: Any, bodies: Iterable[Agency], today: date, **more: Any) -> None:
        self.bodies, self.today = {body.pk: body for body in bodies}, today
        super().__init__(*given, **more)

    def prepare(self) -> None:
        self.offer("body", [(pk, body.short_name) for pk, body in self.bodies.items()])
        self.propose(month=self.today)

    def report(self) -> dict[str, Any]:
        """Return whose report of which month is asked for."""
        month = self.asked["month"]
        return {"body": self.bodies[self.asked["body"]], "year": month.year, "month": month.month}


class PutForwardForm(PageForm):
    signer_post_id = fields.Choice(label=_lazy("Người ký"), coerce=UUID)
    addressed_to = fields.Lines(label=_lazy("Kính gửi (mỗi nơi một dòng)"), rows=2, required=False)

    def __init__(self, *given: Any, report: Report, at: datetime, **more: Any) -> None:
        self.signers = signers_of_agency(report.owner_agency, Kind.REPORT, at=at)
        super().__init__(*given, **more)

    def prepare(self) -> None:
        for_another = {right.post.id: f" (KT. {right.on_behalf_of})" for right in self.signers if right.on_behalf_of}
        self.offer(
            "signer_post_id",
            [
                (post.id, f"{post.officer.full_name} – {post.title_vi}{for_another.get(post.id, '')}")
                for post in (right.post for right in self.signers)
            ],
        )


class _Kept(forms.BoundField):
    """A field that shows what was typed and not sent, before what was last sent."""

    def value(self) -> Any:
        draft = cast("FiguresForm", self.form).draft
        return draft[self.name] if not self.form.is_bound and self.name in draft else super().value()


class FigureField(fields.Money):
    """A count or an amount, typed as people do; None where nothing is typed."""

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        return _Kept(form, self, field_name)

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except ValidationError:
            raise ValidationError(_("“%(text)s” không phải số nguyên.") % {"text": str(value)[:40]}) from None


@dataclass(frozen=True)
class FigureLine:
    """One figure asked for: its field, what it is called here, and what was given a month ago."""

    indicator: Indicator
    field: forms.BoundField
    category_label: str
    before: int | None
    # The groups below it are added up while one types.
    is_split: bool


# Under what the figures of one kind stand.
GROUPS = {"389": _lazy("Kết quả kiểm tra, phát hiện, xử lý"), "ECOM": _lazy("Thương mại điện tử")}
OTHERS = _lazy("Số liệu khác")


class FiguresForm(PageForm):
    """A field for each figure that is given, filled with what was typed and not sent, else with what was LAST sent."""

    def __init__(
        self,
        *given: Any,
        last: Submission | None = None,
        draft: Mapping[str, str] | None = None,
        before: Mapping[tuple[str, str], int] | None = None,
        **more: Any,
    ) -> None:
        self.draft, self.before = draft or {}, before or {}
        sent = {_name(one[0], one[1]): one[2] for one in last.figures} if last else {}
        super().__init__(*given, initial=sent, **more)

    def derived(self) -> dict[str, forms.Field]:
        """Return a field for each indicator and category."""
        return {
            _name(indicator.id, category): FigureField(label=label, required=False)
            for indicator, category, label in given_indicators()
        }

    @property
    def groups(self) -> list[tuple[Words, list[FigureLine]]]:
        """The figures as the page shows them: under the kind of figure, groups below their total."""
        names = {one.code: one.name_vi for one in report_categories()}
        split = split_indicators()
        lines = [
            (
                GROUPS.get(indicator.group, OTHERS),
                FigureLine(
                    indicator,
                    self[_name(indicator.id, category)],
                    names.get(category, ""),
                    self.before.get((indicator.id, category)),
                    indicator.id in split,
                ),
            )
            for indicator, category, _label in given_indicators()
        ]
        return [(words, [line for _words, line in under]) for words, under in groupby(lines, key=lambda one: one[0])]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not self.figures():
            self.add_error(None, _lazy("Chưa điền số liệu nào. Nếu không có, hãy dùng nút “Không phát sinh”."))
        return data

    def figures(self) -> dict[tuple[str, str], int]:
        """Return the figures that were filled in."""
        keys = [(indicator.id, category) for indicator, category, _label in given_indicators()]
        typed = {key: self.cleaned_data.get(_name(*key)) for key in keys}
        return {key: value for key, value in typed.items() if value is not None}

    @staticmethod
    def typed(sent: Mapping[str, str]) -> dict[str, str]:
        """Return what stands in the fields, right or wrong, as it was typed."""
        names = [_name(indicator.id, category) for indicator, category, _label in given_indicators()]
        return {name: sent[name][:LONGEST_TYPED] for name in names if name in sent}


class FileForm(PageForm):
    file = fields.File(label=_lazy("Biểu mẫu đã điền (XLSX hoặc CSV)"), accept=".xlsx,.csv", largest=LARGEST_MB)


def _name(indicator: str, category: str) -> str:
    return f"{indicator}|{category}"
