"""The page of a publication, as the public will read it with its story beside, and of a partner's key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.law.selectors import cite
from minhbach.domains.outreach import policies, selectors
from minhbach.domains.outreach.kinds import BY_CODE, Figures, Grid
from minhbach.domains.outreach.models import PartnerKey, Publication
from minhbach.domains.outreach.refusals import PublicationNotFound
from minhbach.domains.outreach.types import STANDING, KeyState, State, Step, move_by
from minhbach.domains.outreach.web.forms import PairForm, ReasonForm, ReplyForm, RetractForm
from minhbach.engine.identifiers import KINDS as IDENTIFIERS
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.writing import write_day, write_quantity


@require_safe
def publication(request: OfficeRequest, publication_id: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    return render(request, "outreach/publication.html", context_of(request, selectors.get_publication(publication_id)))


def context_of(request: OfficeRequest, found: Publication, **forms: PageForm) -> dict[str, Any]:
    kind = BY_CODE[found.kind]
    may_change = policies.may_change(request.officer, found, at=request.at)
    rule = selectors.rule_of(kind, local_date(request.at))
    named = [
        f"{IDENTIFIERS[one.kind].words if one.kind in IDENTIFIERS else _('tên')}: {one.value}"
        for one in selectors.identifiers_of(found)
    ]
    return {
        "publication": found,
        "kind": kind,
        "title": found.title,
        "above": _("Công bố"),
        "above_url": reverse("outreach:list"),
        "chips": [chip_of(State(found.state))],
        "sections": [_shown(one) for one in selectors.content_of(found).shown()],
        "replies": selectors.replies_of(found),
        "story": [
            {"at": one.happened_at, "words": Step(one.step).label, "by": one.officer, "reason": one.reason}
            for one in selectors.story_of(found)
        ],
        "may_change": may_change,
        "may_approve": found.state == State.WAITING and policies.approves(request.officer, found, at=request.at),
        "may": {step.value: may_change and move_by(step, found.state) is not None for step in Step},
        "pairs": selectors.pairs_of(found) if kind.has_pictures else [],
        "pair_form": PairForm(),
        "reason_form": ReasonForm(),
        "retract_form": RetractForm(),
        "reply_form": ReplyForm(),
        "facts": [
            Fact(_("Loại"), kind.words),
            Fact(_("Căn cứ công bố"), found.ground),
            Fact(_("Theo"), cite(rule.citation) if rule else ""),
            Fact(_("Luật yêu cầu nêu"), rule.content_vi if rule else (), kind="lines"),
            Fact(_("Tra được theo"), tuple(named), kind="lines"),
            Fact(_("Văn bản"), found.document.number_text if found.document else "",
                 url=found.document.get_absolute_url() if found.document else ""),
            Fact(_("Thay đổi chưa công bố"), tuple(_untold(found)), kind="lines"),
            Fact(_("Trang, ứng dụng"), found.site.name if found.site else "",
                 url=found.site.get_absolute_url() if found.site else ""),
            Fact(_("Đính chính cho"), found.corrects.title if found.corrects else "",
                 url=found.corrects.get_absolute_url() if found.corrects else ""),
            Fact(_("Đăng lúc"), found.publish_at, kind="moment"),
            Fact(_("Tự gỡ lúc"), found.ends_at, kind="moment"),
            Fact(_("Đã gỡ lúc"), found.down_at, kind="moment"),
            Fact(_("Thư báo"), _mailed(found)),
            Fact(_("Địa chỉ ở trang công khai"), f"/cong-bo/{kind.slug}/{found.slug}/"),
            Fact(_("Người soạn"), found.drafted_by.full_name),
            Fact(_("Người duyệt"), found.approved_by.full_name if found.approved_by else ""),
            Fact(_("Cơ quan"), found.owner_agency.name),
        ],
        **forms,
    }  # fmt: skip


def _untold(found: Publication) -> Iterator[str]:
    """Say what changed the decision since this was read from it, and until when that is to be published."""
    if found.document is None or found.state not in STANDING:
        return
    told = len(found.content.get("changes", ()))
    for one in selectors.changes_told(found.document)[told:]:
        words = _("Quyết định %(number)s ngày %(day)s: %(words)s")
        yield words % {"number": one.number, "day": write_day(one.dated), "words": one.amounts}


@require_safe
def picture(request: OfficeRequest, publication_id: UUID, number: int, side: str) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_publication(publication_id)
    shot = found.pictures.filter(pair=min(number, 99), is_genuine=side == "that").first()
    if shot is None or side not in ("that", "gia"):
        raise PublicationNotFound
    return HttpResponse(bytes(shot.content), content_type="image/jpeg")


def _mailed(found: Publication) -> str:
    told = selectors.mailed_of(found)
    if told is None:
        return ""
    counted = [
        (told.sent, _("%(count)d đã gửi")),
        (told.waiting, _("%(count)d đang chờ")),
        (told.refused, _("%(count)d không gửi được")),
        (told.in_doubt, _("%(count)d chưa rõ đã tới hay chưa")),
    ]
    return ", ".join(words % {"count": count} for count, words in counted if count)


def _shown(section: Any) -> dict[str, Any]:
    if isinstance(section, Grid):
        return {"label": section.label, "heads": section.heads, "rows": section.rows}
    if isinstance(section, Figures):
        rows = [(label, write_quantity(value)) for label, value in section.rows]
        return {"label": section.label, "heads": (_("Nội dung"), section.unit), "rows": rows}
    return {"label": section.label, "lines": section.lines}


@require_safe
def partner(request: OfficeRequest, partner_id: UUID) -> HttpResponse:
    policies.require_keeper(request.officer, at=request.at)
    return render(request, "outreach/partner.html", partner_context(request, selectors.get_partner(partner_id)))


def partner_context(request: OfficeRequest, found: PartnerKey, *, secret: str = "") -> dict[str, Any]:
    own = policies.keeps_key(request.officer, found, at=request.at)
    state = KeyState(found.state)
    return {
        "key": found,
        "secret": secret,
        "title": found.partner,
        "above": _("Khóa tra cứu của đối tác"),
        "above_url": reverse("outreach:partners"),
        "chips": [chip_of(state)],
        "may_decide": state == KeyState.WAITING and policies.decides(request.officer, found, at=request.at),
        "may_take": own and state == KeyState.CONFIRMED,
        "may_revoke": own and state in (KeyState.WAITING, KeyState.CONFIRMED, KeyState.IN_USE),
        "facts": [
            Fact(_("Văn bản đề nghị"), found.paper),
            Fact(_("Số lần hỏi mỗi giây"), found.per_second, kind="number"),
            Fact(_("Hết hạn lúc"), found.valid_until, kind="moment"),
            Fact(_("Người đề nghị"), found.proposed_by.full_name),
            Fact(_("Đề nghị lúc"), found.created_at, kind="moment"),
            Fact(_("Người duyệt"), found.decided_by.full_name if found.decided_by else ""),
            Fact(_("Duyệt lúc"), found.decided_at, kind="moment"),
            Fact(_("Lấy khóa lúc"), found.taken_at, kind="moment"),
            Fact(_("Thu hồi lúc"), found.revoked_at, kind="moment"),
            Fact(_("Người thu hồi"), found.revoked_by.full_name if found.revoked_by else ""),
            Fact(_("Cơ quan"), found.owner_agency.name),
        ],
    }
