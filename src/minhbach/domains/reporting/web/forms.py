"""Which report is opened, and who signs it; what a member gives: its figures, typed or in a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency
from minhbach.domains.documents.selectors import signers_of_agency
from minhbach.domains.documents.types import Kind
from minhbach.domains.reporting.models import Report, Submission
from minhbach.domains.reporting.sheets import LARGEST_MB, given_indicators
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm


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


class FigureField(fields.Money):
    """A count or an amount, typed as people do; None where nothing is typed."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except ValidationError:
            raise ValidationError(_("“%(text)s” không phải số nguyên.") % {"text": str(value)[:40]}) from None


class FiguresForm(PageForm):
    """A field for each figure that is given, filled with what was LAST sent."""

    def __init__(self, *given: Any, last: Submission | None = None) -> None:
        sent = {_name(one[0], one[1]): one[2] for one in last.figures} if last else {}
        super().__init__(*given, initial=sent)

    def derived(self) -> dict[str, forms.Field]:
        """Return a field for each indicator and category."""
        return {
            _name(indicator.id, category): FigureField(label=label, required=False)
            for indicator, category, label in given_indicators()
        }

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Each field with its indicator, as the table shows it."""
        return [
            {"indicator": indicator, "category": category, "field": self[_name(indicator.id, category)]}
            for indicator, category, _label in given_indicators()
        ]

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


class FileForm(PageForm):
    file = fields.File(label=_lazy("Biểu mẫu đã điền (XLSX hoặc CSV)"), accept=".xlsx,.csv", largest=LARGEST_MB)


def _name(indicator: str, category: str) -> str:
    return f"{indicator}|{category}"
