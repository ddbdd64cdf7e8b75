"""The page of a right with all that is said beside it; of a notice with its links; what a lead's page has of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.rights import policies, selectors
from minhbach.domains.rights.models import Notice, NoticeLink, Picture, Right, Said
from minhbach.domains.rights.refusals import NoticeNotFound, SaidNotFound
from minhbach.domains.rights.types import Answer, LinkState, Problem, Standing, State
from minhbach.engine.identifiers.platforms import platform_name
from minhbach.foundation import files
from minhbach.foundation.clock import local_date
from minhbach.foundation.jobs import progress_of
from minhbach.foundation.office import open_to_guests
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact


@dataclass(frozen=True)
class Line:
    """One thing that is said, with what its reader may do to it."""

    said: Said
    slug: str
    may_confirm: bool
    may_drop: bool


@open_to_guests
@require_safe
def right(request: OfficeRequest, right_id: UUID) -> HttpResponse:
    found = selectors.get_right(right_id)
    officer, at, today = request.officer, request.at, local_date(request.at)
    terms = list(found.terms.filter(dropped_at__isnull=True))
    standing = selectors.standing_on(found, terms, today)
    may_say = policies.may_say(officer, found, at=at)
    may_decide = policies.may_decide(officer, found, at=at)
    said = {name: list(_lines(found, slug, officer_says=may_decide, may_say=may_say, is_guest=officer.is_guest))
            for name, slug in _PARTS.items()}  # fmt: skip
    last_day = selectors.last_day_of(found, terms)
    is_waiting = found.state == State.PROPOSED
    return render(
        request,
        "rights/right.html",
        {
            "right": found,
            "title": found.title,
            "lead": _("%(kind)s số %(number)s")
            % {"kind": found.get_kind_display().capitalize(), "number": found.number},
            "above": _("Quyền của tôi") if officer.is_guest else _("Quyền sở hữu trí tuệ"),
            "above_url": reverse("rights:own" if officer.is_guest else "rights:list"),
            "chips": [chip_of(standing)],
            "may_say": may_say,
            "may_decide": may_decide and is_waiting,
            "waits_for_agency": officer.is_guest and may_say and is_waiting,
            "may_send": may_say and standing == Standing.IN_FORCE,
            "claims": list(selectors.same_number(found)) if may_decide else [],
            "namesakes": list(selectors.same_sign(found)[:20]) if may_decide else [],
            "notices": list(selectors.with_waiting(found.notices.order_by("-created_at"))[:10]),
            **said,
            "facts": facts_of(found, last_day, officer),
        },
    )  # fmt: skip


def facts_of(found: Right, last_day: date | None, officer: Officer) -> list[Fact]:
    """Say of a right what the register says, and who compared it with that."""
    return [
        Fact(_("Chủ sở hữu"), found.holder, url=_of_subject(found) if not officer.is_guest else ""),
        Fact(_("Ngày cấp"), found.granted_on, kind="day"),
        Fact(_("Ngày cuối có hiệu lực"), last_day, kind="day"),
        Fact(_("Nhóm hàng hóa, dịch vụ"), ", ".join(found.classes)),
        Fact(_("Từ chỉ hàng hóa"), ", ".join(found.goods)),
        Fact(_("Cách viết khác"), ", ".join(found.spellings)),
        Fact(_("Nguồn"), found.source),
        Fact(_("Đối chiếu") if found.state != State.REFUSED else _("Lý do không ghi nhận"),
             found.compared_with),
        Fact(_("Đối chiếu lúc"), found.decided_at, kind="moment"),
        Fact(_("Người đối chiếu"),
             found.decided_by.full_name if found.decided_by and not officer.is_guest else ""),
        Fact(_("Cơ quan"), found.owner_agency.name),
    ]  # fmt: skip


def _of_subject(right: Right) -> str:
    return reverse("subjects:subject", args=[right.subject_id]) if right.subject_id else ""


_PARTS = {
    "terms": "gia-han",
    "sellers": "nguoi-ban",
    "floors": "gia-san",
    "pictures": "anh",
    "points": "diem-nhan-biet",
}


def _lines(right: Right, slug: str, *, officer_says: bool, may_say: bool, is_guest: bool) -> Iterator[Line]:
    """List what is said and not taken out; what nobody confirmed is for its owner and those who confirm."""
    rows = selectors.SAID[slug].objects.filter(right=right, dropped_at__isnull=True)
    for one in rows if slug != "diem-nhan-biet" else rows.select_related("picture"):
        if one.counts or may_say:
            may_drop = may_say and (not is_guest or one.waits or slug == "nguoi-ban")
            yield Line(one, slug, officer_says and one.waits, may_drop)


@open_to_guests
@require_safe
def picture(request: OfficeRequest, right_id: UUID, picture_id: UUID) -> FileResponse:
    found = selectors.get_said(selectors.get_right(right_id), "anh", picture_id)
    if not isinstance(found, Picture) or not (
        found.counts or policies.may_say(request.officer, found.right, at=request.at)
    ):
        raise SaidNotFound
    return FileResponse(files.open_stored(found.sha256), content_type="image/jpeg")


@open_to_guests
@require_safe
def notice(request: OfficeRequest, links_id: UUID) -> HttpResponse:
    found = selectors.get_notice(links_id)
    page = ListPage(
        request,
        selectors.links_of(found),
        title=_("Đường dẫn bị báo: %(mark)s") % {"mark": found.right.title},
        columns=[
            Column("row", _lazy("Dòng"), lambda row: row.row, sort="row", kind="number"),
            Column("link", _lazy("Đường dẫn"), lambda row: row.address or row.written),
            Column("platform", _lazy("Sàn"), lambda row: platform_name(row.platform), under="link"),
            Column("state", _lazy("Trả lời"), _shown, kind="chip"),
            Column("why", _lazy("Ghi chú"), _why, under="state"),
            Column("day", _lazy("Ngày"), lambda row: row.answered_now, kind="day"),
        ],
        filters=[
            Filter("state", _lazy("Tình trạng"), lambda rows, state: rows.filter(state=state),
                   choices=[(one.value, one.label) for one in LinkState]),
            Filter("answer", _lazy("Trả lời"), lambda rows, answer: rows.filter(answer_now=answer),
                   choices=[(one.value, one.label) for one in Answer]),
        ],
        default_sort="row",
        page_size=50,
        export_name="duong-dan-bi-bao",
    )  # fmt: skip
    return page.response("rights/notice.html", _about(request, found))


@open_to_guests
@require_safe
def progress(request: OfficeRequest, links_id: UUID) -> HttpResponse:
    """The part of the page that asks again each second while the links are read."""
    return render(request, "rights/progress.html", _about(request, selectors.get_notice(links_id)))


def _about(request: OfficeRequest, found: Notice) -> dict[str, Any]:
    counts = selectors.counts_of(found)
    return {
        "notice": found,
        "right": found.right,
        "chip": selectors.notice_chip(selectors.with_waiting(selectors.visible_notices()).get(pk=found.pk)),
        "progress": progress_of(found, asked_at=found.created_at, at=request.at),
        "counts": [(LinkState(state), counts[state]) for state in LinkState.values if state in counts],
        "may_answer": counts.get(LinkState.WAITING) and policies.may_answer(request.officer, found, at=request.at),
    }


def _shown(link: Any) -> tuple[Any, str]:
    return chip_of(Answer(link.answer_now)) if link.answer_now else chip_of(LinkState(link.state))


def _why(link: NoticeLink) -> str:
    if link.problem:
        return str(Problem(link.problem).label)
    if link.twice_of is None:
        return link.words
    if link.twice_of.notice_id == link.notice_id:
        return _("trùng dòng %(row)d") % {"row": link.twice_of.row}
    return _("đã báo trong một thông báo trước")


@require_safe
def of_lead(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    """What a lead's page has of the notices that reported it."""
    require_role(request.officer, *policies.READERS, at=request.at)
    links = list(selectors.links_of_lead(lead_id)[:10])
    if not links:
        raise NoticeNotFound
    context = {
        "lines": [
            (link, chip_of(Answer(link.answer)) if link.answer else chip_of(LinkState(link.state)),
             policies.may_answer(request.officer, link.notice, at=request.at))
            for link in links
        ]
    }  # fmt: skip
    return render(request, "rights/of_lead.html", context)
