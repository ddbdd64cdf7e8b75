"""Trình người có thẩm quyền: what a unit may not decide goes to the lowest authority that may, and waits there.

The case stays the unit's and is counted there. While the file of a violator is before a higher authority, nobody else
decides on him; the decision comes back into the file (`decide`), or the file does, with a reason (`send_back`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Who, Words
from minhbach.domains.cases.opening import close_case, open_case
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.domains.documents.types import Kind, State
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, must
from minhbach.foundation.scope.models import share_with, stop_sharing_with
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from minhbach.domains.cases.selectors.ladder import Rung
    from minhbach.domains.cases.web.forms.base import ActForm, Setting

_OUT = (State.SUBMITTED, State.SIGNED, State.NUMBERED)


@dataclass(frozen=True, kw_only=True)
class GoneUp:
    """Where the file went. AGENCY, TITLE and REASON are written down as the ladder of powers gave them that day."""

    agency_id: Annotated[
        str,
        ask(
            _lazy("Trình ai"),
            field=fields.Choice,
            help=_lazy("Chỉ gồm nơi có người đủ thẩm quyền với mức phạt, trị giá tang vật và biện pháp đã xác định."),
        ),
    ]
    note: Annotated[str, ask(_lazy("Nội dung trình"), rows=3, longest=2000)] = ""
    paper: Annotated[Cited, ask(_lazy("Tờ trình, công văn chuyển hồ sơ"), only=OUTSIDE_PAPER)] = NO_PAPER
    agency: str = ""
    title: str = ""
    reason: str = ""


class GoUp(Act[GoneUp]):
    code, slug, at = "gone_up", "trinh-nguoi-co-tham-quyen", (Step.DECISION,)
    words = Words(
        event=_lazy("trình người có thẩm quyền xử phạt"),
        button=_lazy("Trình người có thẩm quyền"),
        done=_lazy("Đã trình hồ sơ. Nơi được trình thấy ngay trên trang Việc hôm nay."),
        caution=_lazy(
            "Nơi được trình sẽ xem được vụ việc, văn bản và chứng cứ. Vụ việc vẫn của đơn vị bạn và đếm cho đơn vị bạn."
        ),
        day=_lazy("Ngày trình"),
    )
    of, who, is_correctable = Of.VIOLATOR, Who.LEADER, False

    def check(self, state: CaseState, line: Line, entry: Entry[GoneUp]) -> None:
        if line.up is not None:
            raise refusals.GoneUpAlready(agency=line.up.fact.agency, day=write_day(line.up.happened_on))
        if line.sanction is None:
            raise refusals.NoSanctionProposed

    def require(self, fact: GoneUp, door: Door) -> None:
        from minhbach.domains.cases.selectors.papers import papers_of

        if door.line.up is not None or door.line.sanction is None:
            return  # refused by `check`, with its own sentence
        own, above = _ladder(door)
        if own is not None and own.may_sign and not own.is_unread:
            raise refusals.MaySignHere(title=own.title, agency=own.agency.name)
        chosen = next((rung for rung in above if str(rung.agency.id) == fact.agency_id), None)
        if chosen is None or not chosen.may_sign:
            said = "; ".join(chosen.obstacles) if chosen else _("không có người ký đủ thẩm quyền ở nơi này")
            raise refusals.AuthorityLacksPower(
                agency=chosen.agency.name if chosen else _("Nơi được chọn"), obstacles=said
            )
        for paper in papers_of(door.case, Kind.SANCTION_DECISION, door.part):
            if paper.state in _OUT and paper.issuing_agency_id != chosen.agency.id:
                raise refusals.PaperUnderWay(
                    paper=paper.title, state=State(paper.state).label, where=paper.get_absolute_url()
                )

    def requirements(self, fact: GoneUp | None, door: Door) -> Iterator[Unmet]:
        """Say beforehand where nobody is known who may."""
        if fact is None and not any(rung.may_sign for rung in _ladder(door)[1]):
            yield must(
                "ladder",
                _("Chưa thấy nơi nào có người đủ thẩm quyền. Quản trị khai chức vụ, thẩm quyền ký ở nơi đó trước."),
            )

    def complete(self, fact: GoneUp, door: Door) -> GoneUp:
        own, above = _ladder(door)
        chosen = next((rung for rung in above if str(rung.agency.id) == fact.agency_id), None)
        if chosen is None:
            return fact
        reason = "; ".join(own.obstacles) if own else _("đơn vị không có người có thẩm quyền xử phạt")
        return replace(fact, agency=chosen.agency.name, title=chosen.title, reason=reason)

    def done(self, fact: GoneUp, door: Door) -> None:
        """Open the file, its papers and whom it is about; what another agency owns is that one's to open."""
        from minhbach.domains.cases.selectors.papers import papers_of

        agency = Agency.objects.get(id=fact.agency_id)
        open_case(door.case, agency, officer_id=door.officer.id, at=door.at)
        for paper in papers_of(door.case):
            if paper.owner_agency_id == door.case.owner_agency_id:
                share_with(paper, agency, officer_id=door.officer.id, at=door.at)

    def undone(self, fact: GoneUp, door: Door) -> None:
        """Taken back before anything was decided: the file is closed again to who takes no other part in it."""
        from minhbach.domains.cases.selectors.access import agencies_taking_part
        from minhbach.domains.cases.selectors.papers import papers_of

        if UUID(fact.agency_id) in agencies_taking_part(door.case):
            return
        agency = Agency.objects.get(id=fact.agency_id)
        close_case(door.case, agency)
        for paper in papers_of(door.case):
            stop_sharing_with(paper, agency)

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return line.up is not None or line.sanction is None

    def summary(self, fact: GoneUp) -> str:
        return "; ".join(filter(None, (fact.agency, fact.reason, fact.note)))

    def prepare(self, form: ActForm[GoneUp], setting: Setting) -> None:
        from minhbach.domains.cases.selectors.ladder import ladder_of

        rungs = ladder_of(setting.case, setting.line, on=setting.today, law=setting.law)[1]
        form.offer("agency_id", [(str(rung.agency.id), _words(rung)) for rung in rungs if rung.may_sign])
        lowest = next((rung for rung in rungs if rung.may_sign), None)
        if lowest is not None:
            form.propose(agency_id=str(lowest.agency.id))


def _ladder(door: Door) -> tuple[Rung | None, list[Rung]]:
    from minhbach.domains.cases.selectors.ladder import ladder_of

    return ladder_of(door.case, door.line, on=door.on, law=door.law)


def _words(rung: Rung) -> str:
    """Name a rung: whose, which title, up to how much, and what nobody has read yet."""
    limit = _("phạt đến %(limit)s") % {"limit": format_vnd(rung.limit_vnd)} if rung.limit_vnd is not None else ""
    unread = _("bảng pháp luật chưa có điều khoản này, hãy tự xác định thẩm quyền") if rung.is_unread else ""
    return " – ".join(filter(None, (rung.agency.name, rung.title, limit, unread)))
