"""Two pictures side by side, a known picture, a file of pictures, and what a lead's page says of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.pictures import policies, selectors
from minhbach.domains.pictures.models import PictureMatch, Upload
from minhbach.domains.pictures.refusals import PictureNotFound
from minhbach.domains.pictures.types import KnownKind, MatchKind, Verdict
from minhbach.domains.pictures.web.forms import JudgeForm
from minhbach.domains.pictures.web.lists import known_state, other_words, upload_state, what_words
from minhbach.domains.pictures.wording import compared, likeness, likeness_counted
from minhbach.domains.screening.selectors import access_lead
from minhbach.engine.screening.signs import short_name
from minhbach.engine.telling.unreadable import unreadable_sentence
from minhbach.foundation import files
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact

_SIDES = ("nay", "kia")


@require_safe
def match(request: OfficeRequest, match_id: UUID) -> HttpResponse:
    return render(request, "pictures/match.html", match_context(request, match_id, JudgeForm()))


def match_context(request: OfficeRequest, match_id: UUID, form: JudgeForm) -> dict[str, Any]:
    found = selectors.get_match(request.officer, match_id, at=request.at)
    return {
        "match": found,
        "title": _("Ảnh trùng"),
        "above": _("Ảnh trùng"),
        "above_url": reverse("pictures:matches"),
        "chips": [chip_of(Verdict(found.verdict))],
        "form": form,
        "may_judge": policies.may_judge(request.officer, at=request.at),
        "likeness": likeness_counted(found),
        "compared": compared(found),
        "kind": MatchKind(found.kind).label,
        "other": other_words(found),
        "facts": _facts(found),
    }


def _facts(found: PictureMatch) -> list[Fact]:
    judged = found.judged_by.full_name if found.judged_by else ""
    return [
        Fact(_("Trùng với"), str(MatchKind(found.kind).label)),
        Fact(_("Mức giống"), likeness_counted(found)),
        Fact(_("Đã so"), compared(found)),
        Fact(_("Số gian hàng dùng ảnh kia"), found.shops if found.kind == MatchKind.SHOP else None, kind="number"),
        Fact(_("Thấy lúc"), found.found_at, kind="moment"),
        Fact(_("Kết luận"), str(Verdict(found.verdict).label), note=found.why),
        Fact(_("Người kết luận"), judged),
        Fact(_("Kết luận lúc"), found.judged_at, kind="moment"),
    ]


@require_safe
def match_small(request: OfficeRequest, match_id: UUID, side: str) -> HttpResponse:
    """One of the two, as it was drawn anew: never the bytes that a stranger sent."""
    found = selectors.get_match(request.officer, match_id, at=request.at)
    small = found.small if side == _SIDES[0] else found.other_small
    if side not in _SIDES or not small:
        raise PictureNotFound
    return _drawing(small)


@require_safe
def of_lead(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    """The piece of a lead's page that says with what its pictures are one."""
    access_lead(request.officer, lead_id, at=request.at)
    found = selectors.matches_of_lead(request.officer, lead_id, at=request.at)
    rows = [
        {
            "match": one,
            "kind": MatchKind(one.kind).label,
            # From the other lead's page it is this one's that is the other.
            "other": other_words(one) if one.lead_id == lead_id else one.lead.title,
            "likeness": likeness(one),
            "chip": chip_of(Verdict(one.verdict)),
        }
        for one in found[: selectors.OF_LEAD]
    ]
    context = {"rows": rows, "has_more": len(found) > selectors.OF_LEAD}
    return render(request, "pictures/of_lead.html", context)


@require_safe
def known(request: OfficeRequest, known_id: UUID) -> HttpResponse:
    found = selectors.get_known(known_id)
    context = {
        "picture": found,
        "title": found.label,
        "above": _("Ảnh mẫu"),
        "above_url": reverse("pictures:known_list"),
        "chips": [known_state(found)],
        "kind": KnownKind(found.kind).label,
        "may_withdraw": found.withdrawn_at is None
        and policies.may_keep(request.officer, at=request.at, agency=found.owner_agency),
        "facts": [
            Fact(_("Ảnh của"), str(KnownKind(found.kind).label)),
            Fact(_("Nhãn hiệu"), found.mark),
            Fact(_("Dấu hiệu"), short_name(found.sign) if found.sign else ""),
            Fact(_("Nguồn"), found.source),
            Fact(_("Tệp"), found.file),
            Fact(_("Cơ quan nạp"), found.owner_agency.name),
            Fact(_("Nạp lúc"), found.created_at, kind="moment"),
            Fact(_("Rút lúc"), found.withdrawn_at, kind="moment", note=found.withdrawn_why),
        ],
    }
    return render(request, "pictures/known.html", context)


@require_safe
def known_small(request: OfficeRequest, known_id: UUID) -> HttpResponse:
    found = selectors.get_known(known_id)
    if not found.small:
        raise PictureNotFound
    return _drawing(found.small)


@require_safe
def hashes(request: OfficeRequest) -> HttpResponse:
    """The bits of all known pictures for somebody else: no picture goes along."""
    headers = {"Content-Disposition": 'attachment; filename="ma-anh.csv"'}
    return HttpResponse(selectors.hash_list(), content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
def upload(request: OfficeRequest, upload_id: UUID) -> HttpResponse:
    return render(request, "pictures/upload.html", _upload_context(request, upload_id))


@require_safe
def progress(request: OfficeRequest, upload_id: UUID) -> HttpResponse:
    """The part of the page that asks again each second while the pictures are read."""
    return render(request, "pictures/upload_progress.html", _upload_context(request, upload_id))


def _upload_context(request: OfficeRequest, upload_id: UUID) -> dict[str, Any]:
    found: Upload = selectors.get_upload(request.officer, upload_id, at=request.at)
    is_gone = found.undone_at is not None or found.state in ("failed", "canceled")
    return {
        "upload": found,
        "what": what_words(found),
        "state": upload_state(found),
        "progress": selectors.progress_of(found, at=request.at),
        "refused": [unreadable_sentence({"file": file, "problem": problem}) for file, problem in found.refused],
        "is_known": "da-nap" in request.GET,
        "may_undo": not is_gone and policies.may_keep(request.officer, at=request.at, agency=found.owner_agency),
    }


def _drawing(sha256: str) -> HttpResponse:
    with files.open_stored(sha256) as content:
        return HttpResponse(content.read(), content_type="image/jpeg")
