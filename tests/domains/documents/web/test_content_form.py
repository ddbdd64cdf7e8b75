"""The form over a content's own fields."""

from __future__ import annotations

from typing import Any

import pytest

from minhbach.domains.documents.papers.duty_handover import DutyHandoverContent
from minhbach.domains.documents.papers.report import ReportContent
from minhbach.domains.documents.papers.submission_slip import SubmissionSlipContent
from minhbach.domains.documents.types import Content
from minhbach.domains.documents.web.content_form import DraftForm
from tests.domains.documents.layout.samples import DECISION, SAMPLES

# A report and what an officer hands over are filled in their own rooms, a slip on the page where its document is
# submitted.
ELSEWHERE = (DutyHandoverContent, ReportContent, SubmissionSlipContent)
TYPED = {name: content for name, (content, _) in SAMPLES.items() if not isinstance(content, ELSEWHERE)}


def draft(content: Content, sent: dict[str, Any] | None = None) -> DraftForm:
    return DraftForm(sent, content=content, initial={"title": "Quyết định"})


def untouched(form: DraftForm) -> dict[str, Any]:
    """What a browser sends back when nothing is typed."""
    sent = {}
    for field in form:
        value = field.value()
        widget = field.field.widget
        if value is True:
            sent[field.html_name] = "on"
            continue
        shown = widget.format_value(value) if hasattr(widget, "format_value") and value is not None else value
        if shown not in (None, False):
            sent[field.html_name] = shown[0] if isinstance(shown, list) else shown
    return sent


@pytest.mark.parametrize("name", TYPED)
def test_a_content_sent_back_untouched_is_the_same(name: str) -> None:
    content: Content = TYPED[name]
    form = draft(content, untouched(draft(content)))
    assert form.is_valid(), form.errors
    assert form.filled() == content


def test_each_part_stands_under_its_own_words() -> None:
    form = draft(DECISION)
    assert [part.legend for part in form.parts] == [
        "",
        "Cá nhân, tổ chức vi phạm",
        "Hành vi vi phạm 1",
        "Hành vi vi phạm 2",
        "",
        "Biên bản vi phạm hành chính",
        "",
        "Hình thức xử phạt bổ sung 1",
        "Biện pháp khắc phục hậu quả 1",
        "",
    ]
    assert form["remedies__0__kind"].label == "Biện pháp khắc phục hậu quả"
    assert form["additional_sanctions__0__kind"].label == "Hình thức xử phạt bổ sung"


def test_lines_become_items_and_empty_means_not_known() -> None:
    sent = untouched(draft(DECISION)) | {"aggravating": " Tái phạm \n\n", "treasury": " "}
    form = draft(DECISION, sent)
    assert form.is_valid()
    filled: Any = form.filled()
    assert filled.aggravating == ("Tái phạm",)
    assert filled.treasury is None


@pytest.mark.parametrize(("typed", "amount"), [("12.000.000", 12_000_000), ("12 triệu", 12_000_000), ("", None)])
def test_amounts_are_read_as_people_write_them(typed: str, amount: int | None) -> None:
    form = draft(DECISION, untouched(draft(DECISION)) | {"acts__0__fine_vnd": typed})
    assert form.is_valid()
    filled: Any = form.filled()
    assert filled.acts[0].fine_vnd == amount


@pytest.mark.parametrize(
    ("name", "typed"),
    [("acts__0__fine_vnd", "nhiều"), ("payment_days", "mười"), ("payment_days", "-1"), ("effective_on", "32/13/2026")],
)
def test_what_cannot_be_read_is_named_by_its_field(name: str, typed: str) -> None:
    form = draft(DECISION, untouched(draft(DECISION)) | {name: typed})
    assert not form.is_valid()
    assert list(form.errors) == [name]
