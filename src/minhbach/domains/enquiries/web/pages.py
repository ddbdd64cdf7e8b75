"""What was asked, to whom, and what came back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.selectors import duties_on
from minhbach.domains.enquiries import policies, selectors
from minhbach.domains.enquiries.models import Enquiry, Notice, Question
from minhbach.domains.enquiries.types import State
from minhbach.domains.subjects.selectors import find_by_identifier
from minhbach.domains.subjects.types import all_purposes
from minhbach.engine.identifiers import KINDS
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact

MOST_RECORDS = 20


@require_safe
def enquiry(request: OfficeRequest, enquiry_id: UUID) -> HttpResponse:
    """To how many a value is known, whom to call there, and what they answered."""
    found = selectors.get_enquiry(enquiry_id)
    questions = selectors.questions_of(found)
    duties = duties_on([one.asked_id for one in questions], local_date(request.at))
    context = {
        "title": _("Hỏi về %(value)s") % {"value": found.value},
        "above": _("Đã hỏi"),
        "above_url": reverse("enquiries:list"),
        "enquiry": found,
        "questions": [(one, [duty for duty in duties if duty.agency_id == one.asked_id]) for one in questions],
        "facts": _facts(found),
    }
    return render(request, "enquiries/enquiry.html", context)


@require_safe
def question(request: OfficeRequest, question_id: UUID) -> HttpResponse:
    """One question, as the agency that is asked reads it, and the one that asks."""
    found = selectors.get_question(question_id)
    may_answer = found.state == State.WAITING and policies.may_answer(request.officer, found, at=request.at)
    context = {
        "title": _("%(agency)s hỏi về %(value)s") % {"agency": found.owner_agency.short_name, "value": found.value},
        "above": _("Hỏi, trả lời"),
        "above_url": reverse("enquiries:received"),
        "question": found,
        "given": found.given,
        "chips": [chip_of(found.state)],
        "may_answer": may_answer,
        # Whoever answers sees first what an answer would open; whoever asked, what was opened.
        "records": find_by_identifier(found.kind, found.value)[:MOST_RECORDS],
        "facts": [
            *_facts(found),
            Fact(_("Cơ quan được hỏi"), found.asked.name),
            Fact(_("Hạn trả lời"), found.due_on, kind="day"),
        ],
    }
    return render(request, "enquiries/question.html", context)


@require_safe
def notice(request: OfficeRequest, notice_id: UUID) -> HttpResponse:
    """Who asked about something that gives no answer, what for, and the records it is about."""
    found = selectors.get_notice(notice_id)
    context = {
        "title": _("%(agency)s hỏi về %(value)s") % {"agency": found.asked_from.short_name, "value": found.value},
        "above": _("Hỏi về thông tin giữ kín"),
        "above_url": reverse("enquiries:notices"),
        "notice": found,
        "chips": [chip_of(found.state)],
        "may_mark": found.read_at is None and policies.may_mark(request.officer, found, at=request.at),
        "records": find_by_identifier(found.kind, found.value)[:MOST_RECORDS],
        "facts": _facts(found),
    }
    return render(request, "enquiries/notice.html", context)


def _facts(asked: Enquiry | Question | Notice) -> list[Fact]:
    from_whom = asked.asked_from if isinstance(asked, Notice) else asked.owner_agency
    asked_at = asked.asked_at if isinstance(asked, Notice) else asked.created_at
    purpose = all_purposes().get(asked.purpose)
    return [
        Fact(_("Loại thông tin"), KINDS[asked.kind].words if asked.kind in KINDS else asked.kind),
        Fact(_("Giá trị"), asked.value),
        Fact(_("Mục đích"), purpose.words if purpose else asked.purpose),
        Fact(_("Số vụ việc, văn bản"), asked.reference),
        Fact(_("Cơ quan hỏi"), from_whom.name),
        Fact(_("Người hỏi"), asked.asked_by.full_name),
        Fact(_("Hỏi lúc"), asked_at, kind="moment"),
    ]
