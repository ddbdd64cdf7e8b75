"""The device's side: a page that works without a network, what it takes along, and the one door for what it sends.

The page and its worker hold nothing of any case, so that they may be kept in a browser; what is of a case comes by
`kit` and lies in the device's own store, under the id of its officer, until it is handed in or its day is over.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.cases import field_reading, policies, selectors, services
from minhbach.domains.cases.acts.act import Door
from minhbach.domains.cases.acts.inspect import Inspect, Inspected, points_of
from minhbach.domains.cases.models import CaseSubject
from minhbach.domains.cases.refusals import FieldEntryUnreadable
from minhbach.domains.cases.selectors.field import answers_of, others_to_take, own_kit
from minhbach.domains.cases.types.field import DAYS_AHEAD, FieldState, Sent
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.clock import VIETNAM, local_date
from minhbach.foundation.ids import read_id
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.requirements import Weight


class TakeAlongForm(PageForm):
    """OTHERS: what else the officer has to inspect, to be taken along by the same press."""

    day = fields.Day(
        label=_lazy("Ngày đi kiểm tra"),
        help_text=_lazy("Hết ngày hôm sau máy tự xóa vụ việc; mục chưa gửi thì giữ lại đến khi gửi xong."),
    )
    others = fields.Records(
        label=_lazy("Mang theo cùng lúc"), required=False, words=lambda case: f"{case.code} · {case.title}"
    )

    def __init__(self, *args: Any, others: Any, **more: Any) -> None:
        self.other_cases = others
        super().__init__(*args, **more)

    def prepare(self) -> None:
        if self.other_cases.exists():
            self.offer("others", self.other_cases)
        else:
            del self.fields["others"]


@require_safe
def shell(request: OfficeRequest) -> HttpResponse:
    """The page that works without a network; nothing of a case is in it."""
    return render(request, "cases/field.html")


@require_safe
def worker(request: OfficeRequest) -> HttpResponse:
    return render(request, "cases/field_worker.js", content_type="text/javascript; charset=utf-8")


@require_safe
def session(request: OfficeRequest) -> HttpResponse:
    """Who sits at the device, and what he sends with."""
    officer = request.officer
    return JsonResponse({"officer": str(officer.pk), "name": officer.full_name, "token": get_token(request)})


def take_along(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    case = selectors.access_case(request.officer, case_id)
    state = selectors.case_state(case)
    policies.require_handler(request.officer, case, state, at=request.at)
    form = TakeAlongForm.of(request, others=others_to_take(request.officer, case))
    form.propose(day=_day_meant(state, local_date(request.at)))
    return handle(
        request,
        form,
        lambda: services.take_all_along(
            officer=request.officer, at=request.at, cases=[case, *form.asked.get("others", ())], day=form.asked["day"]
        ),
        back=lambda kits: f"{reverse('cases:field')}#{','.join(str(one.pk) for one in kits)}",
        page={
            "title": _("Mang theo %(code)s") % {"code": case.code},
            "lead": case.title,
            "button": _("Đưa vào máy này"),
            "cancel": case.get_absolute_url(),
            "caution": _(
                "Làm việc này trên điện thoại, máy tính bảng sẽ mang đi, khi còn mạng. Máy giữ số vụ việc, nội dung, "
                "nơi kiểm tra, tên bên được kiểm tra và thành viên đoàn; không giữ gì của vụ việc không mang theo."
            ),
        },
    )


def _day_meant(state: CaseState, today: date) -> date:
    """Return the day of the inspection as it was proposed, today where that is past or too far off to take along."""
    meant = state.proposed.fact.starts_on if state.proposed else None
    return meant if meant and today <= meant <= today + timedelta(days=DAYS_AHEAD) else today


@require_safe
def kit(request: OfficeRequest, kit_id: UUID) -> HttpResponse:
    """What a device needs of a case for a day, and no more."""
    found = own_kit(request.officer, kit_id)
    case, state = found.case, selectors.case_state(found.case)
    noon = datetime(found.day.year, found.day.month, found.day.day, 12, tzinfo=VIETNAM)
    door = Door(case, state, "", request.officer, request.at, found.day, open_law())
    about = Inspected(started_at=noon, ended_at=noon, place="", findings=(), has_violation=False)
    team = state.proposed.fact if state.proposed else None
    ordered = state.ordered.fact.paper if state.ordered else None
    return JsonResponse(
        {
            "id": str(found.pk),
            "day": found.day.isoformat(),
            "code": case.code,
            "title": case.title,
            "place": team.place if team else "",
            "order": ordered.number if ordered else "",
            "subjects": [
                link.subject.name
                for link in CaseSubject.objects.filter(case=case).select_related("subject").order_by("id")
            ],
            "points": [{"id": str(one.pk), "words": one.words} for one in points_of(state)],
            # What the act asks once is asked here, beforehand: without a network nobody can ask.
            "asks": [
                {"code": one.code, "sentence": str(one.sentence)}
                for one in Inspect().requirements(about, door)
                if one.weight is Weight.SHOULD
            ],
        }
    )


@require_POST
def send(request: OfficeRequest, kit_id: UUID) -> HttpResponse:
    """Take one entry; sent again it is the same one. Answers what became of it, and of all that came before."""
    try:
        entry = services.receive_entry(officer=request.officer, at=request.at, kit_id=kit_id, sent=_sent(request))
    except Refusal as refusal:
        return JsonResponse({"refused": str(refusal), "code": refusal.code}, status=refusal.status)
    return JsonResponse({"kept": str(entry.pk), "answers": _answers(request, kit_id)})


@require_POST
def give_back(request: OfficeRequest, kit_id: UUID) -> HttpResponse:
    """The device holds nothing more of a case: it may erase what it took along."""
    try:
        services.give_back(officer=request.officer, at=request.at, kit_id=kit_id)
    except Refusal as refusal:
        return JsonResponse({"refused": str(refusal), "code": refusal.code}, status=refusal.status)
    return JsonResponse({"answers": _answers(request, kit_id)})


def _answers(request: OfficeRequest, kit_id: UUID) -> dict[str, dict[str, str]]:
    return {
        str(one.id): {
            "state": one.state.value,
            "words": str(one.state.label),
            "tone": FieldState(one.state).tone,
            "reason": one.word or one.reason,
        }
        for one in answers_of(request.officer, kit_id)
    }


def _sent(request: OfficeRequest) -> Sent:
    """Read what a device sent.

    Raises: FieldEntryUnreadable.
    """
    given = request.POST
    entry_id = read_id(given.get("id", ""))
    if entry_id is None:
        raise FieldEntryUnreadable(what=_("mã của mục"))
    try:
        content = json.loads(given.get("content", "{}"))
    except ValueError:
        raise FieldEntryUnreadable(what=_("nội dung")) from None
    if not isinstance(content, dict):
        raise FieldEntryUnreadable(what=_("nội dung"))
    file = request.FILES.get("file")
    return Sent(
        id=entry_id,
        kind=given.get("kind", ""),
        made_at=field_reading.read_moment(given.get("made_at"), _("giờ trên máy")),
        device_at=field_reading.read_moment(given.get("device_at"), _("giờ trên máy")),
        content={_plain(name): _plain(value) for name, value in content.items()},
        file=file.file if file is not None else None,
        sha256=given.get("sha256", ""),
    )


def _plain(value: Any) -> Any:
    """Return what may be kept of a value: words, figures, yes and no, and lists of words."""
    match value:
        case bool() | int() | float() | None:
            return value
        case str():
            return value.replace("\x00", "").encode("utf-8", "ignore").decode()
        case list():
            return [_plain(one) for one in value if isinstance(one, str)]
        case _:
            return ""
