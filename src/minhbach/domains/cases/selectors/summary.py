"""What a signer should know of a case beside a paper about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors.access import case_state
from minhbach.domains.cases.selectors.papers import main_subject
from minhbach.domains.cases.types.state import CaseState, Line
from minhbach.domains.cases.wording import say_due
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import Kind
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.clock import local_date
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages.detail import Fact


def facts_for_signer(document: OfficialDocument, *, at: datetime) -> list[Fact]:
    """Say who a paper of a case is about, for what, how much and within which frame, and what clock runs."""
    case = Case.objects.select_related("owner_agency").filter(id=document.target_id).first()
    if case is None:
        return []
    state = case_state(case)
    line = state.of(document.target_part) if document.target_part else state.line
    subject = main_subject(case, document.target_part)
    clock = say_due(case.clock_row, case.due_on, today=local_date(at), law=open_law())
    return [
        Fact(_("Đối tượng"), subject.name if subject else _("chưa xác định")),
        *(_sanction(line) if document.kind == Kind.SANCTION_DECISION else _inspection(state)),
        Fact(_("Thời hạn"), clock.text if clock else ""),
        Fact(_("Vụ việc"), f"{case.code}: {case.title}", url=case.get_absolute_url()),
    ]


def due_of_cases(case_ids: Collection[UUID]) -> Mapping[UUID, date]:
    """Give the day on which each case is due, where a clock runs."""
    due = Case.objects.filter(id__in=case_ids, due_on__isnull=False).values_list("id", "due_on")
    return dict(due)


def _sanction(line: Line) -> Iterator[Fact]:
    if line.sanction is None:
        return
    fact = line.sanction.fact
    # What amended the decree since stands on the paper.
    yield Fact(_("Hành vi theo"), tuple(act.provision.split(" (")[0] for act in fact.acts), kind="lines")
    least = sum(act.fine_min_vnd for act in fact.acts)
    most = sum(act.fine_max_vnd for act in fact.acts)
    frame = _("Khung: %(least)s – %(most)s") % {"least": format_vnd(least), "most": format_vnd(most)}
    amount = _("Phạt cảnh cáo") if fact.is_warning else format_vnd(fact.fine_vnd)
    yield Fact(_("Mức phạt"), amount, note="" if fact.is_warning else frame)
    measures = tuple(one.text for one in (*fact.additional, *fact.remedies))
    yield Fact(_("Kèm theo mức phạt"), measures, kind="lines")


def _inspection(state: CaseState) -> Iterator[Fact]:
    if state.proposed is None:
        return
    fact = state.proposed.fact
    yield Fact(_("Nội dung kiểm tra"), fact.scope)
    yield Fact(_("Kiểm tra từ ngày"), fact.starts_on, kind="day", note=fact.duration)
